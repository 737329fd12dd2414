"""The workloads in salabim, with components that yield (its fastest way) and without tracing."""

import random

import salabim

from outcome import main


def environment():
    salabim.yieldless(False)
    return salabim.Environment(trace=False)


def mm1(size, seed):
    env, draw, waits = environment(), random.Random(seed).expovariate, [0.0, 0]
    server = salabim.Resource("server")

    class Customer(salabim.Component):
        def process(self):
            came = env.now()
            yield self.request(server)
            waits[0] += env.now() - came
            waits[1] += 1
            yield self.hold(draw(1.0))
            self.release(server)

    class Source(salabim.Component):
        def process(self):
            for _ in range(size):
                yield self.hold(draw(0.9))
                Customer()

    Source()

    def run():
        env.run()
        return {"done": waits[1], "check": waits[0] / waits[1]}

    return run


def bank(size, seed):
    env, luck, left = environment(), random.Random(seed), [0]
    counter = salabim.Resource("counter")

    class Customer(salabim.Component):
        def process(self):
            yield self.request(counter, fail_delay=luck.uniform(1, 3))
            if self.failed():
                left[0] += 1
                return
            yield self.hold(luck.expovariate(1 / 12))
            self.release(counter)

    class Source(salabim.Component):
        def process(self):
            for _ in range(size):
                Customer()
                yield self.hold(luck.expovariate(1 / 10))

    Source()

    def run():
        env.run()
        return {"done": size, "check": left[0] / size}

    return run


main({"mm1": mm1, "bank": bank})
