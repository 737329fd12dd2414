package claims

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

// Claim is something that the paper says.
type Claim struct {
	Number   int
	Section  string // of the paper
	Says     string // in our words
	Expected runs.Verdict
	Checks   []Check // exact ones, beside the scenarios that name the claim's number
	WorstOf  []int   // claims that it is made of; the worst verdict is its own
	Note     string  // what the verdict leaves out, or why it differs from what was expected at first
}

// Check is an exact check: no counterexample among all cases, or among many that are drawn from a frozen seed.
type Check struct {
	Part string
	Run  func() (verdict runs.Verdict, readings []runs.Reading, err error)
	Full func() (verdict runs.Verdict, readings []runs.Reading, err error) // of the full set; nil: as Run, which has all cases
	Want runs.Verdict
}

// Part is how a part of a claim came out.
type Part struct {
	Name     string         `json:"name"` // of the scenario, or of the exact check
	Part     string         `json:"part,omitempty"`
	Verdict  runs.Verdict   `json:"verdict"`
	Expected runs.Verdict   `json:"expected"`
	Accepted bool           `json:"accepted"`
	Readings []runs.Reading `json:"readings"`
	Depends  string         `json:"inequality,omitempty"`
	Trials   int            `json:"trials"` // 0 for an exact check
	Seeds    int            `json:"seeds"`
}

// Score is a claim and how it came out.
type Score struct {
	Number   int          `json:"number"`
	Section  string       `json:"section"`
	Says     string       `json:"says"`
	Verdict  runs.Verdict `json:"verdict"`
	Expected runs.Verdict `json:"expected"`
	Accepted bool         `json:"accepted"`          // as expected, in every part
	Decided  string       `json:"decided,omitempty"` // of a claim made of others or of parts: the one that decided it
	Note     string       `json:"note,omitempty"`
	Parts    []Part       `json:"parts,omitempty"`
}

// Board is the scoreboard.
type Board struct {
	Full   bool    `json:"full"`
	Method string  `json:"method"` // of the intervals
	Scores []Score `json:"scores"`
}

// Options says how claims are judged.
type Options struct {
	Full     bool // five times as many seeds, and more calls where an exact check draws them
	Jobs     int  // trials at the same time; 0 for all cores
	Only     []int
	Progress func(name string, p experiment.Progress) // may be nil
}

// fullFactor is how many times the seeds of the quick set the full one has.
const fullFactor = 5

// Judge judges the claims of the list, in its order.
func Judge(ctx context.Context, o Options) (*Board, error) {
	b := &Board{Full: o.Full, Method: experiment.IntervalMethod}
	judges, err := byClaim()
	if err != nil {
		return nil, err
	}
	only, err := wanted(o.Only)
	if err != nil {
		return nil, err
	}
	for _, c := range List {
		if len(only) > 0 && !slices.Contains(only, c.Number) {
			continue
		}
		s := Score{Number: c.Number, Section: c.Section, Says: c.Says, Expected: c.Expected, Note: c.Note}
		for _, check := range c.Checks {
			part, err := exact(check, o.Full)
			if err != nil {
				return nil, fmt.Errorf("claim %d: %w", c.Number, err)
			}
			s.Parts = append(s.Parts, part)
		}
		for _, x := range judges[c.Number] {
			part, err := o.judge(ctx, x)
			if err != nil {
				return nil, fmt.Errorf("claim %d: %w", c.Number, err)
			}
			s.Parts = append(s.Parts, part)
		}
		b.Scores = append(b.Scores, s)
	}
	for i := range b.Scores {
		b.settle(&b.Scores[i])
	}
	return b, nil
}

// wanted are the numbers and those of the claims that they are made of.
func wanted(numbers []int) ([]int, error) {
	all := slices.Clone(numbers)
	for i := 0; i < len(all); i++ {
		at := slices.IndexFunc(List, func(c Claim) bool { return c.Number == all[i] })
		if at < 0 {
			return nil, fmt.Errorf("%w: there is no claim %d", ErrUnknown, all[i])
		}
		for _, n := range List[at].WorstOf {
			if !slices.Contains(all, n) {
				all = append(all, n)
			}
		}
	}
	return all, nil
}

// ErrUnknown is the error of a number that is not on the list.
var ErrUnknown = errors.New("claims")

func exact(c Check, full bool) (Part, error) {
	run := c.Run
	if full && c.Full != nil {
		run = c.Full
	}
	verdict, readings, err := run()
	return Part{Name: "exact", Part: c.Part, Verdict: verdict, Expected: c.Want, Accepted: verdict == c.Want, Readings: readings}, err
}

// byClaim are the scenarios that judge each claim, in the order of their names.
func byClaim() (map[int][]*scenarios.Scenario, error) {
	judges := map[int][]*scenarios.Scenario{}
	for _, e := range scenarios.Claims() {
		s, err := scenarios.FromLibrary(e.Name, scenarios.Options{})
		if err != nil {
			return nil, err
		}
		if s.Claim != nil {
			judges[s.Claim.Number] = append(judges[s.Claim.Number], s)
		}
	}
	return judges, nil
}

// judge runs a scenario and takes its verdict.
func (o Options) judge(ctx context.Context, s *scenarios.Scenario) (p Part, err error) {
	if o.Full {
		s.Seeds.Count *= fullFactor
	}
	design := experiment.Design{Points: s.Points(), Seeds: s.Seeds.List(), Jobs: o.Jobs}
	results := experiment.NewAggregator(s.Columns(), design)
	run := func(ctx context.Context, t experiment.Trial) (experiment.Result, error) { return s.Run(ctx, t, nil) }
	progress := func(experiment.Progress) {}
	if o.Progress != nil {
		progress = func(p experiment.Progress) { o.Progress(s.Name, p) }
	}
	if err := experiment.Run(ctx, design, run, results, progress); err != nil {
		return p, fmt.Errorf("%s: %w", s.Name, err)
	}
	c := s.Judge(scenarios.From(results)).Claim()
	return Part{Name: s.Name, Part: c.Part, Verdict: c.Verdict, Expected: c.Expected, Accepted: c.Accepted, Readings: c.Readings,
		Depends: c.Inequality, Trials: design.Trials(), Seeds: s.Seeds.Count}, nil
}

// severity orders verdicts: a claim made of several is worth the worst.
var severity = []runs.Verdict{runs.Holds, runs.Conditional, runs.Underspecified, runs.Fails, runs.Undecided}

// settle gives a claim the worst verdict of its parts and of the claims that it is made of.
func (b *Board) settle(s *Score) {
	worst := -1
	s.Accepted = true
	note := func(v runs.Verdict, name string) {
		if at := slices.Index(severity, v); at > worst {
			worst, s.Verdict, s.Decided = at, v, name
		}
	}
	for _, p := range s.Parts {
		note(p.Verdict, p.Part)
		s.Accepted = s.Accepted && p.Accepted
	}
	for _, n := range claim(s.Number).WorstOf {
		i := slices.IndexFunc(b.Scores, func(x Score) bool { return x.Number == n })
		other := &b.Scores[i]
		if other.Verdict == "" {
			b.settle(other)
		}
		note(other.Verdict, fmt.Sprintf("claim %d", n))
		s.Accepted = s.Accepted && other.Accepted
	}
	if worst < 0 {
		s.Verdict = runs.Undecided
	}
	s.Accepted = s.Accepted && s.Verdict == s.Expected
}

// claim is the claim with that number.
func claim(number int) Claim {
	for _, c := range List {
		if c.Number == number {
			return c
		}
	}
	panic(fmt.Sprintf("claims: there is no claim %d", number))
}
