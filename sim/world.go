package sim

import (
	"errors"
	"fmt"
	"sort"
)

// Agent is an account number and the index into every per-agent column. 0 is nobody: the zero address on the chain.
type Agent uint32

// Nobody is the zero address: it holds nothing and sends nothing but genesis calls.
const Nobody Agent = 0

// Population is a contiguous range of accounts of one kind.
type Population struct {
	Name  string
	First Agent
	Size  uint32

	key LuckKey
}

// Contains says whether a belongs to the population.
func (p Population) Contains(a Agent) bool { return uint32(a-p.First) < p.Size }

// Key is the key of its agents' luck.
func (p Population) Key() LuckKey { return p.key }

// Config is what a World is made of.
type Config struct {
	Seed        uint64
	Populations []Group // in account order; account 0 (Nobody) comes before them
	// Capital is the cost of locked money in parts per billion a year; 0 keeps no record of locks.
	Capital int64
	// Luck gives populations the luck of another name: what is drawn for their agents is drawn as if they bore it.
	Luck map[string]string
	// MemoryLimit in bytes refuses larger columns before they are allocated; 0 is no limit.
	MemoryLimit int64
}

// Group asks for a population.
type Group struct {
	Name string
	Size uint32
}

// World is one run: its clock, events, money, state, luck and record. It is not safe for concurrent use; runs are
// parallel, a run is not.
type World struct {
	Ledger  *Ledger
	Journal *Journal
	// Stop, when set, is asked now and then whether the run should be abandoned (Ctrl-C).
	Stop func() bool

	seed        uint64
	queue       *queue
	now         Time
	second      Second
	populations []Population
	firsts      []Agent
	kinds       []kind
	touched     uint64
	columns     []column
	memoryLimit int64
	reserved    int64
	events      uint64
	running     bool
	broken      error
	hidden      string // who keeps state in no column; "" if nobody does
}

// ErrStopped is returned by Run when Stop asked for it.
var ErrStopped = errors.New("stopped")

// NewWorld builds a world at second 0 with no money in it. Errors: too many accounts, a population without a name or
// a name twice, not enough memory (*MemoryError).
func NewWorld(c Config) (w *World, err error) {
	defer RecoverMemory(&err)
	w = &World{seed: c.Seed, memoryLimit: c.MemoryLimit, Journal: newJournal()}
	accounts := uint64(0)
	seen := map[string]bool{}
	for _, g := range append([]Group{{"nobody", 1}}, c.Populations...) {
		if g.Name == "" || seen[g.Name] {
			return nil, fmt.Errorf("population %q: a name is missing or used twice", g.Name)
		}
		if accounts+uint64(g.Size) > 1<<32-2 {
			return nil, fmt.Errorf("population %q: more than %d accounts in all", g.Name, uint32(1<<32-2))
		}
		seen[g.Name] = true
		key := PopulationKey(g.Name)
		if other, ok := c.Luck[g.Name]; ok {
			key = PopulationKey(other)
		}
		w.populations = append(w.populations, Population{g.Name, Agent(accounts), g.Size, key})
		w.firsts = append(w.firsts, Agent(accounts))
		accounts += uint64(g.Size)
	}
	w.Ledger = newLedger(w, int(accounts), c.Capital)
	w.queue = newQueue(func(at Time, who Agent) uint64 { return TieHash(w.seed, int64(at), w.Luck(who)) })
	w.kinds = append(w.kinds, kind{handle: func(Event) { panic("sim: an event of no kind") }})
	return w, nil
}

// RecoverMemory turns the panic of NewColumn into an error; defer it where columns are made.
func RecoverMemory(err *error) {
	switch p := recover().(type) {
	case nil:
	case *MemoryError:
		*err = p
	default:
		panic(p)
	}
}

// Seed is the seed of the run.
func (w *World) Seed() uint64 { return w.seed }

// Now is the current time.
func (w *World) Now() Time { return w.now }

// Second is the current second, the clock of mechanisms.
func (w *World) Second() Second { return w.second }

// Accounts is the number of accounts, Nobody included.
func (w *World) Accounts() int { return len(w.Ledger.accounts.Rows) }

// Populations lists the populations in account order; the first is "nobody".
func (w *World) Populations() []Population { return w.populations }

// Population is the population called name.
func (w *World) Population(name string) (Population, bool) {
	for _, p := range w.populations {
		if p.Name == name {
			return p, true
		}
	}
	return Population{}, false
}

// PopulationOf is the index in Populations of the one that who belongs to.
func (w *World) PopulationOf(who Agent) int {
	firsts := w.firsts
	if len(firsts) > 12 {
		return sort.Search(len(firsts), func(i int) bool { return firsts[i] > who }) - 1
	}
	i := len(firsts) - 1
	for firsts[i] > who {
		i--
	}
	return i
}

// Luck is who's own luck: it depends on the name of its population and its place in it, so that adding agents or
// populations changes nobody else's.
func (w *World) Luck(who Agent) Luck {
	p := &w.populations[w.PopulationOf(who)]
	return p.key.Luck(uint64(who - p.First))
}

