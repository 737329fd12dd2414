package calltest

import (
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// pool is the live rows of a view of an instance.
type pool struct {
	bound *mechanisms.Bound
	view  mechanisms.View
	live  []uint64 // that an action can change
	// asleep are rows that have not ended, but that no action changes for now.
	asleep []uint64
	seen   uint64 // next id when live was last brought up to date
	fit    map[string][]mechanisms.Action
}

func (p *pool) update() {
	for next := p.view.Next(p.bound); p.seen < next; p.seen++ {
		p.asleep = append(p.asleep, p.seen)
	}
	p.live = slices.DeleteFunc(p.live, func(id uint64) bool {
		if p.lives(id) {
			return false
		}
		p.asleep = append(p.asleep, id)
		return true
	})
	rest := max(0, len(p.asleep)-16) // what fell asleep long ago sleeps on
	for _, id := range p.asleep[rest:] {
		switch {
		case p.lives(id):
			p.live = append(p.live, id)
		case p.view.Status(p.bound, id) != mechanisms.Ended:
			p.asleep[rest] = id
			rest++
		}
	}
	p.asleep = p.asleep[:rest]
}

// lives says whether an action can still change the row.
func (p *pool) lives(id uint64) bool {
	status := p.view.Status(p.bound, id)
	return status != mechanisms.Ended && len(p.fits(status)) > 0
}

// fits are the actions on a row that change it when it has that status, or that change no status at all.
func (p *pool) fits(status string) (fit []mechanisms.Action) {
	if fit, ok := p.fit[status]; ok {
		return fit
	}
	defer func() { p.fit[status] = fit }()
	for _, a := range p.bound.Mechanism.Actions {
		names := slices.ContainsFunc(a.Args(), func(f mechanisms.Field) bool { return f.Row == p.view.Name() })
		changes := slices.ContainsFunc(a.Edges(), func(e mechanisms.Edge) bool { return e.From == status })
		if names && (changes || len(a.Edges()) == 0) {
			fit = append(fit, a)
		}
	}
	return fit
}

// row is the row of id.
func (p *pool) row(id uint64) target {
	values, err := mechanisms.Values(p.view.Fields(), p.view.Row(p.bound, id))
	if err != nil {
		panic("calltest: " + err.Error())
	}
	return target{p, id, values}
}
