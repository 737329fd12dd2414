package bench

import (
	"errors"
	"slices"
)

// Status is what became of a row.
type Status string

// The states of a row. Worse, Limited, Missing, Stale and Unruled fail.
const (
	Unchanged Status = "unchanged"
	Improved  Status = "better"  // an improvement: it passes, and the baseline should learn of it
	Changed   Status = "changed" // not the same, and no worse than tolerated
	Unjudged  Status = "not judged"
	Worse     Status = "worse"
	Limited   Status = "beyond its limit"
	Missing   Status = "missing" // in the baseline, not measured
	Stale     Status = "not in the baseline"
	Unruled   Status = "without a rule"
)

// Failed says whether a status fails the check.
func (s Status) Failed() bool {
	return slices.Contains([]Status{Worse, Limited, Missing, Stale, Unruled}, s)
}

// Estimate is what is known of one side of a row. Low and High are the 95% interval; of an exact row the value.
type Estimate struct {
	Center float64 `json:"center"` // mean of a seeded row, median of speed
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	N      int     `json:"n"`
}

// Test is how a change was judged, where one value beside the other does not tell.
type Test struct {
	Method     string  `json:"method"`
	Difference float64 `json:"difference"` // new less old; of speed relative to old
	Low        float64 `json:"low"`        // of the interval of the difference, as wide as the level says
	High       float64 `json:"high"`
	P          float64 `json:"p"`
	Level      float64 `json:"level"` // of significance, for this row
	Effect     float64 `json:"effect"`
	Warnings   string  `json:"warnings,omitempty"`
}

// Finding is a row and what became of it.
type Finding struct {
	Key
	Class    Class     `json:"class"`
	Status   Status    `json:"status"`
	Failed   bool      `json:"failed"`
	Sentence string    `json:"sentence"`
	Old      *Estimate `json:"old,omitempty"`
	New      *Estimate `json:"new,omitempty"`
	Test     *Test     `json:"test,omitempty"`
	Limit    string    `json:"limit,omitempty"`
	Context  string    `json:"context,omitempty"`
}

// Verdict is what a check found, in the order of the baseline; rows that it does not have come last.
type Verdict struct {
	Passed      bool      `json:"passed"`
	Environment []Setting `json:"environment"`
	Findings    []Finding `json:"findings"`
}

// Checked is what Check is given.
type Checked struct {
	Rules Rules
	Base  *Set
	Now   *Set
	// Old and New are rows of speed that two programs measured in turns on this machine, Old by the baseline's. Both are
	// nil when there is no such program: then only rows that do not depend on the machine are judged (see MachineBound).
	Old, New *Set
	Full     bool                   // whether Now is of the full suite
	Only     func(name string) bool // rows to judge; nil for all
	// Fresh measures seeded rows on seeds that the baseline did not use. It is asked once, for those that changed.
	Fresh func(names []string) (*Set, error)
}

// Check judges measurements against a baseline.
//
//   - An exact row that is not what it was is worse or better by its direction; there is no tolerance.
//   - A seeded row that has the values of the baseline (within 1e-9, since processors may round differently) is unchanged.
//     Otherwise it is measured on fresh seeds, and is worse when the interval of the change (Welch's t, level 1% divided
//     by the number of rows that changed) lies beyond the tolerance on the bad side.
//   - A row of speed is worse when its median is worse by more than the tolerance and the U test finds the samples to
//     differ at 1%.
//
// Whatever the baseline is, the 95% interval of a row must lie within its limit: of a seeded row all of it, of speed a
// part of it, because noise makes it wide. Rows that are missing on either side fail.
func Check(c Checked) (*Verdict, error) {
	v := &Verdict{Passed: true, Environment: c.Now.Environment}
	var seeded []pending
	for _, row := range c.all() {
		old, isOld := c.Base.Row(row)
		now, isNow := c.Now.Row(row)
		rule, ruled := c.Rules.Of(row)
		f := Finding{Key: row, Class: rule.Class, Limit: rule.Limit.String(), Context: rule.Context}
		switch {
		case !ruled:
			f.Status = Unruled
		case !isNow:
			f.Status, f.Old = Missing, estimate(rule.Class, old.Values)
		case !isOld:
			f.Status, f.New = Stale, estimate(rule.Class, now.Values)
		case rule.Class == Exact:
			f.exact(rule, old.Values, now.Values)
		case rule.Class == Speed:
			c.speed(&f, rule, old, now)
		case alike(old.Values, now.Values):
			f.Status, f.Old, f.New = Unchanged, estimate(Seeded, old.Values), estimate(Seeded, now.Values)
			f.limit(rule)
		default:
			seeded = append(seeded, pending{len(v.Findings), rule, old.Values, now.Values})
		}
		v.Findings = append(v.Findings, f)
	}
	if err := c.judge(v, seeded); err != nil {
		return nil, err
	}
	for i := range v.Findings {
		f := &v.Findings[i]
		f.Failed = f.Status.Failed()
		f.Sentence = f.say()
		v.Passed = v.Passed && !f.Failed
	}
	return v, nil
}

