package scenarios

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// BlocksSetup is settlement in blocks; see mechanisms.Blocks. A Setup without one settles at once.
type BlocksSetup struct {
	Params  mechanisms.BlockParams
	Default mechanisms.BidParams // of the populations that Bids does not name
	Bids    []BidSetup
	Gas     []GasSetup // of certain actions, instead of what was measured

	table *gasTable // of a point, shared by its trials; clone makes a new one
}

// gasTable is the gas of every action of a point: looking it up takes longer than building a small world.
type gasTable struct {
	once sync.Once
	gas  [][]mechanisms.Gas // by instance and action
	err  error
}

// BidSetup is what the wallets of a population offer.
type BidSetup struct {
	Population string
	Bid        mechanisms.BidParams
}

// GasSetup is the gas of an action.
type GasSetup struct {
	Instance, Action string
	Gas              uint64
}

const (
	blocks     = "blocks"  // key of the section, owner of its parameters and metrics
	bids       = "bids"    // in it
	defaultBid = "default" // in bids
)

var paramGas = mechanisms.Param{Key: "gas", Kind: mechanisms.KindCount, Unit: "gas", Min: "21000", Max: "300000000", Default: "100000",
	Doc: "Gas of an action, instead of what was measured on its contract; a refused call takes as much."}

func (b *BlocksSetup) clone() *BlocksSetup {
	if b == nil {
		return nil
	}
	c := *b
	c.table = &gasTable{}
	c.Bids, c.Gas = slices.Clone(b.Bids), slices.Clone(b.Gas)
	return &c
}

// bid is what a population offers.
func (b *BlocksSetup) bid(population string) *mechanisms.BidParams {
	for i := range b.Bids {
		if b.Bids[i].Population == population {
			return &b.Bids[i].Bid
		}
	}
	return &b.Default
}

// gas is what an action takes: as the scenario says, or as it was measured.
func (b *BlocksSetup) gas(in *mechanisms.Bound, a mechanisms.Action) (mechanisms.Gas, error) {
	for _, g := range b.Gas {
		if g.Instance == in.Name && g.Action == a.Name() {
			return mechanisms.Gas{First: g.Gas, Later: g.Gas, Refused: g.Gas}, nil
		}
	}
	return in.Gas(a)
}

// tabulate looks up the gas of every action of a house.
func (b *BlocksSetup) tabulate(h *mechanisms.House) ([][]mechanisms.Gas, error) {
	table := make([][]mechanisms.Gas, len(h.Instances))
	for i, in := range h.Instances {
		for _, a := range in.Mechanism.Actions {
			g, err := b.gas(in, a)
			if err != nil {
				return nil, err
			}
			table[i] = append(table[i], g)
		}
	}
	return table, nil
}

// settle makes a staged world settle in blocks.
func (b *BlocksSetup) settle(w *World) error {
	if b == nil {
		return nil
	}
	var offers []mechanisms.BidParams
	for _, p := range w.Populations() {
		offers = append(offers, *b.bid(p.Name))
	}
	b.table.once.Do(func() { b.table.gas, b.table.err = b.tabulate(w.House) })
	if b.table.err != nil {
		return &misfit{blocks, b.table.err}
	}
	if _, err := w.House.Settle(b.Params, offers, b.table.gas); err != nil {
		return &misfit{blocks, err}
	}
	return nil
}

// checkBlocks says what about blocks and bids does not fit together.
func (s *Setup) checkBlocks() error {
	b := s.Blocks
	if b == nil {
		return nil
	}
	if b.Params.Censors != "" && s.Horizon == 0 {
		return errors.New("censors: what no block takes waits for ever: give the scenario a horizon, e.g. \"horizon: 10d\"")
	}
	if s.Horizon > 0 && b.Params.From >= s.Horizon {
		return fmt.Errorf("from: %s is no time before the horizon of %s: no latency would count", b.Params.From, s.Horizon)
	}
	if b.Params.Order == "adversarial" {
		if err := s.checkAdversary(b.Params); err != nil {
			return err
		}
	}
	for _, g := range b.Gas {
		if g.Gas > b.Params.GasLimit {
			return fmt.Errorf("gas.%s.%s: %d gas are more than the gas_limit of %d", g.Instance, g.Action, g.Gas, b.Params.GasLimit)
		}
	}
	for _, bid := range append([]BidSetup{{defaultBid, b.Default}}, b.Bids...) {
		if bid.Bid.Ceiling > 0 && bid.Bid.Ceiling < bid.Bid.Cap {
			return fmt.Errorf("%s.%s: a ceiling of %s is below the cap of %s", bids, bid.Population, bid.Bid.Ceiling, bid.Bid.Cap)
		}
		if b.Params.Market == "constant" && bid.Bid.Cap < b.Params.BaseFee {
			return fmt.Errorf("%s.%s: a cap of %s never reaches the constant base fee of %s", bids, bid.Population, bid.Bid.Cap, b.Params.BaseFee)
		}
	}
	return nil
}

// checkAdversary says whom the adversary favours, or what it censors, that is not there.
func (s *Setup) checkAdversary(p mechanisms.BlockParams) error {
	var populations []string
	for _, one := range s.Populations {
		populations = append(populations, one.Name)
	}
	if p.Favours != "" && !slices.Contains(populations, p.Favours) {
		return fmt.Errorf("favours: there is no population %q%s", p.Favours, didYouMean(p.Favours, populations))
	}
	actions := s.actions()
	for name := range strings.SplitSeq(p.Censors, ",") {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(actions, name) {
			return fmt.Errorf("censors: there is no action %q%s", name, didYouMean(name, actions))
		}
	}
	return nil
}

