"""The workloads as SimPy's documentation writes such models: processes that yield timeouts and requests."""

import random

import simpy

from outcome import main

HOLD_PENDING = 100_000
PLACES, PHOLD_PENDING, LOOKAHEAD = 1_000, 10_000, 0.1


def hold(size, seed):
    env, draw, done = simpy.Environment(), random.Random(seed).expovariate, [0]

    def agent():
        while True:
            yield env.timeout(draw(1.0))
            done[0] += 1

    for _ in range(HOLD_PENDING):
        env.process(agent())
    env.run(until=1e-12)  # processes begin: their first events are built, not run

    def run():
        env.run(until=size / HOLD_PENDING)
        return {"done": done[0], "check": done[0] / size}

    return run


def phold(size, seed):
    env, luck, done = simpy.Environment(), random.Random(seed), [0]

    def receive(event):
        done[0] += 1
        send()

    def send():
        travel = env.timeout(LOOKAHEAD + luck.expovariate(1.0), value=luck.randrange(PLACES))
        travel.callbacks.append(receive)

    for _ in range(PHOLD_PENDING):
        send()

    def run():
        env.run(until=size / PHOLD_PENDING * (1 + LOOKAHEAD))
        return {"done": done[0], "check": done[0] / size}

    return run


def mm1(size, seed):
    env, draw, waits = simpy.Environment(), random.Random(seed).expovariate, [0.0, 0]
    server = simpy.Resource(env, capacity=1)

    def customer():
        came = env.now
        with server.request() as turn:
            yield turn
            waits[0] += env.now - came
            waits[1] += 1
            yield env.timeout(draw(1.0))

    def source():
        for _ in range(size):
            yield env.timeout(draw(0.9))
            env.process(customer())

    env.process(source())

    def run():
        env.run()
        return {"done": waits[1], "check": waits[0] / waits[1]}

    return run


def bank(size, seed):
    env, luck, left = simpy.Environment(), random.Random(seed), [0]
    counter = simpy.Resource(env, capacity=1)

    def customer():
        with counter.request() as turn:
            yield turn | env.timeout(luck.uniform(1, 3))
            if turn.triggered:
                yield env.timeout(luck.expovariate(1 / 12))
            else:
                left[0] += 1

    def source():
        for _ in range(size):
            env.process(customer())
            yield env.timeout(luck.expovariate(1 / 10))

    env.process(source())

    def run():
        env.run()
        return {"done": size, "check": left[0] / size}

    return run


main({"hold": hold, "phold": phold, "mm1": mm1, "bank": bank})
