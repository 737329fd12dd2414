package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

func TestLogTicks_areDecadesOrOneTwoFive(t *testing.T) {
	for _, c := range []struct {
		min, max float64
		count    int
		want     string
	}{
		{150, 5100, 5, "200 500 1000 2000 5000"},
		{0.9, 120, 6, "1 2 5 10 20 50 100"},
		{0.5, 70000, 6, "1 10 100 1000 10,000"},
		{5e-9, 200, 6, "1e−8 1e−6 0.0001 0.01 1 100"},
		{2e6, 3e9, 6, "10M 100M 1G"},
		{3e8, 3e9, 6, "500M 1G 2G"},
		{3.3, 10.4, 6, "4 5 6 7 8 9 10"},
		{1.1, 1.9, 4, "1.2 1.4 1.6 1.8"},
		{1e12, 1e13, 3, "1e12 2e12 5e12 1e13"},
	} {
		ticks, minor := logNumbers(c.min, c.max, c.count)
		if have := labels(ticks); have != c.want {
			t.Errorf("logNumbers(%v, %v, %d) = %s, want %s", c.min, c.max, c.count, have, c.want)
		}
		for _, v := range minor {
			if v < c.min || v > c.max {
				t.Errorf("a minor line at %v is outside of [%v, %v]", v, c.min, c.max)
			}
		}
	}
}

func TestLogTicks_ofTimesAreRoundTimes(t *testing.T) {
	for _, c := range []struct {
		min, max float64
		want     string
	}{
		{0.9, 700000, "1 s 10 s 1 min 10 min 1 h 6 h 1 d 1 w"},
		{8, 25000, "10 s 1 min 10 min 1 h 6 h"},
		{0.05, 20, "0.1 s 1 s 10 s"},
		{70, 700, "2 min 5 min 10 min"},
		{15000, 40000, "5 h 6 h 7 h 8 h 9 h 10 h 11 h"},
		{6.1, 9.9, "6.5 s 7 s 7.5 s 8 s 8.5 s 9 s 9.5 s"},
	} {
		ticks, _ := logTimes(c.min, c.max, 6)
		if have := labels(ticks); have != c.want {
			t.Errorf("logTimes(%v, %v) = %s, want %s", c.min, c.max, have, c.want)
		}
	}
}

func TestAxis_ofSecondsIsInAUnitThatReadsWell(t *testing.T) {
	for _, c := range []struct {
		max         float64
		label, want string
	}{
		{90, "latency (s)", "0 20 40 60 80"},
		{600, "latency (minutes)", "0 2 4 6 8 10"},
		{4 * hour, "latency (hours)", "0 1 2 3 4"},
		{4 * day, "latency (days)", "0 1 2 3 4"},
	} {
		s := axis{label: "latency", unit: "s", count: 5}.over(extent{0, c.max})
		if s.label != c.label || labels(s.ticks) != c.want || s.max != c.max {
			t.Errorf("up to %v s: %q marked %s up to %v, want %q and %s", c.max, s.label, labels(s.ticks), s.max, c.label, c.want)
		}
	}
	if s := (axis{unit: "s", count: 5}).over(extent{0, 600}); s.label != "minutes" {
		t.Errorf("without a name the axis is called %q", s.label)
	}
}

func TestLogarithm_isWithoutPanicsFarBelowTheAxisAtZero(t *testing.T) {
	l := logarithm{}
	if l.Normalize(1, 100, 10) != 0.5 || l.Normalize(1, 100, 0) > -1 || l.Normalize(1, 100, -3) > -1 {
		t.Error("10 is not in the middle of 1 and 100, or 0 is on the axis")
	}
	if s := (axis{log: true, count: 5}).over(newExtent()); len(s.ticks) < 2 || math.IsInf(s.max, 0) {
		t.Errorf("an axis of nothing is %+v", s)
	}
	if s := (axis{log: true, count: 5}).over(extent{3, 3}); !(s.min < 3 && 3 < s.max) || len(s.ticks) < 2 {
		t.Errorf("an axis of one value is %+v", s)
	}
}

