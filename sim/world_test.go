package sim

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"
)

func rowBytes[T any](row *T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(row)), unsafe.Sizeof(*row))
}

func TestWorld_populationsAreRangesInOrder(t *testing.T) {
	for _, many := range []int{3, 20} { // a short list is searched in another way than a long one
		var groups []Group
		for i := range many {
			groups = append(groups, Group{fmt.Sprintf("g%d", i), uint32(i % 4)}) // some are empty
		}
		w := world(t, Config{Populations: groups})
		if p := w.Populations()[0]; p.Name != "nobody" || p.Size != 1 || !p.Contains(Nobody) {
			t.Errorf("the first population is %+v", p)
		}
		for a := range Agent(w.Accounts()) {
			i := w.PopulationOf(a)
			if p := w.Populations()[i]; !p.Contains(a) {
				t.Errorf("%d populations: #%d is not in %s", many, a, p.Name)
			}
		}
		if p, ok := w.Population("g2"); !ok || p.Size != 2 || p.Contains(p.First+2) || p.Contains(p.First-1) {
			t.Errorf("g2 is %+v, %v", p, ok)
		}
		if _, ok := w.Population("strangers"); ok {
			t.Error("there are strangers")
		}
	}
}

func TestWorld_refusesWhatCannotBeBuilt(t *testing.T) {
	for want, groups := range map[string][]Group{
		`population "": a name is missing or used twice`:       {{"", 1}},
		`population "a": a name is missing or used twice`:      {{"a", 1}, {"a", 1}},
		`population "nobody": a name is missing or used twice`: {{"nobody", 1}},
		`population "b": more than 4294967294 accounts in all`: {{"a", 1 << 31}, {"b", 1 << 31}},
		`population "a": more than 4294967294 accounts in all`: {{"a", 1<<32 - 1}},
	} {
		if _, err := NewWorld(Config{Populations: groups}); err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", groups, err, want)
		}
	}
}

// What is scheduled for now while now runs joins the next round; time never goes back; kinds get their argument.
func TestWorld_runsRoundsInOrder(t *testing.T) {
	w := people(t, 3)
	var log []string
	rounds := map[string]uint64{}
	note := func(name string) uint16 {
		return w.Kind(func(e Event) {
			log = append(log, fmt.Sprintf("%s%d@%d", name, e.Argument(), w.Now()))
			rounds[name] = w.Round()
		})
	}
	late := note("late")
	again := note("again")
	first := w.Kind(func(e Event) {
		log = append(log, "first")
		rounds["first"] = w.Round()
		w.Schedule(w.Now(), 1, again, 7)
		w.Schedule(w.Now()+1, 2, late, 1<<ArgumentBits-1)
	})
	w.Schedule(5, 1, first, 0)
	w.Schedule(5, 2, first, 0)
	if err := w.Run(5); err != nil {
		t.Fatal(err)
	}
	if want := []string{"first", "first", "again7@5", "again7@5"}; !slices.Equal(log, want) {
		t.Errorf("%v, want %v", log, want)
	}
	if rounds["again"] != rounds["first"]+1 {
		t.Errorf("rounds %v", rounds)
	}
	if w.Events() != 4 || w.Ties() == 0 || w.Pending() != 2 || w.Now() != 5 {
		t.Errorf("%d events, %d ties, %d pending at %d", w.Events(), w.Ties(), w.Pending(), w.Now())
	}
	if err := w.Run(Forever); err != nil || log[len(log)-1] != "late281474976710655@6" {
		t.Errorf("%v, %v", log, err)
	}
}

func TestWorld_anAgentsOwnEventsKeepTheirOrder(t *testing.T) {
	w := people(t, 5)
	got := map[Agent][]uint64{}
	kind := w.Kind(func(e Event) { got[e.Who] = append(got[e.Who], e.Argument()) })
	for i := range uint64(100) {
		w.Schedule(1000, Agent(1+i%5), kind, i)
	}
	if err := w.Run(Forever); err != nil {
		t.Fatal(err)
	}
	for who, order := range got {
		if !slices.IsSorted(order) || len(order) != 20 {
			t.Errorf("#%d: %v", who, order)
		}
	}
}

func TestWorld_breaksWithSeedAndEvent(t *testing.T) {
	w := world(t, Config{Seed: 42, Populations: []Group{{"people", 1}}})
	mistake := errors.New("money: lost")
	kind := w.Kind(func(e Event) {
		if e.Argument() == 1 {
			w.Break(mistake)
			w.Break(errors.New("another"))
		}
	})
	for i := range uint64(3) {
		w.Schedule((Second(10) + Second(i)).Start(), 1, kind, i)
	}
	err := w.Run(Forever)
	if !errors.Is(err, mistake) || err.Error() != "seed 42, event 2, second 11: money: lost" {
		t.Errorf("Run: %v", err)
	}
	var v *Violation
	if !errors.As(err, &v) || v.Seed != 42 || v.Event != 2 || v.Second != 11 {
		t.Errorf("%+v", v)
	}
	if w.Events() != 2 || w.Run(Forever) != err {
		t.Error("a broken run goes on")
	}
}

func TestWorld_stopsWhenAsked(t *testing.T) {
	w := people(t, 1)
	var kind uint16
	kind = w.Kind(func(e Event) { w.Schedule(w.Now()+1, 1, kind, 0) })
	w.Schedule(0, 1, kind, 0)
	w.Stop = func() bool { return true }
	if err := w.Run(Forever); err != ErrStopped {
		t.Errorf("Run: %v", err)
	}
}

// Luck belongs to the name of the population and the place in it: others may come and go.
func TestWorld_luckOutlastsChangesToTheRest(t *testing.T) {
	small := world(t, Config{Seed: 9, Populations: []Group{{"buyers", 5}}})
	large := world(t, Config{Seed: 9, Populations: []Group{{"whales", 100}, {"buyers", 7}, {"more", 2}}})
	a, _ := small.Population("buyers")
	b, _ := large.Population("buyers")
	s := StreamOf("arrival")
	for i := range Agent(5) {
		if small.Luck(a.First+i) != large.Luck(b.First+i) || small.Draw(s, a.First+i, 3) != large.Draw(s, b.First+i, 3) {
			t.Errorf("buyer %d has other luck", i)
		}
		r1, r2 := small.Rand(s, a.First+i, 3), large.Rand(s, b.First+i, 3)
		if r1.Uint64() != r2.Uint64() {
			t.Errorf("buyer %d has other variates", i)
		}
	}
	if small.Seed() != 9 {
		t.Error("the seed is lost")
	}
}

func TestWorld_eventsOfNoKindPanic(t *testing.T) {
	w := people(t, 1)
	w.Schedule(0, 1, 0, 0)
	defer func() {
		if p, ok := recover().(string); !ok || !strings.HasPrefix(p, "sim:") {
			t.Errorf("recovered %v", p)
		}
	}()
	_ = w.Run(Forever)
}
