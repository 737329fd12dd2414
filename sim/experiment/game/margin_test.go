package game

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment"
)

// noisy is a game of n strategies against one, measured with seeds that share most of their luck. Strategy i earns
// payoff[i] on average.
func noisy(t *testing.T, luck *rand.Rand, payoff []float64, seeds int) Payoffs {
	t.Helper()
	common := make([]float64, seeds)
	for s := range common {
		common[s] = 5 * luck.NormFloat64()
	}
	values := make([][][]float64, len(payoff))
	for i := range values {
		entry := make([]float64, seeds)
		for s := range entry {
			entry[s] = payoff[i] + common[s] + luck.NormFloat64()
		}
		values[i] = [][]float64{entry}
	}
	p, err := Measured(values)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// The margin's interval holds the true margin in 95 of 100 replications at least, also where all deviations are as good
// as each other, which is where taking the best of them by its measured mean alone would go wrong: that one's own 95%
// interval misses too often.
func TestMargin_intervalHoldsTheTrueMarginWhicheverDeviationLooksBest(t *testing.T) {
	luck := rand.New(rand.NewPCG(20240601, 1))
	for _, payoff := range [][]float64{{1, 1, 1, 1, 1, 1}, {1, 0.5, 0, -1, -1, 0.4}, {0, 2}} {
		const replications = 2000
		missed, naive := 0, 0
		truth := payoff[0] - largest(payoff[1:])
		for range replications {
			p := noisy(t, luck, payoff, 8)
			m := p.Margin(0, []float64{1})
			if truth < m.Low || truth > m.High {
				missed++
			}
			e := experiment.PairedDifference(p.seeds[0][0], p.seeds[m.Deviation][0])
			if truth < e.Low || truth > e.High {
				naive++
			}
		}
		// 5% of 2,000 and four standard deviations of that.
		most := 0.05*replications + 4*math.Sqrt(replications*0.05*0.95)
		if float64(missed) > most {
			t.Errorf("%v: the interval missed %d times of %d", payoff, missed, replications)
		}
		if len(payoff) == 6 && payoff[1] == 1 && float64(naive) < most {
			t.Errorf("%v: the interval of the best-looking deviation missed only %d times", payoff, naive)
		}
	}
}

func TestMargin_isPairedAndNamesTheBestDeviation(t *testing.T) {
	// Seeds differ by hundreds, strategies by 1 and 3 in every seed but for a little.
	p, err := Measured([][][]float64{
		{{100, 200, 300}}, {{99.1, 199, 298.9}}, {{97, 197.1, 296.9}},
	})
	if err != nil {
		t.Fatal(err)
	}
	m := p.Margin(0, []float64{1})
	// Differences 0.9, 1, 1.1: mean 1, standard error 0.1/sqrt(3); two deviations: t at 1-0.025/2 with 2 degrees is 6.205347.
	half := 6.205347 * 0.1 / math.Sqrt(3)
	if m.Deviation != 1 || m.N != 3 || math.Abs(m.Mean-1) > 1e-9 || math.Abs(m.Low-(1-half)) > 1e-6 || math.Abs(m.High-(1+half)) > 1e-6 {
		t.Errorf("%+v", m)
	}
	if len(m.Each) != 2 || m.Each[1].Deviation != 2 || math.Abs(m.Each[1].Mean-3) > 1e-9 {
		t.Errorf("each: %+v", m.Each)
	}
	if only := p.Margin(2, []float64{1}); only.Deviation != 0 || only.Mean > -2.9 {
		t.Errorf("margin of the worst %+v", only)
	}
}

func TestMargin_leavesOutSeedsThatDefineNothingAndStrategiesThatNobodyPlays(t *testing.T) {
	nan := math.NaN()
	p, err := Measured([][][]float64{
		{{1, 2, nan}, {nan, 5, nan}},
		{{0, 1, 2}, {nan, nan, 3}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if m := p.Margin(0, []float64{1, 0}); m.N != 2 || m.Mean != 1 || m.Low != 1 || m.High != 1 {
		t.Errorf("%+v", m)
	}
	if m := p.Margin(0, []float64{0.5, 0.5}); m.N != 0 || m.Interval() {
		t.Errorf("no seed defines both: %+v", m)
	}
	if m := (Symmetric{[]string{"alone"}, exact(t, [][]float64{{3}})}).Payoffs.Margin(0, []float64{1}); !math.IsInf(m.Mean, 1) || m.Deviation != -1 {
		t.Errorf("without alternatives: %+v", m)
	}
}

func TestGames_refuseTablesOfAnotherShape(t *testing.T) {
	nan := math.NaN()
	two := exact(t, [][]float64{{1, 2}, {3, 4}})
	wide := exact(t, [][]float64{{1, 2, 3}, {4, 5, 6}})
	large := make([][]float64, 17)
	for i := range large {
		large[i] = make([]float64, 17)
	}
	first := func(_ any, err error) error { return err }
	for _, c := range []struct {
		err  error
		want string
	}{
		{first(Exact(nil)), "needs a strategy on both sides"},
		{first(Exact([][]float64{{1, 2}, {3}})), "row 1 has 1 payoffs, the first has 2"},
		{first(Exact([][]float64{{1, nan}})), "payoff 0, 1 is NaN"},
		{first(Measured([][][]float64{{{1, 2}, {1}}})), "entry 0, 1 has 1 seeds, the first has 2"},
		{first(Measured([][][]float64{{{nan, nan}}})), "no seed defines entry 0, 0"},
		{first(NewSymmetric([]string{"a", "b"}, wide)), "2 strategies, but a table of 2 x 3"},
		{first(NewSymmetric(make([]string, 17), exact(t, large))), "17 strategies; at most 16"},
		{first(NewBimatrix([]string{"a", "b"}, []string{"x", "y", "z"}, wide, two)), "second role has 3 strategies and meets 2, but a table of 2 x 2"},
		{first(NewReplicator(nil, nil)), "without a population"},
		{first(NewReplicator([]int{2}, func(s State) [][]float64 { return [][]float64{{1}} })), "1 payoffs in population 0, which has 2"},
		{first(NewReplicator([]int{2}, func(s State) [][]float64 { return [][]float64{{1 / s[0][0], 0}} })), "payoff +Inf of strategy 0"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("got %v, want %s", c.err, c.want)
		}
	}
	if _, err := (Symmetric{make([]string, 16), exact(t, large[:16])}).Equilibria(); err == nil {
		t.Error("16 strategies are enumerated")
	}
}
