package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// maxRows is how many points the terminal shows; the summary has them all.
const maxRows = 24

// Text prints a run's summary for a terminal: question and answer first, then what they rest on. Nothing
// in it is wider than its tables need, and without colour it is plain text that can be kept in a file.
func Text(w io.Writer, s *runs.Summary, color bool) error {
	out := bufio.NewWriter(w)
	p := printer{out, color}
	p.head(s)
	p.crossings(s.Crossings)
	if x := s.Stopping; x != nil {
		said := "narrow enough"
		if !x.Reached {
			said = "not narrow enough with all that were allowed"
		}
		widest := "the widest interval has a half-width of " + quantity(fmt.Sprintf("%.3g", x.HalfWidth), x.Unit)
		if !x.Reached && x.HalfWidth == 0 {
			widest = "a point has a mean of 0, or too few seeds that define it"
		}
		p.line("%s for %s: %s, %s", counted(x.Seeds, "seed"), x.Metric, widest, said)
		p.line("%s\n", p.dim(x.Method+". Intervals below are not widened for it."))
	}
	p.comparisons(s.Comparisons)
	p.sensitivities(s.Sensitivity)
	p.game(s.Game)
	if len(s.Sensitivity) == 0 && s.Game == nil {
		p.estimates(s)
	}
	p.expectations(s.Expectations)
	p.claim(s.Claim)
	p.money(s.Money)
	p.notModelled(s.NotModelled)
	last := fmt.Sprintf("run %s: %s (%s at %s)",
		short(s.Key), counted(s.Trials, "trial"), counted(len(s.Seeds), "seed"), counted(len(s.Points), "point"))
	if s.Journal != "" {
		last += ", journal " + short(s.Journal)
	}
	p.line("%s", p.dim(last))
	return out.Flush()
}

// Crossings prints thresholds as Text does.
func Crossings(w io.Writer, crossings []runs.Crossing, color bool) error {
	out := bufio.NewWriter(w)
	printer{out, color}.crossings(crossings)
	return out.Flush()
}

// printer writes lines, in colour or not.
type printer struct {
	out   *bufio.Writer
	color bool
}

func (p printer) line(format string, args ...any) { fmt.Fprintf(p.out, format+"\n", args...) }

