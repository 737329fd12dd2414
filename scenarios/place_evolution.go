package scenarios

import (
	"fmt"
	"math/bits"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// evolution adds the parameters of generations ("evolution.every"), of groups ("evolution.sellers.rate") and the
// starting share of every population in a group ("honest.start").
func (p places) evolution(s *Setup) {
	if len(s.Evolution.Groups) == 0 {
		return
	}
	p.seconds(paramEvery, func(s *Setup) *sim.Second { return &s.Evolution.Every })
	p.seconds(paramRest, func(s *Setup) *sim.Second { return &s.Evolution.Rest })
	for i, g := range s.Evolution.Groups {
		in := func(s *Setup) *GroupSetup { return &s.Evolution.Groups[i] }
		for _, x := range revision {
			p[evolution+"."+g.Name+"."+x.param.Key] = place{x.param,
				func(s *Setup) mechanisms.Value { return valueOf(x.param, x.read(in(s))) },
				func(s *Setup, text string) error { return x.write(in(s), text) }}
		}
		for _, name := range g.Populations {
			p[name+"."+paramStart.Key] = place{paramStart,
				func(s *Setup) mechanisms.Value { return valueOf(paramStart, mechanisms.ProbText(s.start(name))) },
				func(s *Setup, text string) error {
					share, err := mechanisms.ParseProb(text)
					if err != nil {
						return err
					}
					return s.startWith(name, share)
				}}
		}
	}
}

// seconds adds a parameter of generations that is a time.
func (p places) seconds(param mechanisms.Param, in func(*Setup) *sim.Second) {
	p[evolution+"."+param.Key] = place{param,
		func(s *Setup) mechanisms.Value { return valueOf(param, in(s).String()) },
		func(s *Setup, text string) (err error) { *in(s), err = mechanisms.ParseSeconds(text); return err }}
}

// revised is a parameter of a group: how to read and write it.
type revised struct {
	param mechanisms.Param
	read  func(*GroupSetup) string
	write func(*GroupSetup, string) error
}

// revision are the parameters of a group.
var revision = []revised{
	{paramRule,
		func(g *GroupSetup) string { return g.Rule },
		func(g *GroupSetup, text string) error { g.Rule = text; return nil }},
	{paramRate,
		func(g *GroupSetup) string { return mechanisms.ProbText(g.Rate) },
		func(g *GroupSetup, text string) (err error) { g.Rate, err = mechanisms.ParseProb(text); return err }},
	{paramScale,
		func(g *GroupSetup) string { return g.Scale.String() },
		func(g *GroupSetup, text string) (err error) { g.Scale, err = mechanisms.ParseAmount(text); return err }},
	{paramMutation,
		func(g *GroupSetup) string { return mechanisms.ProbText(g.Mutation) },
		func(g *GroupSetup, text string) (err error) { g.Mutation, err = mechanisms.ParseProb(text); return err }},
}

// start is the share of its group that a population starts with; 0 when the group is empty, which is a mistake.
func (s *Setup) start(population string) sim.Prob {
	total := max(1, s.groupSize(s.Evolution.group(population)))
	return sim.ProbOf(uint64(s.population(population).Size), total)
}

// startWith gives a population a share of its group, to the nearest agent; the others keep their proportions in what
// remains. It is an error when that leaves nobody in one of them.
func (s *Setup) startWith(population string, share sim.Prob) error {
	g := s.Evolution.group(population)
	total := s.groupSize(g)
	hi, lo := bits.Mul64(uint64(share), total)
	lo, carry := bits.Add64(lo, uint64(sim.One)/2, 0)
	size := (hi+carry)<<1 | lo>>63
	old, left := total-uint64(s.population(population).Size), total-size
	s.population(population).Size = uint32(size)
	given, before := uint64(0), uint64(0)
	for _, name := range g.Populations {
		p := s.population(name)
		if name != population {
			// The difference of rounded sums: they add up whatever is rounded.
			before += uint64(p.Size)
			upTo, _ := sim.MulDivDown(sim.Amount(2*left), sim.Amount(before), sim.Amount(max(old, 1)))
			p.Size = uint32((uint64(upTo)+1)/2 - given)
			given += uint64(p.Size)
		}
		if p.Size == 0 {
			return fmt.Errorf("%s of %d agents leaves nobody in %s", mechanisms.ProbText(share), total, name)
		}
	}
	return nil
}
