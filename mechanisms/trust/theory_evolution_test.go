package trust_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// The printed tables M4 to M6 of oracle M.
func TestTheory_reproducesTheTablesOfEvolution(t *testing.T) {
	tables := mechtest.Oracles(t, "testdata/oracles.json")
	for id, check := range map[string]func(oracle, []any){"M4": logistic, "M5": orbit, "M6": drift} {
		t.Run(id, func(t *testing.T) {
			if len(tables[id].Rows) == 0 {
				t.Fatal("the table is missing")
			}
			for _, row := range tables[id].Rows {
				check(oracle{t, tables[id]}, row)
			}
		})
	}
}

func logistic(o oracle, row []any) {
	margin := args("rho", row[0], "phi", row[1], "t_provider", row[2], "c", row[3], "r", 10.0, "fate", kept)
	o.is(row, 4, "trust.margin", margin)
	for i, at := range []float64{0.5, 1, 2, 10} {
		o.is(row, 5+i, "trust.replicator_share", args("h", 0.5, "k", row[4], "t", at))
	}
}

// orbitArgs are the arguments of the forms for D = t_provider and P = t_payer.
func orbitArgs(D, c, P any, more ...any) map[string]float64 {
	return args(append(more, "t_provider", D, "c", c, "t_payer", P, "r", 10.0, "fate", kept)...)
}

func orbit(o oracle, row []any) {
	both := func(more ...any) map[string]float64 {
		return orbitArgs(row[2], row[3], row[4], append(more, "h", row[0], "z", row[1])...)
	}
	o.is(row, 6, "trust.punisher_invariant", both())
	survives := mechtest.Value(o, "trust.honesty_survives", both()) == 1
	outcome := fmt.Sprintf("h->1, z->%.6f", mechtest.Value(o, "trust.punishers_left", both()))
	if !survives {
		outcome = fmt.Sprintf("h->0, max h=%.6f", mechtest.Value(o, "trust.honest_peak", both()))
	}
	if outcome != row[7] {
		o.Errorf("M5 %v: %s", row, outcome)
	}
	needed := mechtest.Value(o, "trust.punishers_needed", orbitArgs(row[2], row[3], row[4], "h", row[0]))
	if (mechtest.Number(row[1]) > needed) != survives {
		o.Errorf("M5 %v: %v punishing payers are needed", row, needed)
	}
	// The numerical orbit ends there too.
	late := both("t", 200.0)
	end := fmt.Sprintf("%.6f %.6f", mechtest.Value(o, "trust.honest_share", late), mechtest.Value(o, "trust.punisher_share", late))
	if want := strings.TrimPrefix(outcome, "h->1, z->"); survives && end != "1.000000 "+want || !survives && end != "0.000000 0.000000" {
		o.Errorf("M5 %v: after a long time the shares are %s", row, end)
	}
}

func drift(o oracle, row []any) {
	for i, critical := range []float64{0.2, 0.4, 0.8} {
		o.is(row, 2+i, "trust.drift_time", orbitArgs(10.0, 10*critical, row[1], "z", 0.9, "eps", row[0]))
	}
}

// walk follows the replicator equation by the midpoint method, with the payoffs of the game's leaves.
func (x game) walk(d, h, z, dt float64, see func(h, z float64) bool) {
	// A payer who punishes declares the junk that it notices, with probability d; a lenient one declares nothing.
	punished := func(good bool, share float64) (payer, provider float64) {
		silentPayer, silentProvider := x.leaf(good, false)
		loudPayer, loudProvider := x.leaf(good, true)
		if good {
			share = 0
		}
		return share*loudPayer + (1-share)*silentPayer, share*loudProvider + (1-share)*silentProvider
	}
	slope := func(h, z float64) (float64, float64) {
		_, honest := punished(true, d*z)
		_, cheating := punished(false, d*z)
		goodPunishing, _ := punished(true, d)
		junkPunishing, _ := punished(false, d)
		goodLenient, _ := punished(true, 0)
		junkLenient, _ := punished(false, 0)
		punishing, lenient := h*goodPunishing+(1-h)*junkPunishing, h*goodLenient+(1-h)*junkLenient
		return h * (1 - h) * (honest - cheating), z * (1 - z) * (punishing - lenient)
	}
	for see(h, z) {
		dh, dz := slope(h, z)
		dh, dz = slope(h+dt/2*dh, z+dt/2*dz)
		h, z = h+dt*dh, z+dt*dz
	}
}