// Draw is the n-th 64-bit draw of who from stream s: it depends on nothing else but the seed.
func (w *World) Draw(s Stream, who Agent, n uint64) uint64 { return Draw(w.seed, s, w.Luck(who), n) }

// Rand is a short private stream for variates that take more than one draw, keyed as Draw.
func (w *World) Rand(s Stream, who Agent, n uint64) Rand { return NewRand(w.seed, s, w.Luck(who), n) }

// Kind registers what handles a kind of event; the number goes into Work.
func (w *World) Kind(handle func(Event)) uint16 {
	if len(w.kinds) == 1<<16 {
		panic("sim: more than 65535 kinds of event")
	}
	w.kinds = append(w.kinds, kind{handle: handle})
	return uint16(len(w.kinds) - 1)
}

// kind is what handles one kind of event.
type kind struct {
	handle   func(Event)
	ahead    [2]func(Event) uint64
	fleeting bool
}

// Fleeting says that events of a kind name something that is in no column and lasts for the instant only, such as a
// notice. They are scheduled for now, and Save is refused while one is pending.
func (w *World) Fleeting(kind uint16) { w.kinds[kind].fleeting = true }

// Hides says that what is named keeps state of the run in no column, so that the world cannot be saved.
func (w *World) Hides(what string) { w.hidden = what }

// Ahead registers what loads the rows that a kind of event will need, shortly before such events are handled. A run
// is bound by cache misses, and loads of several events overlap where those of one wait for each other. first may
// load what the event names (a deal's row), second what that row names (its parties). Both return anything they read,
// so that the reads are not optimised away, and must change nothing; what they see may be out of date by the time of
// the event. Where any kind has such functions, the sender's account is loaded for every event.
func (w *World) Ahead(kind uint16, first, second func(Event) uint64) {
	w.kinds[kind].ahead = [2]func(Event) uint64{first, second}
	w.queue.ahead = w.lookAhead
}

// lookAhead loads what the events of a slot will need.
func (w *World) lookAhead(events []Event) {
	sum := w.touched
	for i := range events {
		e := &events[i]
		sum += uint64(w.Ledger.accounts.Rows[e.Who].Balance)
		if f := w.kinds[e.Work>>ArgumentBits].ahead[0]; f != nil {
			sum += f(*e)
		}
	}
	for i := range events {
		e := &events[i]
		if f := w.kinds[e.Work>>ArgumentBits].ahead[1]; f != nil {
			sum += f(*e)
		}
	}
	w.touched = sum
}

// ArgumentBits is the width of the argument that an event carries.
const ArgumentBits = 48

// Argument is the argument of an event, as given to Schedule.
func (e Event) Argument() uint64 { return e.Work & (1<<ArgumentBits - 1) }

// Schedule makes kind happen to who at a time that is not past. What is scheduled for now while now is running joins
// the next round of the same instant. argument must fit ArgumentBits.
func (w *World) Schedule(at Time, who Agent, kind uint16, argument uint64) {
	w.queue.push(at, who, uint64(kind)<<ArgumentBits|argument)
}

// Round numbers the groups of events that happen at one instant, one after the other; 0 before the first.
func (w *World) Round() uint64 { return w.queue.round() }

// Run handles events in order (time, round, fair hash, sequence) until none is left or the next is later than until.
// It returns ErrStopped, or a *Violation with the first error given to Break.
func (w *World) Run(until Time) error {
	w.running = true
	defer func() { w.running = false }()
	for w.broken == nil {
		e, ok := w.queue.pop(until)
		if !ok {
			return nil
		}
		w.events++
		if e.At != w.now {
			w.now = e.At
			w.second = e.At.Second()
		}
		w.kinds[e.Work>>ArgumentBits].handle(e)
		if w.events&0xffff == 0 && w.Stop != nil && w.Stop() {
			return ErrStopped
		}
	}
	return w.broken
}

// Violation is a broken invariant and where in the run it was seen.
type Violation struct {
	Seed   uint64
	Event  uint64 // number of the event that was being handled, from 1
	Second Second
	Err    error
}

func (v *Violation) Error() string {
	return fmt.Sprintf("seed %d, event %d, second %d: %v", v.Seed, v.Event, v.Second, v.Err)
}

// Unwrap is what the invariant says.
func (v *Violation) Unwrap() error { return v.Err }

// Break ends the run with a Violation after the current event: a broken invariant.
func (w *World) Break(err error) {
	if w.broken == nil {
		w.broken = &Violation{w.seed, w.events, w.second, err}
	}
}

// At moves the clock of an idle world: for replay and tests, which call mechanisms without events.
func (w *World) At(s Second) {
	w.now, w.second = s.Start(), s
}

// Events is the number of events handled; Ties of those that shared their instant and round with another.
func (w *World) Events() uint64 { return w.events }

// Ties is the number of events that shared their instant and round with another.
func (w *World) Ties() uint64 { return w.queue.ties() }

// Pending is the number of events still to come.
func (w *World) Pending() int { return w.queue.len() }
