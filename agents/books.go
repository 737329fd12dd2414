package agents

import "github.com/dopamine-network/dopasim/sim"

// Books are the accounts of a population, added up over all its bodies. Amounts are base units; what lies in vaults is
// not in them.
type Books struct {
	Holding, Value, Effort, Fees, Capital int64
}

// Wealth is what the population is worth to itself; its change is its payoff.
func (k Books) Wealth() int64 { return k.Holding + k.Value - k.Effort - k.Fees - k.Capital }

// Books adds up the population's accounts. It takes time in proportion to them.
func (b *Bound) Books() (k Books) {
	w, p := b.b.World, b.b.Population
	now := w.Second()
	for i := range p.Size {
		who := p.First + sim.Agent(i)
		a := w.Ledger.Account(who)
		k.Holding += int64(a.Balance)
		k.Value += int64(a.Value)
		k.Effort += int64(a.Effort)
		k.Fees += int64(a.Fees)
		k.Capital += int64(w.Ledger.Capital(who, now))
	}
	return k
}