// columns are the metrics of blocks.
func (b *BlocksSetup) columns() (columns []experiment.Column) {
	if b == nil {
		return nil
	}
	for _, m := range mechanisms.BlockMetrics {
		columns = append(columns, experiment.Column{Population: blocks, Metric: m.Name, Unit: m.Unit})
	}
	return columns
}

// values are the metrics of a world, as columns lists them.
func blockValues(b *mechanisms.Blocks) []float64 {
	if b == nil {
		return nil
	}
	return b.Metrics()
}

// blocks adds the parameters of blocks ("blocks.interval"), of bids ("blocks.bids.consumers.tip") and of the gas of actions
// ("blocks.gas.escrow.open").
func (p places) blocks(s *Setup) {
	if s.Blocks == nil {
		return
	}
	p.structFields(blocks, &s.Blocks.Params, func(s *Setup) any { return &s.Blocks.Params })
	p.structFields(blocks+"."+bids+"."+defaultBid, &s.Blocks.Default, func(s *Setup) any { return &s.Blocks.Default })
	for i, b := range s.Blocks.Bids {
		p.structFields(blocks+"."+bids+"."+b.Population, &s.Blocks.Bids[i].Bid, func(s *Setup) any { return &s.Blocks.Bids[i].Bid })
	}
	for i, g := range s.Blocks.Gas {
		p[blocks+".gas."+g.Instance+"."+g.Action] = place{paramGas,
			func(s *Setup) mechanisms.Value { return valueOf(paramGas, fmt.Sprint(s.Blocks.Gas[i].Gas)) },
			func(s *Setup, text string) (err error) {
				s.Blocks.Gas[i].Gas, err = mechanisms.ParseCount(text)
				return err
			}}
	}
}

// blocks reads settlement in blocks.
func (l *loader) blocks() {
	l.section(blocks, func(e entry) {
		l.owners[blocks] = e.key
		b := &BlocksSetup{Params: mechanisms.DefaultBlocks, Default: mechanisms.DefaultBid, table: &gasTable{}}
		l.s.Setup.Blocks = b
		if x, ok := l.top["fees"]; ok {
			l.failAt(x.key, x.path, "fees are what blocks ask for: leave them out, or the blocks")
		}
		if x, ok := l.top["attack"]; ok {
			l.failAt(x.key, x.path, "attacks are searched for where actions are executed at once: leave them out, or the blocks")
		}
		if e.value.Tag == "!!null" { // "blocks:" alone takes every default
			return
		}
		handlers := l.paramHandlers(&b.Params)
		given := map[string]entry{}
		note := func(e entry) { given[e.name] = e }
		handlers[bids], handlers["gas"] = note, note
		l.fields(e.value, e.path, "the rules of blocks, bids and gas", handlers)
		if x, ok := given[bids]; ok {
			l.bids(b, x)
		}
		if x, ok := given["gas"]; ok {
			l.gas(b, x)
		}
	})
}

// bids reads what wallets offer: by default, then by population, which starts from the default.
func (l *loader) bids(b *BlocksSetup, e entry) {
	list := l.entries(e.value, e.path, `bids by population, e.g. "default: {tip: 1 gwei}"`)
	const want = "what wallets offer"
	for _, x := range list {
		if x.name == defaultBid {
			l.fields(x.value, x.path, want, l.paramHandlers(&b.Default))
		}
	}
	known := []string{defaultBid}
	for _, p := range l.s.Setup.Populations {
		known = append(known, p.Name)
	}
	for _, x := range list {
		switch {
		case x.name == defaultBid:
		case !slices.Contains(known, x.name):
			l.failAt(x.key, x.path, "there is no population %q%s", x.name, didYouMean(x.name, known))
		default:
			bid := BidSetup{x.name, b.Default}
			l.fields(x.value, x.path, want, l.paramHandlers(&bid.Bid))
			b.Bids = append(b.Bids, bid)
		}
	}
}

// gas reads the gas of actions.
func (l *loader) gas(b *BlocksSetup, e entry) {
	for _, x := range l.entries(e.value, e.path, `e.g. "escrow.open: 90000"`) {
		v, ok := l.value(x, paramGas)
		instance, action, known := l.action(x, nil)
		if ok && known {
			n, _ := mechanisms.ParseCount(v.Text)
			b.Gas = append(b.Gas, GasSetup{instance, action, n})
		}
	}
}

// resolveBlocks writes the section with every default.
func (s *Scenario) resolveBlocks(top *mapping) {
	b := s.Setup.Blocks
	if b == nil {
		return
	}
	one, offers, gas := &mapping{}, &mapping{}, &mapping{}
	one.params(&b.Params)
	for _, bid := range append([]BidSetup{{defaultBid, b.Default}}, b.Bids...) {
		offer := &mapping{}
		offer.params(&bid.Bid)
		offers.add(bid.Population, offer)
	}
	one.add(bids, offers)
	for _, g := range b.Gas {
		gas.put(g.Instance+"."+g.Action, fmt.Sprint(g.Gas))
	}
	one.add("gas", gas)
	top.add(blocks, one)
}

// blocksSchema describes the section.
func blocksSchema() object {
	params := mechanisms.DefaultBlocks
	properties := paramSchemas(&params)
	bid := mechanisms.DefaultBid
	properties[bids] = open("What wallets offer, by population; default is for those that are not named.", closed(paramSchemas(&bid)))
	properties["gas"] = open("Gas of actions, instead of what was measured on the contracts.", paramGas.Schema())
	section := closed(properties)
	section["type"] = []any{"object", "null"}
	return described("Settlement in blocks: what agents send waits in a pool until a block takes it, and pays its fee in ether. Without it, actions are executed at once.", section)
}
