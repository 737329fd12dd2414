package scenarios

import (
	"fmt"
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// place is a parameter of a scenario: its description and how to read and write it in a Setup.
type place struct {
	param mechanisms.Param
	read  func(*Setup) mechanisms.Value
	write func(*Setup, string) error
}

// places finds parameters by path: "escrow.price", "honest.size", "fees.default", "capital".
type places map[string]place

func (p places) paths() []string { return slices.Sorted(maps.Keys(p)) }

// Parameters of a scenario that belong to no mechanism and no strategy.
var (
	paramSize    = mechanisms.Param{Key: "size", Kind: mechanisms.KindCount, Min: "1", Max: "4294967294", Default: "1", Doc: "Number of agents."}
	paramBalance = mechanisms.Param{Key: "balance", Kind: mechanisms.KindAmount, Unit: "DPMN", Default: "0 DPMN",
		Doc: "Money of each agent at the start."}
	paramFee     = mechanisms.Param{Key: "fee", Kind: mechanisms.KindAmount, Unit: "DPMN", Default: "0 DPMN", Doc: "Cost of sending an action."}
	paramCapital = mechanisms.Param{Key: "capital", Kind: mechanisms.KindProb, Default: "0%",
		Doc: "Cost of money that is locked, as a fraction of it per year."}
	paramHorizon = mechanisms.Param{Key: "horizon", Kind: mechanisms.KindSeconds, Unit: "s", Default: "0s",
		Doc: "End of a trial; 0s, or nothing, runs until nothing is pending."}
	paramSample = mechanisms.Param{Key: "sample", Kind: mechanisms.KindSeconds, Unit: "s", Default: "0s",
		Doc: "Time between two recordings of the metrics; 0s, or nothing, records the end only."}
	paramSeeds = mechanisms.Param{Key: "seeds", Kind: mechanisms.KindCount, Min: "1", Max: "1000000", Default: "10",
		Doc: "Number of seeds: independent repetitions of every point."}
	paramFirst = mechanisms.Param{Key: "first", Kind: mechanisms.KindCount, Default: "1", Doc: "First seed."}
	paramCalls = mechanisms.Param{Key: "max_calls", Kind: mechanisms.KindCount, Default: "200000", Doc: "Calls to replay in each trial at most."}
)

// placesOf finds every parameter of s.
func placesOf(s *Setup) places {
	all := places{
		"capital": {paramCapital,
			func(s *Setup) mechanisms.Value { return valueOf(paramCapital, capitalText(s.Capital)) },
			func(s *Setup, text string) (err error) { s.Capital, err = parseCapital(text); return err }},
		"horizon": {paramHorizon,
			func(s *Setup) mechanisms.Value { return valueOf(paramHorizon, s.Horizon.String()) },
			func(s *Setup, text string) (err error) { s.Horizon, err = mechanisms.ParseSeconds(text); return err }},
		"fees.default": {paramFee,
			func(s *Setup) mechanisms.Value { return valueOf(paramFee, s.Fee.String()) },
			func(s *Setup, text string) (err error) { s.Fee, err = mechanisms.ParseAmount(text); return err }},
	}
	for i, f := range s.Fees {
		all["fees."+f.Instance+"."+f.Action] = place{paramFee,
			func(s *Setup) mechanisms.Value { return valueOf(paramFee, s.Fees[i].Fee.String()) },
			func(s *Setup, text string) (err error) { s.Fees[i].Fee, err = mechanisms.ParseAmount(text); return err }}
	}
	for i, m := range s.Mechanisms {
		all.structFields(m.Name, m.Params, func(s *Setup) any { return s.Mechanisms[i].Params })
	}
	for i, p := range s.Populations {
		all.structFields(p.Name, p.Params, func(s *Setup) any { return s.Populations[i].Params })
		all[p.Name+".size"] = place{paramSize,
			func(s *Setup) mechanisms.Value {
				return valueOf(paramSize, fmt.Sprint(s.Populations[i].Size))
			},
			func(s *Setup, text string) error {
				n, err := mechanisms.ParseCount(text)
				s.Populations[i].Size = uint32(n)
				return err
			}}
		all[p.Name+".balance"] = place{paramBalance,
			func(s *Setup) mechanisms.Value { return valueOf(paramBalance, s.Populations[i].Balance.String()) },
			func(s *Setup, text string) (err error) {
				s.Populations[i].Balance, err = mechanisms.ParseAmount(text)
				return err
			}}
	}
	all.evolution(s)
	all.blocks(s)
	return all
}

// structFields adds the fields of a struct of parameters.
func (p places) structFields(owner string, params any, in func(*Setup) any) {
	for _, param := range mechanisms.ParamsOf(params) {
		p[owner+"."+param.Key] = place{param,
			func(s *Setup) mechanisms.Value {
				v, _ := mechanisms.GetParam(in(s), param.Key) // the key is the struct's own
				return v
			},
			func(s *Setup, text string) error { return mechanisms.SetParam(in(s), param.Key, text) }}
	}
}

// valueOf is text, which was checked before, as a value of p.
func valueOf(p mechanisms.Param, text string) mechanisms.Value {
	v, err := p.Parse(text)
	if err != nil {
		return mechanisms.Value{Text: text}
	}
	return v
}

// ppb is parts per billion, the unit of Setup.Capital.
const ppb = 1_000_000_000

// parseCapital reads a yearly rate exactly, to the nearest part per billion.
func parseCapital(text string) (int64, error) {
	p, err := mechanisms.ParseProb(text)
	n := new(big.Int).Mul(new(big.Int).SetUint64(uint64(p)), big.NewInt(2*ppb))
	n.Add(n, new(big.Int).SetUint64(uint64(sim.One)))
	return n.Rsh(n, 64).Int64(), err
}

func capitalText(n int64) string { return mechanisms.ProbText(sim.ProbOf(uint64(n), ppb)) }

// clone is a deep copy of s: changing parameters of the copy leaves s as it is.
func (s *Setup) clone() *Setup {
	c := *s
	c.Mechanisms, c.Populations, c.Fees = slices.Clone(s.Mechanisms), slices.Clone(s.Populations), slices.Clone(s.Fees)
	c.Blocks = s.Blocks.clone()
	c.Evolution.Groups = slices.Clone(s.Evolution.Groups)
	for i, m := range c.Mechanisms {
		c.Mechanisms[i].Params = copyParams(m.Mechanism.Defaults(), m.Params)
	}
	for i, p := range c.Populations {
		c.Populations[i].Params = copyParams(p.Card.Defaults(), p.Params)
	}
	return &c
}

// copyParams sets what dst points to, a struct of plain values, to what src points to.
func copyParams(dst, src any) any {
	reflect.ValueOf(dst).Elem().Set(reflect.ValueOf(src).Elem())
	return dst
}

// owner is the part of a path before its last dot: "escrow" of "escrow.price", "" of "capital".
func owner(path string) string {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i]
	}
	return ""
}