func (p printer) paint(code, text string) string {
	if !p.color {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p printer) strong(text string) string { return p.paint("1", text) }
func (p printer) dim(text string) string    { return p.paint("2", text) }
func (p printer) good(text string) string   { return p.paint("32", text) }
func (p printer) bad(text string) string    { return p.paint("1;31", text) }

// head prints the question and its answer.
func (p printer) head(s *runs.Summary) {
	if s.Question != "" {
		p.line("%s", p.strong(s.Question))
	}
	for _, line := range folded(s.Answer, 96) {
		p.line("  %s", line)
	}
	p.line("")
}

// crossings prints where measures change sign.
func (p printer) crossings(crossings []runs.Crossing) {
	if len(crossings) == 0 {
		return
	}
	t := table{columns: []string{"Crossing", "of", "along", "where", "", "found", "predicted", "z"}, right: []bool{5: true, 6: true, 7: true}}
	for _, c := range crossings[:min(maxRows, len(crossings))] {
		half := (c.High - c.Low) / 2
		found, predicted, z := none(c), "-", "-"
		if !c.Missing {
			found = quantity(plusMinus(c.Found, half), c.Unit)
		}
		if c.Predicted != nil {
			predicted = quantity(like(*c.Predicted, half), c.Unit)
		}
		if c.Z != nil {
			z = unsigned(fmt.Sprintf("%.1f", *c.Z))
		}
		direction := c.Direction
		if c.Missing {
			direction = ""
		}
		t.add(c.Name, c.Metric, lastWord(c.Param), settings(c.Where), direction, found, predicted, z)
	}
	if more := len(crossings) - maxRows; more > 0 {
		t.after = append(t.after, "... "+counted(more, "more crossing")+" in summary.json")
	}
	t.print(p)
}

// estimates prints the points: a row each for a sweep, or a row for each metric of a single point.
func (p printer) estimates(s *runs.Summary) {
	switch len(s.Points) {
	case 0:
		return
	case 1:
		p.onePoint(s)
		return
	}
	shown, left := shownMetrics(s)
	t := table{}
	swept := s.Distinct()
	for _, i := range swept {
		setting := s.Points[0].Settings[i]
		t.columns = append(t.columns, lastWord(setting.Key))
		t.right = append(t.right, setting.Unit != choice)
	}
	for _, name := range shown {
		t.columns = append(t.columns, withUnit(name, unitIn(s.Points, name)))
		t.right = append(t.right, true)
	}
	for _, point := range spaced(s.Points) {
		var row []string
		for _, i := range swept {
			row = append(row, point.Settings[i].Value)
		}
		for _, name := range shown {
			row = append(row, estimateText(point, name))
		}
		t.add(row...)
	}
	t.after = append(t.after, intervals(s))
	if more := len(s.Points) - maxRows; more > 0 {
		t.after = append(t.after, "... "+counted(more, "more point")+" in summary.json")
	}
	if left > 0 {
		t.after = append(t.after, "... "+counted(left, "more metric")+" in summary.json")
	}
	t.print(p)
}

// spaced are the points that the terminal shows: all, or some at even distances with the first and the last.
func spaced(points []runs.Point) []runs.Point {
	if len(points) <= maxRows {
		return points
	}
	var some []runs.Point
	for i := range maxRows {
		some = append(some, points[i*(len(points)-1)/(maxRows-1)])
	}
	return some
}

// none says what there is instead of a crossing.
func none(c runs.Crossing) string {
	if c.Throughout == "" {
		return "none in the sweep"
	}
	return "none: " + c.Throughout + " throughout"
}

// onePoint prints the metrics of a run without a sweep.
func (p printer) onePoint(s *runs.Summary) {
	point := s.Points[0]
	t := table{columns: []string{"Metric", "mean", "unit"}, right: []bool{1: true, 2: false}}
	for _, e := range point.Estimates[:min(maxRows, len(point.Estimates))] {
		name := seriesName(e.Population, e.Metric)
		unit, _ := shownUnit(e.Unit)
		t.add(name, estimateText(point, name), unit)
	}
	t.after = append(t.after, intervals(s))
	if more := len(point.Estimates) - maxRows; more > 0 {
		t.after = append(t.after, "... "+counted(more, "more metric")+" in summary.json")
	}
	t.print(p)
}

// intervals says what stands after "±".
func intervals(s *runs.Summary) string {
	if s.Method == "" {
		return "mean ± half-width of the 95% interval"
	}
	return "mean ± half-width of the interval (" + s.Method + ")"
}

// estimateText is a mean and its half-width, "-" where no seed defined the metric.
func estimateText(point runs.Point, name string) string {
	e, ok := estimate(point, name)
	if !ok {
		return "-"
	}
	return plusMinus(e.Mean, (e.High-e.Low)/2)
}

// expectations prints what the scenario expected and how it came out.
func (p printer) expectations(all []runs.Expectation) {
	if len(all) == 0 {
		return
	}
	failed := 0
	for _, e := range all {
		verdict := p.good("PASS")
		if !e.Holds {
			verdict = p.bad("FAIL")
			failed++
		}
		p.line("%s  %s", verdict, e.Line)
		p.line("      %s", p.dim(strings.TrimSuffix(e.Where+"  "+e.Detail, "  ")))
	}
	verdict := p.good(counted(len(all), "expectation") + " hold")
	if len(all) == 1 {
		verdict = p.good("1 expectation holds")
	}
	if failed > 0 {
		verdict = p.bad(fmt.Sprintf("%d of %s failed", failed, counted(len(all), "expectation")))
	}
	p.line("%s\n", verdict)
}

// claim prints the verdict on a claim of the paper.
func (p printer) claim(c *runs.Claim) {
	if c == nil {
		return
	}
	name := fmt.Sprintf("claim %d", c.Number)
	if c.Part != "" {
		name += ", " + c.Part
	}
	verdict := p.good(string(c.Verdict))
	if !c.Accepted {
		verdict = p.bad(string(c.Verdict) + ", not as expected (" + string(c.Expected) + ")")
	}
	p.line("%s: %s", name, verdict)
	for _, r := range c.Readings {
		said := r.Detail
		if r.Value != "" {
			said = r.Value + ": " + string(r.Verdict) + ", " + said
		}
		p.line("      %s", p.dim(said))
	}
	p.line("")
}

// money prints the money check, the one thing that must never fail.
func (p printer) money(m runs.Money) {
	if m.Conserved {
		p.line("%s  money conserved in %s", p.good("PASS"), counted(m.Trials, "trial"))
	} else {
		p.line("%s  money not conserved: %s in %s; first: %s", p.bad("FAIL"), counted(m.Violations, "violation"), counted(m.Trials, "trial"), m.First)
	}
	p.line("")
}

// notModelled prints what the answer leaves out.
func (p printer) notModelled(items []string) {
	if len(items) == 0 {
		return
	}
	p.line("%s", p.strong("Not modelled"))
	for _, item := range items {
		p.line("  - %s", item)
	}
	p.line("")
}