// What the forms say of orbits is what walking along them, payoff by payoff, shows.
func TestTheory_orbitsAreWhereAWalkFindsThem(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x := drawGame(rt)
		f := func(name string, low, high float64) float64 { return rapid.Float64Range(low, high).Draw(rt, name) }
		d, h0, z0 := f("d", 0.3, 1), f("h", 0.05, 0.95), f("z", 0.05, 0.95)
		in := func(pairs ...any) map[string]float64 {
			return args(append(pairs, "c", x.c, "r", x.r, "t_payer", x.tPayer, "t_provider", x.tProvider, "d", d, "g", x.g, "fate", x.fate)...)
		}
		K := mechtest.Value(t, "trust.punisher_invariant", in("h", h0, "z", z0))
		_, honest := x.leaf(false, false)
		_, cheated := x.leaf(false, true)
		D, P := d*(honest-cheated), d*mechtest.Value(t, "trust.declare_cost", args("t_payer", x.tPayer, "r", x.r, "g", x.g, "fate", x.fate))
		if math.IsNaN(K) != (P <= 0 || D <= x.c) {
			rt.Fatalf("K = %v with D = %v, c = %v, P = %v", K, D, x.c, P)
		}
		if math.IsNaN(K) || P < 0.5 || D > 40*P || math.IsInf(K, 0) || K == 0 {
			rt.Skip("not defined, or too steep to walk")
		}
		at := f("t", 0, 1)
		dt := 1 / (30 * (D + P))
		top, time, hAt, zAt, h, z, steps := 0.0, 0.0, h0, z0, h0, z0, 0
		x.walk(d, h0, z0, dt, func(hNow, zNow float64) bool {
			h, z, top = hNow, zNow, max(top, hNow)
			if time <= at {
				hAt, zAt = h, z
			}
			if steps++; steps%20 == 0 && time < 1 {
				k := mechtest.Value(t, "trust.punisher_invariant", in("h", h, "z", z))
				if math.Abs(math.Log(k/K)) > 1e-2*max(1, math.Abs(math.Log(K))) {
					rt.Fatalf("K goes from %v to %v", K, k)
				}
			}
			time += dt
			return time < 1 || h > 1e-4 && h < 1-1e-4 && time < 20
		})
		near := func(what string, got, want, error float64) {
			if !mechtest.Near(got, want, error) {
				rt.Errorf("%s: %v, the walk says %v", what, got, want)
			}
		}
		time = math.Floor(at/dt) * dt
		near("h(t)", mechtest.Value(t, "trust.honest_share", in("h", h0, "z", z0, "t", time)), hAt, 1e-3)
		near("z(t)", mechtest.Value(t, "trust.punisher_share", in("h", h0, "z", z0, "t", time)), zAt, 1e-3)
		needed := mechtest.Value(t, "trust.punishers_needed", in("h", h0))
		if math.Abs(z0-needed) < 1e-2 || h > 1e-4 && h < 1-1e-4 {
			rt.Skip("on the border")
		}
		near("peak", mechtest.Value(t, "trust.honest_peak", in("h", h0, "z", z0)), top, 1e-3)
		survives := mechtest.Value(t, "trust.honesty_survives", in("h", h0, "z", z0))
		near("survival", survives, math.Round(h), 0)
		if survives == 1 {
			near("left", mechtest.Value(t, "trust.punishers_left", in("h", h0, "z", z0)), z, 1e-2)
		}
		if (z0 > needed) != (survives == 1) {
			rt.Errorf("%v punishing payers of %v needed: survives %v", z0, needed, survives)
		}
	})
}

