package report

import (
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

var update = flag.Bool("update", false, "write testdata again")

// TestTestdata_isWhatItsGeneratorWrites keeps the synthetic run folders and the functions below together.
func TestTestdata_isWhatItsGeneratorWrites(t *testing.T) {
	for name, build := range map[string]func() synthetic{"fraud": fraudRun, "phase": phaseRun, "shares": sharesRun} {
		run := build()
		summary, err := json.MarshalIndent(run.summary, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{"summary.json": string(summary) + "\n", "theory.csv": run.theory}
		if run.metrics != "" {
			files["metrics.csv"] = run.metrics
		}
		for file, want := range files {
			path := filepath.Join("testdata", name, file)
			if *update {
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if have, err := os.ReadFile(path); err != nil || string(have) != want {
				t.Errorf("%s differs from its generator (%v): go test ./report -run TestTestdata -update", path, err)
			}
		}
	}
}

// synthetic is a run folder made up for the tests: plausible shapes, no simulation.
type synthetic struct {
	summary         runs.Summary
	theory, metrics string
}

// noise is a number in [-1, 1] that depends on its arguments alone.
func noise(args ...int) float64 {
	x := uint64(0x9e3779b97f4a7c15)
	for _, a := range args {
		x = (x ^ uint64(a+1)) * 0xbf58476d1ce4e5b9
		x ^= x >> 29
	}
	return float64(x>>11)/(1<<52) - 1
}

// rounded keeps testdata equal on every processor.
func rounded(v float64) float64 { return math.Round(v*1e6) / 1e6 }

// estimated makes an estimate with a half-width.
func estimated(population, metric, unit string, mean, half float64) runs.Estimate {
	return runs.Estimate{
		Population: population, Metric: metric, Unit: unit, Mean: rounded(mean),
		Low: rounded(mean - half), High: rounded(mean + half), SD: rounded(half * 1.24), N: 6,
	}
}

// chosen is a setting of a named choice, dpmn one of an amount.
func chosen(key, value string, index int) runs.Setting {
	return runs.Setting{Key: key, Value: value, Number: float64(index), Unit: "choice"}
}

func dpmn(key string, amount float64) runs.Setting {
	return runs.Setting{Key: key, Value: strconv.FormatFloat(amount, 'g', -1, 64) + " DPMN", Number: amount, Unit: "DPMN"}
}

var fates = []string{"kept", "refund", "burned"}

// fraudShape is the made-up closed form: payoffs of both kinds of provider at a deposit and a fate.
func fraudShape(deposit float64, fate int) (honest, cheating float64) {
	start, keeps := []float64{5.2, 9.4, 3}[fate], []float64{9.9, 6.2, 4.6}[fate]
	complain := 0.92 / (1 + math.Exp(-(deposit-start)*0.9))
	return 5.9 - 0.06*deposit - 0.1*float64(fate), keeps*(1-complain) - 0.75*deposit*complain
}

// fraudRun sweeps a deposit and the fate of the payment: a margin in three panels and burning over time.
func fraudRun() synthetic {
	run := synthetic{summary: runs.Summary{
		Schema: runs.SchemaVersion, Scenario: "fraud",
		Question:    "At which deposit does cheating stop paying?",
		Answer:      "Cheating stops paying at a deposit of 4.53 ± 0.07 DPMN when the provider keeps the payment on a complaint, and never pays when it is burned.",
		NotModelled: []string{"a price of the token that moves with burning", "providers that come back under a new name"},
		Key:         "3f2a9c417be05d86", Method: "95% Student t over seeds",
		Seeds: []uint64{1, 2, 3, 4, 5, 6}, Trials: 27 * 6, Journal: "ab41d0c2e5f60718293a",
		Crossings: []runs.Crossing{fraudCrossing(0, 0.02, 0.033), fraudCrossing(1, 0.31, 0.24), fraudCrossing(2, 0, 0)},
		Expectations: []runs.Expectation{
			{Line: "crossing threshold at fate kept within 4 se of theory", Where: "fraud.yaml:41", Holds: true, Detail: "4.53 ± 0.07 against 4.51, z = 0.6"},
			{Line: "cheating.payoff < 0 at deposit 16 DPMN", Where: "fraud.yaml:42", Holds: false, Detail: "-9.5 ± 0.4 at kept, 0.3 ± 0.4 at refund"},
		},
		Figures: []runs.Figure{
			{Kind: "margin", Name: "threshold", X: "escrow.deposit_provider", Panels: "escrow.fate", Series: []string{"honest.payoff", "cheating.payoff"}},
			{Kind: "supply", Name: "burned", Title: "Tokens burned, by the fate of a disputed payment", X: "escrow.deposit_provider", Panels: "escrow.fate", Series: []string{"token.burned"}},
		},
		Money: runs.Money{Conserved: true, Trials: 162},
	}}
	theory, metrics := new(strings.Builder), new(strings.Builder)
	fmt.Fprintln(theory, "figure,curve,panel,x,y")
	fmt.Fprintln(metrics, "scenario,point,seed,time,population,metric,unit,value")
	for fate, name := range fates {
		for i := 0; i <= 8; i++ {
			run.summary.Points = append(run.summary.Points, fraudPoint(fate, 2*float64(i), len(run.summary.Points)))
			fraudMetrics(metrics, fate, 2*i, len(run.summary.Points)-1)
		}
		for d := 0.0; d <= 16; d += 0.5 {
			h, c := fraudShape(d, fate)
			fmt.Fprintf(theory, "threshold,honest.payoff,%s,%g,%g\nthreshold,cheating.payoff,%s,%g,%g\n", name, d, rounded(h), name, d, rounded(c))
		}
	}
	run.theory, run.metrics = theory.String(), metrics.String()
	return run
}

// fraudCrossing is where honest and cheating meet at a fate, off by some and with a standard error; with
// none they do not meet.
func fraudCrossing(fate int, off, se float64) runs.Crossing {
	c := runs.Crossing{
		Name: "threshold", Metric: "margin", Param: "escrow.deposit_provider", Unit: "DPMN", Method: "linear",
		Where: []runs.Setting{chosen("escrow.fate", fates[fate], fate)}, Direction: "up", N: 6, StdErr: se, Missing: se == 0,
	}
	if se == 0 {
		return c
	}
	low, high := 0.0, 16.0
	for range 60 {
		if h, cheat := fraudShape((low+high)/2, fate); h < cheat {
			low = (low + high) / 2
		} else {
			high = (low + high) / 2
		}
	}
	z, predicted := off/se, rounded(low)
	c.Found, c.Low, c.High = rounded(low+off), rounded(low+off-2.1*se), rounded(low+off+2.1*se)
	c.Predicted, c.Z = &predicted, &z
	return c
}

// fraudPoint is one point with its noise.
func fraudPoint(fate int, deposit float64, index int) runs.Point {
	h, c := fraudShape(deposit, fate)
	p := runs.Point{Index: index, Settings: []runs.Setting{dpmn("escrow.deposit_provider", deposit), chosen("escrow.fate", fates[fate], fate)}}
	for s := range 6 {
		p.Journals = append(p.Journals, fmt.Sprintf("%04x", 4096+index*6+s))
	}
	h, c = h+0.08*noise(index, 1), c+0.25*noise(index, 2)
	p.Estimates = []runs.Estimate{
		estimated("honest", "payoff", "DPMN", h, 0.12), estimated("cheating", "payoff", "DPMN", c, 0.42+0.02*deposit),
		estimated("", "margin", "DPMN", h-c, 0.45), estimated("token", "burned", "DPMN/1e9", 1e9*(40+10*deposit), 3e9),
		estimated("escrow", "deals", "", 1200+20*noise(index), 14),
	}
	return p
}

// fraudMetrics writes the burned tokens of one point's seeds, every five days and at the end.
func fraudMetrics(w *strings.Builder, fate, deposit, point int) {
	for seed := range 5 {
		total := 0.0
		for day := 0; day <= 30; day += 5 {
			rate := (1 + 2*float64(fate)) * (0.4 + float64(deposit)/8) * math.Exp(-float64(day)/25)
			if day > 0 {
				total += 5 * rate * (1 + 0.35*noise(point, seed, day))
			}
			row := fmt.Sprintf("token,burned,DPMN/1e9,%d\n", int64(total*1e3)*1e6)
			fmt.Fprintf(w, "fraud,%d,%d,%d,%s", point, seed+1, day*86400, row)
			if day == 30 {
				fmt.Fprintf(w, "fraud,%d,%d,end,%s", point, seed+1, row)
			}
		}
	}
}

// phaseRun sweeps two amounts: where a vote can be bought, as a map.
func phaseRun() synthetic {
	run := synthetic{summary: runs.Summary{
		Schema: runs.SchemaVersion, Scenario: "phase", Question: "When can a vote be bought?",
		Answer: "A vote is safe above a bond of about half the bribe.",
		Key:    "77aa01c2d3e4f506", Method: "95% Student t over seeds", Seeds: []uint64{1, 2, 3, 4, 5, 6}, Trials: 14 * 11 * 6,
		Figures: []runs.Figure{{Kind: "map", Name: "safety", X: "bribe.offer", Y: "vote.bond", Value: "margin"}},
		Money:   runs.Money{Conserved: true, Trials: 14 * 11 * 6},
	}}
	for i := range 14 {
		for j := range 11 {
			offer, bond := 2*float64(i), 1.5*float64(j)
			margin := 4.2*(bond+1.2-0.012*offer*offer-0.2*offer) + 3*noise(i, j)
			run.summary.Points = append(run.summary.Points, runs.Point{
				Index:     len(run.summary.Points),
				Settings:  []runs.Setting{dpmn("bribe.offer", offer), dpmn("vote.bond", bond)},
				Estimates: []runs.Estimate{estimated("", "margin", "DPMN", margin, 1.5)},
			})
		}
	}
	for j := 1; j <= 7; j++ {
		bond := 1.5 * float64(j)
		found := -8.333 + math.Sqrt(69.44+(bond+1.2)/0.012) + 0.3*noise(j)
		run.summary.Crossings = append(run.summary.Crossings, runs.Crossing{
			Name: "edge", Metric: "margin", Param: "bribe.offer", Unit: "DPMN", Where: []runs.Setting{dpmn("vote.bond", bond)},
			Direction: "down", Found: rounded(found), Low: rounded(found - 0.5), High: rounded(found + 0.5), StdErr: 0.25, N: 6, Method: "linear",
		})
	}
	theory := new(strings.Builder)
	fmt.Fprintln(theory, "figure,curve,panel,x,y")
	for x := 0.0; x <= 26; x += 0.5 {
		fmt.Fprintf(theory, "safety,boundary,,%g,%g\n", x, rounded(0.012*x*x+0.2*x-1.2))
	}
	run.theory = theory.String()
	return run
}
