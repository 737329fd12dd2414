package report

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// sharesRun sweeps mutation and a start: shares of two populations over time, in two panels.
func sharesRun() synthetic {
	run := synthetic{summary: runs.Summary{
		Schema: runs.SchemaVersion, Scenario: "shares", Question: "Do punishers survive?",
		Answer: "They do not.", Key: "51b7d2e09c8a4f63", Method: "95% Student t over seeds", Seeds: []uint64{1, 2, 3, 4}, Trials: 16,
		Figures: []runs.Figure{{Kind: "course", Name: "shares", Panels: "evolution.sellers.mutation",
			Series: []string{"honest.share", "punishing.share"}}},
		Money: runs.Money{Conserved: true, Trials: 16},
	}}
	theory, metrics := new(strings.Builder), new(strings.Builder)
	fmt.Fprintln(theory, "figure,curve,panel,x,y")
	fmt.Fprintln(metrics, "scenario,point,seed,time,population,metric,unit,value")
	for i, mutation := range []string{"0%", "2%"} {
		for j, start := range []string{"60%", "90%"} {
			point := len(run.summary.Points)
			run.summary.Points = append(run.summary.Points, runs.Point{Index: point, Settings: []runs.Setting{
				{Key: "evolution.sellers.mutation", Value: mutation, Number: 0.02 * float64(i)},
				{Key: "punishing.start", Value: start, Number: 0.6 + 0.3*float64(j)}}})
			for day := 0; day <= 360; day += 10 {
				sharesMetrics(metrics, i, point, day)
			}
		}
		for day := 0; day <= 360; day += 5 {
			h, z := sharesShape(i, float64(day))
			fmt.Fprintf(theory, "shares,honest.share,%s,%d,%g\nshares,punishing.share,%s,%d,%g\n", mutation, day*86400, rounded(h), mutation, day*86400, rounded(z))
		}
	}
	run.theory, run.metrics = theory.String(), metrics.String()
	return run
}

// sharesShape is the made-up course of both shares.
func sharesShape(mutation int, day float64) (honest, punishing float64) {
	rise := 1 / (1 + math.Exp(-day/20))
	if mutation == 0 {
		return rise, 0.8 + 0.1*math.Exp(-day/30)
	}
	fall := 1 / (1 + math.Exp((day-260)/15))
	return rise * fall, 0.9 / (1 + math.Exp((day-220)/40))
}

func sharesMetrics(w *strings.Builder, mutation, point, day int) {
	h, z := sharesShape(mutation, float64(day))
	for seed := range 4 {
		off := 0.03 * noise(point, seed) * math.Min(1, float64(day)/60)
		fmt.Fprintf(w, "shares,%d,%d,%d,honest,share,,%g\n", point, seed+1, day*86400, rounded(math.Min(1, h*(1+off))))
		fmt.Fprintf(w, "shares,%d,%d,%d,punishing,share,,%g\n", point, seed+1, day*86400, rounded(z*(1+off)))
		fmt.Fprintf(w, "shares,%d,%d,%d,honest,earned,DPMN,%g\n", point, seed+1, day*86400, rounded(6+off))
	}
}

func TestCourse_drawsSharesInPercentWithTheirTheory(t *testing.T) {
	svg := drawn(t, copied(t, "shares", nil), "shares")
	has(t, svg, "honest", "punishing", "theory", "mutation: 0%", "mutation: 2%", "share (%)", "time (days)", "100", "300",
		"n = 4 seeds per point. Intervals: 95%, Student&#39;s t over seeds. Held: punishing.start = 60%. Run 51b7d2e09c8a.")
	if n := strings.Count(svg, "fill-opacity"); n != 4 {
		t.Errorf("%d bands, want 2 series in 2 panels", n)
	}
	if n := strings.Count(svg, "stroke-dasharray:2.6,1.6"); n != 5 {
		t.Errorf("%d lines of theory, want 2 in each of 2 panels and the key", n)
	}
}

func TestCourse_ofOnePanelLabelsItsLinesAndHasAnAxisForAnyUnit(t *testing.T) {
	svg := drawn(t, copied(t, "shares", only(runs.Figure{Kind: "course", Name: "shares", Series: []string{"honest.share", "punishing.share"}})), "shares")
	has(t, svg, "honest", "punishing", "share (%)")
	if !strings.Contains(svg, "Held: evolution.sellers.mutation = 0%, punishing.start = 60%.") || strings.Contains(svg, "mutation: ") {
		t.Error("the footnote hides what is held")
	}
	svg = drawn(t, copied(t, "shares", only(runs.Figure{Kind: "course", Name: "earned", Series: []string{"honest.earned"}})), "earned")
	has(t, svg, "earned (DPMN)")
}

func TestCourse_errorsNameWhatThereIs(t *testing.T) {
	for _, c := range []struct {
		series []string
		want   string
	}{
		{nil, "a course figure needs series"},
		{[]string{"honest.shares"}, `no values over time of series "honest.shares" (metrics.csv has honest.earned, honest.share, punishing.share)`},
		{[]string{"honest.share", "honest.earned"}, `series honest.share is in "" but honest.earned in "DPMN": they need two figures`},
	} {
		_, err := Draw(copied(t, "shares", only(runs.Figure{Kind: "course", Name: "c", Series: c.series})))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
}
