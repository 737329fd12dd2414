package scenarios

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Fork says that trials of one seed share their past: the trunk runs once with the parameters as they stand in the
// scenario, is saved at a time, and every point of the sweep goes on from there with its own. The zero value shares
// nothing.
type Fork struct {
	At     sim.Second // 0 for no fork
	Change []string   // swept parameters that change then; the others are swept from the start, each with a trunk of its own
}

// Trunk is what a trial goes on from: another set-up's world at a time.
type Trunk struct {
	At    sim.Second
	Setup *Setup
}

// grow runs the trunk of a seed and saves it: state is a checkpoint. Its journal, up to the chunk that the state holds,
// goes to journal when that is not nil.
func (k *Trunk) grow(ctx context.Context, seed uint64, journal io.Writer) (state []byte, err error) {
	w, err := k.Setup.Build(seed, sendTo(journal))
	if err != nil {
		return nil, err
	}
	if err := w.RunTo(ctx, k.At); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = w.Save(&out)
	return out.Bytes(), err
}

func sendTo(out io.Writer) func(*sim.Journal) {
	if out == nil {
		return nil
	}
	return func(j *sim.Journal) { j.SendTo(out) }
}

// Begin is the world of a trial where it begins: at second 0, or at the end of its trunk, which is run for it. The whole
// journal goes to journal when that is not nil.
func (s *Setup) Begin(ctx context.Context, seed uint64, journal io.Writer) (*World, error) {
	if s.Trunk == nil {
		return s.Build(seed, sendTo(journal))
	}
	state, err := s.Trunk.grow(ctx, seed, journal)
	if err != nil {
		return nil, err
	}
	return s.From(seed, bytes.NewReader(state), journal)
}

// From is a world of the set-up that goes on from a checkpoint. Its journal follows on the checkpoint's: journal, when not
// nil, gets what comes after its Written bytes. Errors: those of Build and sim.World.Load.
func (s *Setup) From(seed uint64, state io.Reader, journal io.Writer) (*World, error) {
	w, err := s.Build(seed, nil)
	if err != nil {
		return nil, err
	}
	if err := w.Load(state); err != nil {
		return nil, err
	}
	if journal != nil {
		w.Journal.SendTo(journal)
	}
	return w, nil
}

// Change is a set-up of the scenario with other values of parameters that may change while a trial runs: set is
// "key=value". An error says what is wrong with one of them.
func (s *Scenario) Change(setup *Setup, set []string) (*Setup, error) {
	setup = setup.clone()
	for _, text := range set {
		key, value, ok := strings.Cut(text, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		place, known := s.places[key]
		switch {
		case !ok || value == "":
			return nil, fmt.Errorf("%s: want key=value, e.g. \"fees.default=1 DPMN\"", text)
		case !known:
			return nil, fmt.Errorf("there is no parameter %q%s", key, didYouMean(key, s.places.paths()))
		case s.fixed(key) != "":
			return nil, fmt.Errorf("%s cannot change while a trial runs: %s", key, s.fixed(key))
		}
		v, err := place.param.Parse(value)
		if err == nil {
			err = place.write(setup, v.Text)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return setup, nil
}

// trunks keeps the trunks that points of the sweep still have to go on from. Trials ask for them from many goroutines:
// the first runs the trunk, the others wait for it. What is forgotten is run again when it is asked for.
type trunks struct {
	mu    sync.Mutex
	have  map[trunkKey]*grown
	asked uint64
}

// mostKept is how many bytes of trunks are kept, where more than one is.
const mostKept = 1 << 30

// trunkKey tells trunks apart: by the seed, and by the first point of those that go on from it.
type trunkKey struct {
	point int
	seed  uint64
}

// grown is a trunk.
type grown struct {
	mu             sync.Mutex // held while it runs
	state, journal []byte

	// Of trunks.mu.
	left  int // branches that have not begun
	asked uint64
	bytes int
}

// of is the entry of a trunk, from which so many branches go on.
func (k *trunks) of(key trunkKey, branches int) *grown {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.have == nil {
		k.have = map[trunkKey]*grown{}
	}
	g := k.have[key]
	if g == nil {
		g = &grown{left: branches}
		k.have[key] = g
	}
	k.asked++
	g.asked = k.asked
	return g
}

// took notes that one more branch has begun from a trunk of so many bytes: the last branch ends the entry. Of a run that
// is resumed some branches never come, so those that were not asked for longest go when all are too large.
func (k *trunks) took(key trunkKey, bytes int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	g := k.have[key]
	if g == nil {
		return
	}
	if g.left--; g.left <= 0 {
		delete(k.have, key)
		return
	}
	g.bytes = bytes
	total := 0
	for _, g := range k.have {
		total += g.bytes
	}
	for ; total > mostKept && len(k.have) > 1; total -= g.bytes {
		var oldest trunkKey
		g = nil
		for key, x := range k.have {
			if g == nil || x.asked < g.asked {
				oldest, g = key, x
			}
		}
		delete(k.have, oldest)
	}
}

// trunk is the point whose trial stands for the trunk of point i, and how many points go on from it: the digits of what
// changes at the fork are 0.
func (s *Scenario) trunk(i int) (point, branches int) {
	digits, branches := s.digits(i), 1
	for a := range digits {
		if s.forks(a) {
			digits[a] = 0
			branches *= len(s.Sweep[a].Values)
		}
	}
	return s.index(digits), branches
}

// begin is the world of a trial where it begins, with the trunk shared among the points that go on from it.
func (s *Scenario) begin(ctx context.Context, t experiment.Trial, setup *Setup, journal io.Writer) (*World, error) {
	if setup.Trunk == nil {
		return setup.Begin(ctx, t.Seed, journal)
	}
	point, branches := s.trunk(t.Point)
	key := trunkKey{point, t.Seed}
	state, past, err := s.trunks.of(key, branches).get(ctx, setup.Trunk, t.Seed, journal != nil)
	if err != nil {
		return nil, fmt.Errorf("trunk until %s: %w", setup.Trunk.At, err)
	}
	s.trunks.took(key, len(state)+len(past))
	if journal != nil {
		if _, err := journal.Write(past); err != nil {
			return nil, fmt.Errorf("write journal: %w", err)
		}
	}
	return setup.From(t.Seed, bytes.NewReader(state), journal)
}

// get runs the trunk unless it has been run. An error is not kept: it may be that the run was interrupted.
func (g *grown) get(ctx context.Context, k *Trunk, seed uint64, written bool) (state, journal []byte, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.state != nil && (g.journal != nil || !written) {
		return g.state, g.journal, nil
	}
	var out io.Writer
	past := bytes.NewBuffer([]byte{}) // a short past has no chunk yet, and is known all the same
	if written {
		out = past
	}
	if g.state, err = k.grow(ctx, seed, out); err != nil {
		g.state = nil
		return nil, nil, err
	}
	if written {
		g.journal = past.Bytes()
	}
	return g.state, g.journal, nil
}

// forks says whether axis a changes at the fork.
func (s *Scenario) forks(a int) bool {
	if s.Fork.At == 0 {
		return false
	}
	for _, key := range s.Fork.Change {
		if s.axisOf(key) == a {
			return true
		}
	}
	return false
}
