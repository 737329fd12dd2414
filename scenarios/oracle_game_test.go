package scenarios_test

import (
	"math"
	"testing"

	"github.com/dopamine-network/dopasim/sim/experiment/game"
)

// The dynamics of package game on the mechanisms' own payoffs, against the closed forms. A gap in payoff between two
// strategies is all that the replicator equation sees of them.

func table(t *testing.T, payoffs [][]float64) game.Payoffs {
	t.Helper()
	p, err := game.Exact(payoffs)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func restPoints(t *testing.T, r *game.Replicator) []game.RestPoint {
	t.Helper()
	points, err := r.RestPoints()
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// Table E5: the payoff is a polynomial of the share of honest witnesses, and the only rest point between the ends is
// unstable: the edge of the basin of all saying success.
func TestReplicator_restsAtTheEdgeOfTheBasin(t *testing.T) {
	always := []schelling{{11, 0.8, 0.75, 1, 0.2}, {3, 0.7, 0.7, 10, 0.05}} // saying success pays whoever else looks
	for _, e := range append(basins[:len(basins):len(basins)], always...) {
		args := e.args()
		r, err := game.NewReplicator([]int{2}, func(s game.State) [][]float64 {
			args["y"] = s[0][0]
			return [][]float64{{form(t, "vote.replicator_gap", args), 0}}
		})
		if err != nil {
			t.Fatal(err)
		}
		points := restPoints(t, r)
		if success := points[1]; success.State[0][1] != 1 || success.Stability != game.Stable {
			t.Errorf("%+v: all saying success is %+v", e, success)
		}
		if edge := form(t, "vote.basin", e.args()); !math.IsNaN(edge) {
			if len(points) != 3 || math.Abs(points[2].State[0][0]-edge) > 1e-12 || points[2].Stability != game.Unstable || points[0].Stability != game.Stable {
				t.Errorf("%+v: rest points %+v, want %v between stable ends", e, points, edge)
			}
		} else if len(points) != 2 || points[0].Stability != game.Unstable {
			t.Errorf("%+v: rest points %+v, want the ends alone", e, points)
		}
	}
}

// Table M4: where honesty pays k more than cheating whoever else is honest, the share is logistic and rests at the ends.
func TestReplicator_ofAConstantGapIsLogistic(t *testing.T) {
	for _, k := range []float64{-2, 0.5, 1, 4.8} {
		g, err := game.NewSymmetric([]string{"honest", "cheating"}, table(t, [][]float64{{k, k}, {0, 0}}))
		if err != nil {
			t.Fatal(err)
		}
		r := g.Replicator()
		if n := len(restPoints(t, r)); n != 2 {
			t.Errorf("k = %v: %d rest points", k, n)
		}
		orbit := r.Orbit(game.State{{0.5, 0.5}}, 0.01, 1000)
		for _, at := range []int{50, 100, 200, 1000} {
			want := form(t, "trust.replicator_share", map[string]float64{"h": 0.5, "k": k, "t": float64(at) / 100})
			if have := orbit[at][0][0]; math.Abs(have-want) > 1e-8 {
				t.Errorf("k = %v: a share of %v at %v, want %v", k, have, float64(at)/100, want)
			}
		}
	}
}

// punishment is the game of sellers, honest or cheating, with buyers, who punish every cheat they notice or do not:
// honesty costs c, a punishment takes D from a cheat and P from who punishes. Its forms are called where every cheat is noticed,
// declaring costs nothing but the deposit, and the price is kept.
type punishment struct{ c, D, P float64 }

func (p punishment) args(more map[string]float64) map[string]float64 {
	args := map[string]float64{"c": p.c, "r": 10, "t_payer": p.P, "t_provider": p.D, "fate": 0}
	for name, v := range more {
		args[name] = v
	}
	return args
}

func (p punishment) game(t *testing.T) game.Bimatrix {
	t.Helper()
	sellers := table(t, [][]float64{{-p.c, -p.c}, {-p.D, 0}})
	buyers := table(t, [][]float64{{0, -p.P}, {0, 0}})
	g, err := game.NewBimatrix([]string{"honest", "cheating"}, []string{"punishing", "lenient"}, sellers, buyers)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// Table M5: there is no rest point inside. All being honest is a line of rest points, one for each share of punishing
// buyers, from which cheats are repelled above c/D and not below.
func TestReplicator_ofSellersAndBuyersRestsOnALineAlone(t *testing.T) {
	for _, p := range []punishment{{4, 10, 1}, {4, 10, 5}, {4, 5, 10}} {
		r := p.game(t).Replicator()
		lines := 0
		for _, point := range restPoints(t, r) {
			h, z := point.State[0][0], point.State[1][0]
			switch {
			case len(point.Corners) > 0:
				lines++
				if h != 1 || len(point.Corners) != 2 {
					t.Errorf("%+v: a continuum at %+v", p, point)
				}
			case h > 0 && h < 1 || z > 0 && z < 1:
				t.Errorf("%+v: rests at h = %v, z = %v", p, h, z)
			case h == 0 && (point.Stability == game.Stable) != (z == 0):
				t.Errorf("%+v: all cheating at z = %v is %v", p, z, point.Stability)
			}
		}
		if lines != 1 {
			t.Errorf("%+v: %d continua", p, lines)
		}
		for _, side := range []float64{-0.01, 0.01} {
			z := p.c/p.D + side
			point := r.At(game.State{{1, 0}, {z, 1 - z}})
			cheats := real(point.Eigenvalues[0])
			if side < 0 {
				cheats = real(point.Eigenvalues[1])
			}
			if want := p.c - p.D*z; math.Abs(cheats-want) > 1e-7 {
				t.Errorf("%+v: cheats grow at %v where %v punish, want %v", p, cheats, z, want)
			}
		}
	}
}

// Orbits keep the invariant of Table M5, agree with the forms on the way, and end where they say.
func TestReplicator_ofSellersAndBuyersFollowsTheClosedForms(t *testing.T) {
	for _, row := range []struct {
		h, z float64
		punishment
	}{{0.5, 0.9, punishment{4, 10, 1}}, {0.5, 0.6, punishment{4, 10, 1}}, {0.9, 0.6, punishment{4, 10, 1}},
		{0.5, 0.45, punishment{4, 10, 1}}, {0.1, 0.9, punishment{4, 10, 5}}, {0.1, 0.9, punishment{4, 10, 20}}, {0.5, 0.9, punishment{4, 5, 10}}} {
		const dt = 0.002
		start := map[string]float64{"h": row.h, "z": row.z}
		orbit := row.game(t).Replicator().Orbit(game.State{{row.h, 1 - row.h}, {row.z, 1 - row.z}}, dt, 10_000)
		invariant := form(t, "trust.punisher_invariant", row.args(start))
		peak := 0.0
		for i, s := range orbit {
			peak = max(peak, s[0][0])
			if i > 500 || i%100 > 0 {
				continue
			}
			h, z := s[0][0], s[1][0]
			if k := form(t, "trust.punisher_invariant", row.args(map[string]float64{"h": h, "z": z})); math.Abs(k/invariant-1) > 1e-6 {
				t.Errorf("%+v: the invariant went from %v to %v", row, invariant, k)
			}
			start["t"] = dt * float64(i)
			if want := form(t, "trust.honest_share", row.args(start)); math.Abs(h-want) > 1e-7 {
				t.Errorf("%+v: %v honest at %v, want %v", row, h, start["t"], want)
			}
		}
		delete(start, "t")
		end := orbit[len(orbit)-1]
		if want := form(t, "trust.honesty_survives", row.args(start)); math.Abs(end[0][0]-want) > 1e-6 {
			t.Errorf("%+v: ends at %v honest, want %v", row, end[0][0], want)
		}
		if want := form(t, "trust.punishers_left", row.args(start)); want > 0 && math.Abs(end[1][0]-want) > 1e-6 {
			t.Errorf("%+v: ends at %v punishing, want %v", row, end[1][0], want)
		}
		if want := form(t, "trust.honest_peak", row.args(start)); want < 1 && math.Abs(peak-want) > 1e-4 {
			t.Errorf("%+v: %v honest at most, want %v", row, peak, want)
		}
	}
}
