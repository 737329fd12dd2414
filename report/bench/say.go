package bench

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// say is the finding as a sentence: "vote.outlier: margin against p+epsilon fell from 0.31 r to 0.04 r (limit 0.10 r) at
// b = 2 r, n = 5".
func (f *Finding) say() string {
	context := ""
	if f.Context != "" {
		context = " " + f.Context
	}
	switch f.Status {
	case Unruled:
		return fmt.Sprintf("%s: no line of rules.txt says how %s is judged", f.Name, f.Unit)
	case Missing:
		return fmt.Sprintf("%s is in the baseline (%s) and is not measured any more%s", f.Name, f.number(f.Old.Center), context)
	case Stale:
		return fmt.Sprintf("%s is measured (%s) and is not in the baseline%s", f.Name, f.number(f.New.Center), context)
	}
	return f.Name + " " + f.moved() + f.bounds() + context + f.why()
}

// moved is "fell from 0.31 r to 0.04 r".
func (f *Finding) moved() string {
	from, to := f.number(f.Old.Center), f.number(f.New.Center)
	switch {
	case f.Unit == hash && f.Old.Center != f.New.Center:
		return "changed from " + from + " to " + to
	case from == to:
		return "is " + to
	case f.New.Center < f.Old.Center:
		return "fell from " + from + " to " + to
	}
	return "rose from " + from + " to " + to
}

// bounds is "(limit 0.10 r)", with the change where it is a share.
func (f *Finding) bounds() string {
	var notes []string
	if old, now := f.Old.Center, f.New.Center; f.Unit != hash && old != 0 && f.Class != Seeded && short(old) != short(now) {
		notes = append(notes, fmt.Sprintf("%+.1f%%", 100*(now-old)/math.Abs(old)))
	}
	if f.Limit != "" {
		notes = append(notes, "limit "+f.Limit+unitOf(f.Unit))
	}
	if len(notes) == 0 {
		return ""
	}
	return " (" + strings.Join(notes, ", ") + ")"
}

// why is what the test says.
func (f *Finding) why() string {
	switch t := f.Test; {
	case f.Class == Exact && f.Unit == hash && f.Status == Worse:
		return ": the same scenario and seed give another journal"
	case f.Status == Unjudged:
		return "; not judged without the baseline's program on this machine (--against)"
	case t == nil || f.Status == Unchanged && f.Class == Speed:
		return ""
	case f.Class == Seeded:
		return fmt.Sprintf("; on %d fresh seeds the change is %s [%s, %s], p = %s, d = %.2f",
			f.New.N, signed(t.Difference), signed(t.Low), signed(t.High), probability(t.P), t.Effect)
	default:
		return fmt.Sprintf("; %d and %d rounds, p = %s", f.Old.N, f.New.N, probability(t.P))
	}
}

// hash is the unit of digests.
const hash = "hash"

// number is a value with its unit.
func (f *Finding) number(x float64) string {
	if f.Unit == hash {
		return fmt.Sprintf("%012x", uint64(x))
	}
	return short(x) + unitOf(f.Unit)
}

func unitOf(unit string) string {
	if unit == "x" || unit == hash {
		return map[string]string{"x": "x"}[unit]
	}
	return " " + unit
}

// short writes three digits, and whole numbers in full: 0.31, 12.4, 95895.
func short(x float64) string {
	switch a := math.Abs(x); {
	case a >= 1e15:
		return strconv.FormatFloat(x, 'g', 3, 64)
	case a >= 100 || x == math.Trunc(x):
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

func signed(x float64) string {
	if x > 0 {
		return "+" + short(x)
	}
	return short(x)
}

func probability(p float64) string {
	if p < 0.0001 {
		return "0.0000"
	}
	return strconv.FormatFloat(p, 'f', 4, 64)
}
