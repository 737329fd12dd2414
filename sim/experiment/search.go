package experiment

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Search looks for the candidate with the largest mean value over a number of replications, which are the same for all
// (common random numbers). It climbs from the best of a cohort, which successive halving finds (Jamieson & Talwalkar
// 2016), by neighbours that race against the incumbent: one that is behind after 1, 2, 4, ... replications is given up.
// Neighbours that are as good are taken, so that it drifts over plateaus. When a climb is stuck it begins anew.
//
// The mean of what it finds is the largest of many and so too large; measure the value on fresh replications.
type Search[C any] struct {
	Budget       int // values that may be asked for
	Replications int // of every candidate that is not given up
	Cohort       int // candidates that a climb begins with
	Patience     int // neighbours in a row that are no better, before a climb ends
	Starts       []C // what the first climb begins with
	Key          func(C) string
	Random       func() C
	Mutate       func(C) C
	// Simpler are candidates to be preferred when they are as good; the last tenth of the budget is kept for them.
	Simpler func(C) []C
	// Value is the values of replications from, ..., to-1.
	Value func(c C, from, to int) ([]float64, error)

	known map[string]*candidate[C]
	asked int
	limit int
}

type candidate[C any] struct {
	what   C
	values []float64
}

// sum of the first n values.
func (c *candidate[C]) sum(n int) (sum float64) {
	for _, v := range c.values[:n] {
		sum += v
	}
	return sum
}

// Found is what a search came to.
type Found[C any] struct {
	Best       C
	Values     []float64 // of its replications
	Candidates int       // different ones that were tried
	Asked      int       // values
	Climbs     int
}

// mostIdle is how many climbs in a row may meet nothing new: then there is nothing else, and the budget is never spent.
const mostIdle = 100

// errBudget ends a search.
var errBudget = errors.New("experiment: the budget is spent")

// Run searches. It is an error when the budget does not hold all replications of the starts and of one candidate more.
func (s *Search[C]) Run() (f Found[C], err error) {
	if least := (len(s.Starts) + 1) * s.Replications * 10 / 9; len(s.Starts) == 0 || s.Replications < 1 || s.Budget <= least {
		return f, fmt.Errorf("experiment: a search from %d candidates with %d replications wants a budget above %d, not %d",
			len(s.Starts), s.Replications, least, s.Budget)
	}
	s.known, s.limit = map[string]*candidate[C]{}, s.Budget-s.Budget/10
	best, err := s.halve(s.Starts)
	for err == nil {
		f.Climbs++
		var top *candidate[C]
		if top, err = s.climb(best); top != nil {
			best = top
		}
		for idle := 0; err == nil; idle++ { // from somewhere else, which must be worth more to count
			if idle == mostIdle {
				err = errBudget
				break
			}
			f.Climbs++
			before := s.asked
			var other *candidate[C]
			if other, err = s.elsewhere(best); other != nil && other.sum(s.Replications) > best.sum(s.Replications) {
				best = other
			}
			if s.asked > before {
				idle = -1
			}
		}
	}
	if errors.Is(err, errBudget) {
		s.limit = s.Budget
		best, err = s.simplify(best)
	}
	if err != nil {
		return f, err
	}
	f.Best, f.Values, f.Candidates, f.Asked = best.what, best.values, len(s.known), s.asked
	return f, nil
}

// elsewhere climbs from random candidates, every other one of which is some steps away from the best.
func (s *Search[C]) elsewhere(best *candidate[C]) (*candidate[C], error) {
	cohort := make([]C, s.Cohort)
	for i := range cohort {
		if i%2 == 0 {
			cohort[i] = s.Random()
			continue
		}
		cohort[i] = best.what
		for range 3 {
			cohort[i] = s.Mutate(cohort[i])
		}
	}
	start, err := s.halve(cohort)
	if err != nil {
		return nil, err
	}
	return s.climb(start)
}

// candidate is what is known of one.
func (s *Search[C]) candidate(what C) *candidate[C] {
	key := s.Key(what)
	if s.known[key] == nil {
		s.known[key] = &candidate[C]{what: what}
	}
	return s.known[key]
}

// extend makes a candidate have n values.
func (s *Search[C]) extend(c *candidate[C], n int) error {
	have := len(c.values)
	if have >= n {
		return nil
	}
	if s.asked+n-have > s.limit {
		return errBudget
	}
	values, err := s.Value(c.what, have, n)
	s.asked += n - have
	c.values = append(c.values, values...)
	return err
}

// halve drops the worse half of a cohort, doubles the replications, and so on until one is left, which gets all. When the
// budget ends before that, it is the best so far of those that have all, or nil.
func (s *Search[C]) halve(cohort []C) (*candidate[C], error) {
	var alive []*candidate[C]
	for _, what := range cohort {
		if c := s.candidate(what); !slices.Contains(alive, c) {
			alive = append(alive, c)
		}
	}
	for n := 1; len(alive) > 1; n = min(2*n, s.Replications) {
		for _, c := range alive {
			if err := s.extend(c, n); err != nil {
				return nil, err
			}
		}
		slices.SortStableFunc(alive, func(a, b *candidate[C]) int { return cmp.Compare(b.sum(n), a.sum(n)) })
		alive = alive[:(len(alive)+1)/2]
	}
	return alive[0], s.extend(alive[0], s.Replications)
}

// climb is the best that neighbours lead to; also when the budget ends on the way.
func (s *Search[C]) climb(best *candidate[C]) (*candidate[C], error) {
	for stuck := 0; stuck < s.Patience; stuck++ {
		next := s.candidate(s.Mutate(best.what))
		wins, err := s.race(next, best)
		if err != nil {
			return best, err
		}
		if wins {
			if next.sum(s.Replications) > best.sum(s.Replications) {
				stuck = -1
			}
			best = next
		}
	}
	return best, nil
}

// race says whether a candidate is at least as good as another after 1, 2, 4, ... and all replications.
func (s *Search[C]) race(c, best *candidate[C]) (bool, error) {
	for n := 1; ; n = min(2*n, s.Replications) {
		if err := s.extend(c, n); err != nil {
			return false, err
		}
		if c.sum(n) < best.sum(n) {
			return false, nil
		}
		if n == s.Replications {
			return true, nil
		}
	}
}

// simplify takes simpler candidates as long as they are as good.
func (s *Search[C]) simplify(best *candidate[C]) (*candidate[C], error) {
	for {
		simpler, err := s.simpler(best)
		if simpler == nil || err != nil {
			return best, err
		}
		best = simpler
	}
}

// simpler is the first simpler candidate that is as good; nil when there is none, or no budget to find out.
func (s *Search[C]) simpler(best *candidate[C]) (*candidate[C], error) {
	for _, what := range s.Simpler(best.what) {
		c := s.candidate(what)
		wins, err := s.race(c, best)
		if errors.Is(err, errBudget) {
			return nil, nil
		}
		if wins || err != nil {
			return c, err
		}
	}
	return nil, nil
}
