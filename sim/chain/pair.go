package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/params"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Pair is the mechanisms of a house and their contracts side by side, driven call by call: what Replay does with a
// journal, for who makes the calls up as it goes. Not safe for concurrent use.
type Pair struct {
	r       *replay
	holders []common.Hash // balance slots by agent; none of Nobody
}

// PairOptions say what stands beside the house.
type PairOptions struct {
	// Twins are the contracts of instances, by name; what is missing is parsed from the mechanism's artefact.
	Twins map[string]*Artefact
	// Accounts are the addresses, so that pairs of houses with the same instances derive them once; nil: new ones.
	Accounts *Accounts
}

// Answer is what a call came to, on both sides.
type Answer struct {
	Outcome uint16 // 0 accepted, else the number of the refusal (Mechanism.Refusal)
	// Gas that the EVM spent on running it, less refunds: a fingerprint of the path that it took, since it differs between
	// nearly any two.
	Gas int64
}

// NewPair deploys the contracts of a house whose genesis is over natively (House.Genesis, House.Introduce) and which has
// had no calls yet, and puts the money of genesis into the token's storage. The house's events go to the pair until it
// is closed. Every account of the world exists on the chain, so it is for small worlds. A *Divergence as the error says
// that the sides differ from the start.
func NewPair(house *mechanisms.House, o PairOptions) (*Pair, error) {
	r := &replay{
		Options: Options{Every: 1, Twins: o.Twins}, machine: NewMachine(0), known: map[common.Hash]struct{}{},
		house: house, world: house.World,
	}
	r.accounts = o.Accounts
	if r.accounts == nil {
		r.accounts = NewAccounts()
	}
	if err := r.deploy(); err != nil {
		return nil, err
	}
	p := &Pair{r: r, holders: make([]common.Hash, r.world.Accounts())}
	r.appear = r.appear[:0]
	for who := sim.Agent(1); int(who) < r.world.Accounts(); who++ {
		r.appear = append(r.appear, who)
		p.holders[who] = r.balanceSlot(who)
	}
	if r.money != nil {
		for _, in := range r.instances {
			r.money.spenders = append(r.money.spenders, in.Account)
		}
	}
	found, err := r.begin()
	if found != nil {
		err = &found.Divergence
	}
	if err != nil {
		return nil, err
	}
	house.Record(func(l mechanisms.Logged) { r.events = append(r.events, l) })
	return p, nil
}

// Close lets the house go.
func (p *Pair) Close() { p.r.house.Record(nil) }

// Call executes an action on both sides. A *Divergence as the error says that outcome, events, a balance or the supply
// differ; any other error is about the input.
func (p *Pair) Call(b *mechanisms.Bound, a mechanisms.Action, c mechanisms.Call, args []byte) (done Answer, err error) {
	r := p.r
	row := sim.Row{
		Number: r.calls + 1, Now: c.Now, Who: c.Who, Action: uint16(r.number[b]<<8 | a.Index()), Args: args,
	}
	r.world.At(c.Now)
	r.last = row
	in := r.instances[r.number[b]]
	both, err := r.execute(row, in, a)
	if err != nil {
		return done, err
	}
	row.Outcome = b.Mechanism.Outcome(both.native)
	found, err := r.judge(row, in, a, both)
	if err == nil && found == nil {
		found = p.money(row)
	}
	if found != nil {
		err = &found.Divergence
	}
	return Answer{row.Outcome, executed(both.evm.Gas, r.data)}, err
}

// Events are those of the last call, natively, which the EVM logged too if it was not a Divergence. They are valid until
// the next call.
func (p *Pair) Events() []mechanisms.Logged { return p.r.events }

// executed is the gas of a transaction beyond what it costs before it runs: 21000 and its calldata (EIP-2028); 0 where the
// floor for calldata (EIP-7623) is all that it cost.
func executed(gas uint64, data []byte) int64 {
	intrinsic, floor := params.TxGas, params.TxGas
	for _, b := range data {
		if b == 0 {
			intrinsic += params.TxDataZeroGas
			floor += params.TxCostFloorPerToken
		} else {
			intrinsic += params.TxDataNonZeroGasEIP2028
			floor += params.TxTokenPerNonZeroByte * params.TxCostFloorPerToken
		}
	}
	if gas == floor {
		return 0
	}
	return int64(gas) - int64(intrinsic)
}

// money compares all balances and the supply, and sees that the contract's balances add up.
func (p *Pair) money(row sim.Row) *finding {
	r := p.r
	if r.money == nil {
		return nil
	}
	var found []difference
	for who := sim.Agent(1); int(who) < len(p.holders); who++ {
		if r.machine.Slot(r.money.At, p.holders[who]) != amountSlot(r.world.Ledger.Balance(who)) {
			found = append(found, r.balanceDiffers(who))
		}
	}
	if x := r.world.Ledger.Supply(); r.machine.Slot(r.money.At, slotNumber(totalSupplySlot)) != amountSlot(x) {
		found = append(found, difference{what: "supply", native: fmt.Sprint(int64(x)), evm: r.money.Supply().Dec()})
	}
	if len(found) == 0 {
		return nil
	}
	f := r.finding(row, "")
	f.state(found)
	return f
}

// Check compares the rows, allowances and balances touched since the last Check, and sees that no contract changed a slot
// beside these. A *Divergence as the error names the last call, though an earlier one may be the culprit.
func (p *Pair) Check() error { return p.found(p.r.checkpoint(p.r.last)) }

// End compares all that is alive, and has the house check its invariants.
func (p *Pair) End() error { return p.found(p.r.states(context.Background())) }

func (p *Pair) found(f *finding, err error) error {
	if f != nil {
		return &f.Divergence
	}
	return err
}

// Gas is what the calls so far cost, by instance, action and kind.
func (p *Pair) Gas() []GasRow { return p.r.gasRows() }

// Error makes a Divergence an error.
func (d *Divergence) Error() string { return d.String() }
