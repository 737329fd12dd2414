package experiment

import (
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var threeFactors = []Factor{{"price", 2, 10}, {"share", -1, 1}, {"delay", 0, 1e6}}

type sampler func([]Factor, int, uint64) ([][]float64, error)

func points(t *testing.T, make sampler, n int, seed uint64) [][]float64 {
	t.Helper()
	p, err := make(threeFactors, n, seed)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLatinHypercube_hasOnePointInEveryCellOfEveryFactor(t *testing.T) {
	const n = 50
	design := points(t, LatinHypercube, n, 3)
	for i, f := range threeFactors {
		cells := map[int]bool{}
		for _, p := range design {
			cells[int((p[i]-f.Low)/(f.High-f.Low)*n)] = true
		}
		if len(cells) != n {
			t.Errorf("%s: %d of %d cells have a point", f.Name, len(cells), n)
		}
	}
}

func TestHalton_isSpreadMoreEvenlyThanLuck(t *testing.T) {
	// 2^3 * 3^2 boxes of the first two factors hold one point each of any 72 that follow a multiple of 72.
	design := points(t, Halton, 72, 8)
	boxes := map[[2]int]bool{}
	for _, p := range design {
		boxes[[2]int{int((p[0] - 2) / 8 * 8), int((p[1] + 1) / 2 * 9)}] = true
	}
	if len(boxes) != 72 {
		t.Errorf("%d of 72 boxes have a point", len(boxes))
	}
}

func TestHalton_ofFewerPointsBeginsALongerOne(t *testing.T) {
	if short, long := points(t, Halton, 20, 4), points(t, Halton, 100, 4); !reflect.DeepEqual(short, long[:20]) {
		t.Error("the first 20 of 100 points are not the design of 20")
	}
}

func TestDesigns_areTheSameForASeedAndOthersForAnother(t *testing.T) {
	for name, make := range map[string]sampler{"latin": LatinHypercube, "halton": Halton} {
		a, b, other := points(t, make, 30, 1), points(t, make, 30, 1), points(t, make, 30, 2)
		if !reflect.DeepEqual(a, b) || reflect.DeepEqual(a, other) {
			t.Errorf("%s: points do not belong to the seed", name)
		}
		for _, p := range a {
			for i, f := range threeFactors {
				if p[i] < f.Low || p[i] > f.High {
					t.Errorf("%s: %s = %v is out of bounds", name, f.Name, p[i])
				}
			}
		}
	}
	// Frozen: points must not change with a library, or old runs could not be continued.
	for name, c := range map[string]struct{ got, want []float64 }{
		"latin":  {points(t, LatinHypercube, 4, 7)[2], frozenLatin},
		"halton": {points(t, Halton, 4, 7)[2], frozenHalton},
	} {
		for i := range c.want {
			if math.Abs(c.got[i]-c.want[i]) > 1e-9*math.Abs(c.want[i]) {
				t.Errorf("%s: point 2 is %v, was %v", name, c.got, c.want)
			}
		}
	}
}

var (
	frozenLatin  = []float64{6.86926626710439, 0.5708111808566549, 848389.0397465612}
	frozenHalton = []float64{5.412422294539254, -0.4771592521270953, 503395.99862462335}
)

func TestOneAtATime_variesOneFactorAndHasTheBaseOnce(t *testing.T) {
	got, varied, err := OneAtATime(threeFactors, []float64{4, 0, 1e6}, 5)
	if err != nil {
		t.Fatal(err)
	}
	want := [][]float64{{4, 0, 1e6},
		{2, 0, 1e6}, {6, 0, 1e6}, {8, 0, 1e6}, {10, 0, 1e6},
		{4, -1, 1e6}, {4, -0.5, 1e6}, {4, 0.5, 1e6}, {4, 1, 1e6},
		{4, 0, 0}, {4, 0, 250000}, {4, 0, 500000}, {4, 0, 750000}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("points %v", got)
	}
	if !slices.Equal(varied, []int{-1, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2}) {
		t.Errorf("varied %v", varied)
	}
}

func TestDesigns_sayWhatIsAllowed(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		factors []Factor
		points  int
		want    string
	}{
		{nil, 5, "without factors (at least 1)"},
		{threeFactors, 0, "0 points (from 1 to 1000000)"},
		{threeFactors, MaxPoints + 1, "1000001 points (from 1 to 1000000)"},
		{[]Factor{{"a", 1, 1}}, 5, "bounds of factor a are 1 and 1 (finite, the low one below the high one)"},
		{[]Factor{{"a", 0, nan}}, 5, "bounds of factor a are 0 and NaN"},
		{[]Factor{{"a", -math.MaxFloat64, math.MaxFloat64}}, 5, "bounds of factor a"},
		{[]Factor{{"a", 0, 1}, {"a", 0, 1}}, 5, "factor a is there twice"},
		{[]Factor{{"", 0, 1}}, 5, "factor 0 has no name"},
	} {
		for name, make := range map[string]sampler{"latin": LatinHypercube, "halton": Halton} {
			if _, err := make(c.factors, c.points, 1); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s of %d points: error %v, want %q", name, c.points, err, c.want)
			}
		}
	}
	for _, c := range []struct {
		base   []float64
		levels int
		want   string
	}{
		{[]float64{4, 0}, 3, "a base of 2 values for 3 factors"},
		{[]float64{4, 2, 0}, 3, "base of factor share is 2, not within its bounds, -1 to 1"},
		{[]float64{4, nan, 0}, 3, "base of factor share is NaN"},
		{[]float64{4, 0, 0}, 1, "1 levels (from 2 to 333333 for 3 factors)"},
	} {
		if _, _, err := OneAtATime(threeFactors, c.base, c.levels); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}