func TestMargin_onLogAxesLeavesOutWhatIsZeroOrLessAndSaysSo(t *testing.T) {
	figure := runs.Figure{Kind: "margin", Name: "threshold", X: "escrow.deposit_provider", Panels: "escrow.fate",
		Series: []string{"cheating.payoff"}, XScale: "log", YScale: "log"}
	svg := drawn(t, copied(t, "fraud", only(figure)), "threshold")
	has(t, svg, "2", "5", "10")
	if !strings.Contains(svg, "Not on a log axis, as 0 or less: 19 values and parts of theory.") {
		t.Error("the footnote hides what is left out")
	}
	if strings.Contains(svg, "−") || strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error("the figure has negative or undefined numbers")
	}
	figure.Panels, figure.X, figure.YScale = "", "escrow.fate", ""
	_, err := Draw(copied(t, "fraud", only(figure)))
	if want := "escrow.fate is a choice between names, which no log axis has"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestMargin_crossingsOfTimesAndGasPricesHaveUnits(t *testing.T) {
	predicted := 7000.0
	for _, c := range []struct {
		crossing runs.Crossing
		axis     axis
		want     string
	}{
		{runs.Crossing{Unit: "s", Found: 7300, Low: 7200, High: 7400, Predicted: &predicted}, axis{unit: "s"}, "crosses at 2.03 ± 0.03 h, predicted 1.94"},
		{runs.Crossing{Unit: "gwei", Found: 12.3, Low: 12.1, High: 12.5}, axis{unit: "gwei"}, "crosses at 12.3 ± 0.2 gwei"},
		{runs.Crossing{Unit: "s", Missing: true, Predicted: &predicted}, axis{unit: "s"}, "no crossing inside the sweep, predicted 1.944 h"},
		{runs.Crossing{Unit: "s", Found: 300, Low: 290, High: 310}, axis{unit: "s"}, "crosses at 0.083 ± 0.003 h"},
		{runs.Crossing{Unit: "s", Found: 300, Low: 290, High: 310}, axis{unit: "s", log: true}, "crosses at 5.00 ± 0.17 min"},
		{runs.Crossing{Metric: "blocks.latency_99", Missing: true, Throughout: "positive"}, axis{}, "latency, 99% is positive throughout"},
	} {
		c.axis.count = 5
		if have := crossingNote(c.crossing, c.axis.over(extent{60, 20000})); have != c.want {
			t.Errorf("got %q, want %q", have, c.want)
		}
	}
}

func TestCourse_onALogAxisBreaksWhereItCannotBeShown(t *testing.T) {
	heights := newExtent()
	var left leftOut
	at := []interval{{0, 4, 3, 5}, {1, 0, 0, 0}, {2, 8, -1, 9}, {3, 9, 8, 10}}
	parts := left.shown(at, false, true, &heights)
	if len(parts) != 2 || len(parts[1]) != 2 || left.values != 1 || heights != (extent{8.0 / 3, 10}) {
		t.Errorf("parts %v, left out %+v, heights %v", parts, left, heights)
	}
	want := "Not on a log axis, as 0 or less: 1 value. Some intervals are cut off at the lower edge"
	if note := left.note(scale{min: 2}); note != want {
		t.Errorf("the note is %q", note)
	}
}

func TestCourse_ofManyPointsColoursThemByTheSweptNumber(t *testing.T) {
	dir := copied(t, "fraud", func(s *runs.Summary) {
		s.Figures = []runs.Figure{{Kind: "course", Name: "many", Series: []string{"token.burned"}}}
	})
	svg := drawn(t, dir, "many")
	has(t, svg, "escrow deposit provider:", "0 DPMN", "8 DPMN", "16 DPMN", "(9 lines)", "time (days)")
	if !strings.Contains(svg, "Intervals, of the lines in the key: 95%, Student&#39;s t over seeds. Held: escrow.fate = kept.") {
		t.Error("the footnote does not say whose intervals are drawn and what is held")
	}
	if n := strings.Count(svg, "fill-opacity"); n != 3 {
		t.Errorf("%d bands, want those of the first, the middle and the last", n)
	}
}

func TestSeriesLabels_sayStatisticsAndDropWhatAllShare(t *testing.T) {
	for _, c := range []struct{ series, labels, axis string }{
		{"blocks.latency_99 blocks.latency_50", "latency, 99%|latency, 50%", "latency"},
		{"blocks.base_fee", "base fee", "base fee"},
		{"blocks.base_fee blocks.gas_price", "base fee|gas price", ""},
		{"blocks.backlog blocks.backlog_mean blocks.backlog_max", "backlog|mean backlog|highest backlog", "backlog"},
		{"honest.payoff cheating.payoff", "honest|cheating", "payoff"},
		{"honest.payoff honest.earned", "payoff|earned", "honest"},
		{"honest.payoff margin", "honest payoff|margin", ""},
		{"honest.payoff blocks.fees", "honest payoff|fees", ""},
		{"honest.payoff", "honest", "payoff"},
		{"margin", "margin", "margin"},
	} {
		series := strings.Fields(c.series)
		if have := strings.Join(seriesLabels(series), "|"); have != c.labels {
			t.Errorf("%s: labels %s, want %s", c.series, have, c.labels)
		}
		if have := marginLabel(series, "DPMN"); have != c.axis {
			t.Errorf("%s: the axis is %q, want %q", c.series, have, c.axis)
		}
	}
	for unit, want := range map[string]string{"": "value", "s": "time", "gwei": "gas price (gwei)", "gas": "gas"} {
		if have := (axis{label: marginLabel([]string{"a", "b"}, unit), unit: unit}).named(); unit != "s" && have != want {
			t.Errorf("an axis of %q is %q, want %q", unit, have, want)
		}
	}
	if have := fmt.Sprint(endLabels(runs.Figure{Series: []string{"blocks.base_fee"}})); have != "[]" {
		t.Errorf("the only line repeats the axis: %s", have)
	}
}