// Drift and mutation, walked generation by generation.
func TestTheory_driftAndMutationAreWhereGenerationsLead(t *testing.T) {
	const rate, eps, D, c, P = 1e-4, 0.1, 10.0, 4.0, 5.0
	z, generations := 0.9, 0.0
	for ; z > c/D; generations++ {
		z += rate * z * (1 - z) * -eps * P
	}
	if got := mechtest.Value(t, "trust.drift_time", orbitArgs(D, c, P, "z", 0.9, "eps", eps)); math.Abs(got-generations*rate) > 1e-3 {
		t.Errorf("drift time %v, generations say %v", got, generations*rate)
	}
	h, z, mutation := 0.5, 0.9, 0.2*rate
	for range int(2 / rate) {
		dh, dz := rate*h*(1-h)*(D*z-c), -rate*z*(1-z)*(1-h)*P
		h, z = (h+dh)*(1-mutation)+mutation/2, z+dz
	}
	in := orbitArgs(D, c, P, "h", 0.5, "z", 0.9, "t", 2.0, "m", mutation/rate)
	for name, want := range map[string]float64{"trust.honest_share": h, "trust.punisher_share": z} {
		if got := mechtest.Value(t, name, in); math.Abs(got-want) > 1e-3 {
			t.Errorf("%s with mutation: %v, generations say %v", name, got, want)
		}
	}
	// Any mutation ends honesty, however slowly.
	for range int(40 / rate) {
		dh, dz := rate*h*(1-h)*(D*z-c), -rate*z*(1-z)*(1-h)*P
		h, z = (h+dh)*(1-mutation)+mutation/2, z+dz
	}
	in = orbitArgs(D, c, P, "h", 0.5, "z", 0.9, "m", mutation/rate)
	if survives := mechtest.Value(t, "trust.honesty_survives", in); survives != 0 || h > 0.1 || z > 0.01 {
		t.Errorf("survival %v; generations lead to %v and %v", survives, h, z)
	}
}

// The share of honest providers rises above its start and comes back to it; walked generation by generation.
func TestTheory_honestyLastsAsLongAsGenerationsSay(t *testing.T) {
	const rate, D, c, P = 1e-4, 10.0, 4.0, 10.0
	for _, m := range []float64{0, 0.1} {
		h, z, generations := 0.5, 0.7, 0.0
		for ; generations == 0 || h > 0.5; generations++ {
			dh, dz := rate*h*(1-h)*(D*z-c), -rate*z*(1-z)*(1-h)*P
			h, z = h+dh+m*rate*(0.5-h-dh), z+dz
		}
		in := orbitArgs(D, c, P, "h", 0.5, "z", 0.7, "m", m)
		lasts := mechtest.Value(t, "trust.honesty_lasts", in)
		if math.Abs(lasts-generations*rate) > 1e-3 {
			t.Errorf("mutation %v: honesty lasts %v, generations say %v", m, lasts, generations*rate)
		}
		in = orbitArgs(D, c, P, "h", 0.5, "t", lasts, "m", m)
		if start := mechtest.Value(t, "trust.punishers_for", in); math.Abs(start-0.7) > 1e-6 {
			t.Errorf("mutation %v: %v punishers needed for a time that 0.7 are enough for", m, start)
		}
	}
	if forever := mechtest.Value(t, "trust.honesty_lasts", orbitArgs(D, c, 1.0, "h", 0.5, "z", 0.9)); !math.IsInf(forever, 1) {
		t.Errorf("honesty lasts %v, and no more", forever)
	}
	in := orbitArgs(D, c, P, "h", 0.5, "t", 40.0)
	needed := mechtest.Value(t, "trust.punishers_needed", orbitArgs(D, c, P, "h", 0.5))
	if late := mechtest.Value(t, "trust.punishers_for", in); math.Abs(late-needed) > 1e-3 {
		t.Errorf("%v punishers needed for long, %v for good", late, needed)
	}
}