// pending is a seeded row that changed; its finding is at a place of the verdict.
type pending struct {
	at       int
	rule     Rule
	old, now []float64 // at the frozen seeds
}

// all are the keys to judge: the baseline's, then those that it does not have.
func (c *Checked) all() (keys []Key) {
	for _, set := range []*Set{c.Base, c.Now} {
		for _, row := range set.Rows {
			rule, _ := c.Rules.Of(row.Key)
			if rule.Full && !c.Full || c.Only != nil && !c.Only(row.Name) || slices.Contains(keys, row.Key) {
				continue
			}
			keys = append(keys, row.Key)
		}
	}
	return keys
}

// judge has the seeded rows that changed measured on fresh seeds.
func (c *Checked) judge(v *Verdict, rows []pending) error {
	if len(rows) == 0 {
		return nil
	}
	if c.Fresh == nil {
		return errors.New("check: seeded rows changed, and there is nothing to measure them anew with")
	}
	var names []string
	for _, p := range rows {
		names = append(names, v.Findings[p.at].Name)
	}
	fresh, err := c.Fresh(names)
	if err != nil {
		return err
	}
	for _, p := range rows {
		f := &v.Findings[p.at]
		row, ok := fresh.Row(f.Key)
		if !ok || len(row.Values) < 2 {
			f.Status, f.Old = Missing, estimate(Seeded, p.old)
			continue
		}
		f.seeded(p, row.Values, seededLevel/float64(len(rows)))
	}
	return nil
}

// exact judges a row without tolerance.
func (f *Finding) exact(rule Rule, old, now []float64) {
	f.Old, f.New = estimate(Exact, old), estimate(Exact, now)
	change := f.New.Center - f.Old.Center
	switch good := rule.Better.sign() * change; {
	case slices.Equal(old, now):
		f.Status = Unchanged
	case good > 0:
		f.Status = Improved
	default:
		f.Status = Worse
	}
	f.limit(rule)
}

// limit makes a finding fail whose interval is not within the limit.
func (f *Finding) limit(rule Rule) {
	if f.Status != Worse && !rule.Limit.holds(f.New.Low, f.New.High) {
		f.Status = Limited
	}
}

// Update is the baseline with what a check measured: rows that it found unchanged, or not judged, keep their old values,
// so that noise does not show up in a diff. Rows that a check of the same scope would call missing are dropped.
func (v *Verdict) Update(c Checked) *Set {
	updated := &Set{Environment: c.Now.Environment}
	for _, row := range c.Base.Rows {
		updated.Add(row.Key, row.Values...)
	}
	var gone []Key
	for _, f := range v.Findings {
		switch now, ok := c.Now.Row(f.Key); {
		case f.Status == Missing && !ok:
			gone = append(gone, f.Key)
		case ok && f.Status != Unchanged && f.Status != Unjudged && f.Status != Unruled:
			updated.Set(now)
		}
	}
	if len(gone) > 0 {
		updated.Drop(gone)
	}
	return updated
}
