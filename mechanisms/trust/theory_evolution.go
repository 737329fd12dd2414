package trust

import (
	"math"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// The closed forms of evolution. A share h of the providers is honest, a share z of the payers punishes every cheat it
// notices, and shares follow payoffs by the replicator equation (Taylor and Jonker 1978):
//
//	h' = h (1-h) (D z - c)      D = d x what a declaration costs the provider
//	z' = -z (1-z) (1-h) P       P = d x what it costs the payer
//
// Time is in units in which a payoff difference of 1 DPMN changes the odds of a share by a factor e: generations x rate,
// where payoffs are measured in DPMN. Along an orbit K = h z^(-c/P) (1-z)^(-(D-c)/P) is constant, and K decides where
// it ends, because h = 1 with any z above c/D is a rest point.

var (
	argH0 = arg("h", "", "share of honest providers at the start")
	argZ0 = arg("z", "", "share of punishing payers at the start")
	argAt = arg("t", "", "time: generations x rate, for payoffs in DPMN")
	argMu = optional("m", "", "mutation of providers per unit of time: that of a generation over rate", 0)
	ends  = []mechanisms.Arg{argH0, argZ0, argMu}
	costs = []mechanisms.Arg{argC, argR, argTPayer, argTProvider, argD, argG, argFate}
)

const taylor = "replicator equation (Taylor and Jonker 1978)"

// orbits are the orbits of the two shares.
type orbits struct{ c, D, P float64 }

// orbitsOf takes the arguments named in costs.
func orbitsOf(a []float64) orbits {
	c, r, tPayer, tProvider, d, g, fate := a[0], a[1], a[2], a[3], a[4], a[5], a[6]
	return orbits{c, d * atStake(tProvider, r, fate), d * declareCost(tPayer, g, r, fate)}
}

// critical is the share of punishing payers at which honesty and cheating pay alike.
func (o orbits) critical() float64 { return o.c / o.D }

// logF is the logarithm of z^(c/P) (1-z)^((D-c)/P), which is largest at the critical share.
func (o orbits) logF(z float64) float64 {
	return o.c/o.P*math.Log(z) + (o.D-o.c)/o.P*math.Log1p(-z)
}

// known says whether the forms hold: punishing costs something and could deter.
func (o orbits) known() bool { return o.P > 0 && o.D > o.c && o.c > 0 }

// survives says whether the orbit from (h, z) ends where everybody is honest. With mutation m there are always cheats to
// punish, so that z falls below its critical share sooner or later.
func (o orbits) survives(h, z, m float64) bool {
	return m == 0 && z > o.critical() && math.Log(h)-o.logF(z)+o.logF(o.critical()) >= 0
}

// end is the share of punishing payers that is left for good.
func (o orbits) end(h, z, m float64) float64 {
	if !o.survives(h, z, m) {
		return 0
	}
	short := math.Log(h) - o.logF(z)
	return bisect(func(x float64) float64 { return short + o.logF(x) }, z, o.critical())
}

// needed is the share of punishing payers from which on the orbit ends where everybody is honest; NaN when none does.
func (o orbits) needed(h, m float64) float64 {
	if m > 0 {
		return math.NaN()
	}
	return bisect(func(z float64) float64 { return math.Log(h) - o.logF(z) + o.logF(o.critical()) }, o.critical(), 1)
}

// peak is the largest share of honest providers on the orbit.
func (o orbits) peak(h, z float64) float64 {
	if z <= o.critical() {
		return h
	}
	return math.Min(1, math.Exp(math.Log(h)-o.logF(z)+o.logF(o.critical())))
}

// at follows the orbit from (h, z) for a time t, or until it rests, by the classical Runge-Kutta method, with a part m of
// all providers changing sides at random per unit of time. Steps are so short that 8 digits are right.
func (o orbits) at(h, z, m, t float64) (float64, float64) {
	slope := func(h, z float64) (float64, float64) {
		return h*(1-h)*(o.D*z-o.c) + m*(0.5-h), -z * (1 - z) * (1 - h) * o.P
	}
	speed := o.D + o.c + o.P + m
	for range 100_000 {
		dt := math.Min(t, 0.2/speed)
		h1, z1 := slope(h, z)
		if !(t > 0 && math.Abs(h1)+math.Abs(z1) > 1e-14*speed) {
			break
		}
		h2, z2 := slope(h+dt/2*h1, z+dt/2*z1)
		h3, z3 := slope(h+dt/2*h2, z+dt/2*z2)
		h4, z4 := slope(h+dt*h3, z+dt*z3)
		h += dt / 6 * (h1 + 2*h2 + 2*h3 + h4)
		z += dt / 6 * (z1 + 2*z2 + 2*z3 + z4)
		t -= dt
	}
	return h, z
}

// lasts is the time until the share of honest providers has come down to what it was; infinite when it never does.
func (o orbits) lasts(h, z, m float64) float64 {
	risen := func(t float64) float64 {
		at, _ := o.at(h, z, m, t)
		return at - h
	}
	switch {
	case o.survives(h, z, m):
		return math.Inf(1)
	case h*(1-h)*(o.D*z-o.c)+m*(0.5-h) <= 0:
		return 0
	}
	last := 1 / (o.D + o.c + o.P)
	for ; risen(last) > 0; last *= 2 {
		if last > 1e6 {
			return math.NaN() // too long to follow
		}
	}
	return bisect(risen, 0, last)
}

// spread is the share of punishing payers from which on more providers are honest after a time t than at first.
func (o orbits) spread(h, t, m float64) float64 {
	return bisect(func(z float64) float64 {
		at, _ := o.at(h, z, m, t)
		return at - h
	}, o.critical(), 1)
}

func logit(p float64) float64 { return math.Log(p) - math.Log1p(-p) }

// form makes a closed form whose arguments end with costs; value gets the ones before them. It is not defined where
// punishing costs nothing or cannot deter.
func form(name, unit, source, doc string, own []mechanisms.Arg, value func(o orbits, own []float64) float64) mechanisms.Form {
	return mechanisms.Form{Name: name, Unit: unit, Source: source, Doc: doc, Args: append(own[:len(own):len(own)], costs...),
		Value: func(a []float64) float64 {
			o := orbitsOf(a[len(own):])
			if !o.known() {
				return math.NaN()
			}
			return value(o, a[:len(own)])
		}}
}

var evolutionTheory = []mechanisms.Form{
	{Name: "trust.replicator_share", Unit: "", Source: taylor + ": logistic where the payoff difference is constant",
		Doc: "share of honest providers when honesty pays k more than cheating, whoever else is honest",
		Args: []mechanisms.Arg{argH0, arg("k", "DPMN", "payoff of an honest provider less that of a cheating one, per deal"),
			argAt},
		Value: func(a []float64) float64 { return 1 / (1 + (1-a[0])/a[0]*math.Exp(-a[1]*a[2])) }},
	form("trust.punisher_invariant", "", taylor+": first integral",
		"what stays constant while honest providers and punishing payers spread: K = h z^(-c/P) (1-z)^(-(D-c)/P)",
		[]mechanisms.Arg{argH0, argZ0},
		func(o orbits, a []float64) float64 { return math.Exp(math.Log(a[0]) - o.logF(a[1])) }),
	form("trust.honesty_survives", "", "trust.punisher_invariant against its value at the critical share",
		"1 if honest providers take over for good, 0 if they die out", ends,
		func(o orbits, a []float64) float64 {
			if o.survives(a[0], a[1], a[2]) {
				return 1
			}
			return 0
		}),
	form("trust.punishers_needed", "", "root of the condition of trust.honesty_survives",
		"smallest starting share of punishing payers with which honest providers take over for good",
		[]mechanisms.Arg{argH0, argMu},
		func(o orbits, a []float64) float64 { return o.needed(a[0], a[1]) }),
	form("trust.punishers_for", "", taylor+", integrated numerically; trust.punishers_needed as t grows",
		"smallest starting share of punishing payers with which more providers are honest after a time t than at first",
		[]mechanisms.Arg{argH0, argAt, argMu},
		func(o orbits, a []float64) float64 { return o.spread(a[0], a[1], a[2]) }),
	form("trust.honesty_lasts", "", taylor+", integrated numerically",
		"time until the share of honest providers is back where it began; infinite where they take over for good", ends,
		func(o orbits, a []float64) float64 { return o.lasts(a[0], a[1], a[2]) }),
	form("trust.punishers_left", "", "root of trust.punisher_invariant at h = 1; 0 where honesty dies out",
		"share of punishing payers that is left in the end", ends,
		func(o orbits, a []float64) float64 { return o.end(a[0], a[1], a[2]) }),
	form("trust.honest_peak", "", "trust.punisher_invariant at the critical share",
		"largest share of honest providers on the way", []mechanisms.Arg{argH0, argZ0},
		func(o orbits, a []float64) float64 { return o.peak(a[0], a[1]) }),
	form("trust.honest_share", "", taylor+", integrated numerically",
		"share of honest providers at a time, while providers and payers follow payoffs",
		[]mechanisms.Arg{argH0, argZ0, argAt, argMu},
		func(o orbits, a []float64) float64 { h, _ := o.at(a[0], a[1], a[3], a[2]); return h }),
	form("trust.punisher_share", "", taylor+", integrated numerically",
		"share of punishing payers at a time, while providers and payers follow payoffs",
		[]mechanisms.Arg{argH0, argZ0, argAt, argMu},
		func(o orbits, a []float64) float64 { _, z := o.at(a[0], a[1], a[3], a[2]); return z }),
	form("trust.drift_time", "", "logit z falls at the rate eps P",
		"time until too few payers punish, when a share eps of the providers always cheats",
		[]mechanisms.Arg{argZ0, arg("eps", "", "share of providers that always cheat")},
		func(o orbits, a []float64) float64 { return (logit(a[0]) - logit(o.critical())) / (a[1] * o.P) }),
}
