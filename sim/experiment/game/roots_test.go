package game

import (
	"math"
	"testing"
)

// along is the dynamics of one strategy against another whose payoffs differ by gap(share of the first).
func along(t *testing.T, gap func(x float64) float64) *Replicator {
	t.Helper()
	r, err := NewReplicator([]int{2}, func(s State) [][]float64 { return [][]float64{{gap(s[0][0]), 0}} })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A payoff that is a polynomial of the share: rest points are its roots, stable where it falls. With one free share the
// eigenvalue is x (1-x) times the slope.
func TestRoots_ofAPolynomialAreFoundWithTheirStability(t *testing.T) {
	r := along(t, func(x float64) float64 { return (x - 0.2) * (x - 0.5) * (x - 0.9) })
	points := restPoints(t, r)
	if len(points) != 5 {
		t.Fatalf("%d rest points, want 2 vertices and 3 roots", len(points))
	}
	for _, c := range []struct {
		x         float64
		eigen     float64
		stability Stability
	}{{0, -0.2 * 0.5 * 0.9, Stable}, {0.2, 0.2 * 0.8 * 0.3 * 0.7, Unstable}, {0.5, -0.5 * 0.5 * 0.3 * 0.4, Stable},
		{0.9, 0.9 * 0.1 * 0.7 * 0.4, Unstable}, {1, -0.8 * 0.5 * 0.1, Stable}} {
		p := rests(t, r, []float64{c.x, 1 - c.x})
		if p.Stability != c.stability || math.Abs(real(p.Eigenvalues[0])-c.eigen) > 1e-9 {
			t.Errorf("at %v: %v with %v, want %v with %v", c.x, p.Stability, p.Eigenvalues, c.stability, c.eigen)
		}
	}
}

func TestRoots_ofAFlatPartAreOneContinuum(t *testing.T) {
	r := along(t, func(x float64) float64 { return max(0, x-0.5) })
	var lines []RestPoint
	for _, p := range restPoints(t, r) {
		if len(p.Corners) > 0 {
			lines = append(lines, p)
		}
	}
	if len(lines) != 1 || lines[0].Corners[0][0][0] != 0.5 || lines[0].Corners[1][0][0] != 0 || lines[0].Stability != Undetermined {
		t.Errorf("%+v", lines)
	}
}

// Two populations in which nothing changes the second where all of the first are alike: that edge is a continuum, also for
// who does not know that payoffs are linear.
func TestRoots_ofTwoPopulationsFindTheEdgeThatRests(t *testing.T) {
	r, err := NewReplicator([]int{2, 2}, func(s State) [][]float64 {
		h, z := s[0][0], s[1][0]
		return [][]float64{{10*z - 4, 0}, {-5 * (1 - h), 0}}
	})
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, p := range restPoints(t, r) {
		h, z := p.State[0][0], p.State[1][0]
		switch {
		case len(p.Corners) > 0:
			lines++
			if h != 1 || len(p.Corners) != 2 {
				t.Errorf("a continuum at %+v", p)
			}
		case h > 0 && h < 1 || z > 0 && z < 1:
			t.Errorf("rests at %v", p.State)
		}
	}
	if lines != 1 {
		t.Errorf("%d continua", lines)
	}
}

// Public goods of groups of n, whose contributions are multiplied by r: who gives, who takes part and gives nothing, and
// who stays out for an income of sigma. Payoffs are polynomials of the shares, and for r > 2 there is one rest point
// inside, a centre (Hauert, De Monte, Hofbauer and Sigmund 2002).
func TestRoots_inTwoDimensionsPayAlike(t *testing.T) {
	const n, r, sigma = 5, 3.0, 1.0
	goods, err := NewReplicator([]int{3}, func(s State) [][]float64 {
		x, z := s[0][0], s[0][2] // who gives, who abstains; the others take part and give nothing
		alone := math.Pow(z, n-1)
		// Defectors and cooperators by formulas (3) and (4) of the paper.
		series := 0.0 // (1-z^n)/(n(1-z)), defined at z = 1
		for k := range n {
			series += math.Pow(z, float64(k)) / n
		}
		perTaker := 0.0 // x/(1-z) (1 - series), whose limit at z = 1 is 0
		if z < 1 {
			perTaker = x / (1 - z) * (1 - series)
		}
		defect := sigma*alone + r*perTaker
		give := defect - (1 + (r-1)*alone - r*series)
		return [][]float64{{give, defect, sigma}}
	})
	if err != nil {
		t.Fatal(err)
	}
	inside := 0
	for _, p := range restPoints(t, goods) {
		for _, v := range goods.Velocity(p.State) {
			if norm(v) > 1e-8 {
				t.Errorf("%v moves at %v", p.State, v)
			}
		}
		if support := p.State[0]; support[0] > 1e-6 && support[1] > 1e-6 && support[2] > 1e-6 {
			inside++
			// All earn sigma, and z solves 1 + (r-1) z^(n-1) = r (1-z^n)/(n(1-z)).
			z := support[2]
			if gap := 1 + (r-1)*math.Pow(z, n-1) - r/n*(1-math.Pow(z, n))/(1-z); math.Abs(gap) > 1e-8 {
				t.Errorf("z = %v leaves %v", z, gap)
			}
			if p.Stability != Centre {
				t.Errorf("the inner point is %v: orbits circle it", p.Stability)
			}
		}
	}
	if inside != 1 {
		t.Errorf("%d inner points, want the only one that there is for r > 2", inside)
	}
}

// The Runge-Kutta method is of fourth order: half the step, a sixteenth of the error.
func TestOrbit_isOfFourthOrder(t *testing.T) {
	r := along(t, func(x float64) float64 { return 1 - 2*x })
	at := func(steps int) float64 {
		orbit := r.Orbit(State{{0.1, 0.9}}, 4/float64(steps), steps)
		return orbit[steps][0][0]
	}
	fine := at(4096)
	if ratio := (at(16) - fine) / (at(32) - fine); ratio < 12 || ratio > 22 {
		t.Errorf("half the step divides the error by %v", ratio)
	}
}
