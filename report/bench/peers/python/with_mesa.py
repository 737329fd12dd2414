"""The Boltzmann wealth model of Mesa's first tutorial. The agents to give to are kept in a list: an AgentSet, which the
tutorial draws from, makes one anew for each draw."""

import mesa

from outcome import main

AGENTS = 1000


class Person(mesa.Agent):
    def __init__(self, model):
        super().__init__(model)
        self.wealth = 1

    def give(self):
        if self.wealth > 0:
            other = self.random.choice(self.model.people)
            other.wealth += 1
            self.wealth -= 1


class Town(mesa.Model):
    def __init__(self, seed):
        super().__init__(rng=seed)
        Person.create_agents(self, AGENTS)
        self.people = list(self.agents)

    def step(self):
        self.agents.shuffle_do("give")


def gini(values):
    values = sorted(values)
    n = len(values)
    return sum((2 * i + 1 - n) * v for i, v in enumerate(values)) / n / sum(values)


def wealth(size, seed):
    town = Town(seed)

    def run():
        for _ in range(size):
            town.step()
        owned = [p.wealth for p in town.people]
        return {"done": size * AGENTS, "check": gini(owned), "exact": [sum(owned)]}

    return run


main({"wealth": wealth})
