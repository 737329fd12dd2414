package mechanisms

import "math"

// Queues with Poisson arrivals and one line: what the engine is checked against, and what delays are made of. rho is the
// load of a server, arrivals times mean service time over servers; at rho >= 1 a queue has no steady state and no form of
// it a value. W is the time in the system (sojourn), Wq that before service (wait); L and Lq are the means over time of
// the numbers in the system and in the line. L = lam W and Lq = lam Wq (Little).

func needed(name, unit, doc string) Arg {
	return Arg{Name: name, Unit: unit, Doc: doc, Default: Must}
}

func given(name, unit, doc string, by float64) Arg {
	return Arg{Name: name, Unit: unit, Doc: doc, Default: by}
}

var (
	argRho     = needed("rho", "", "load of a server, below 1")
	argServers = needed("servers", "", "servers")
	argOffered = needed("offered", "", "offered load: arrivals in a mean service time (erlangs)")
	argService = given("service", "s", "mean service time", 1)
)

// mostServers bounds the recursion of Erlang's formula.
const mostServers = 1e6

// whole is x, or NaN unless it is an integer from least on.
func whole(x, least float64) float64 {
	if x >= least && x == math.Trunc(x) && !math.IsInf(x, 1) {
		return x
	}
	return math.NaN()
}

// least is x, or NaN when it is below the bound.
func least(x, bound float64) float64 {
	if x >= bound {
		return x
	}
	return math.NaN()
}

// above is x, or NaN when it is not above the bound.
func above(x, bound float64) float64 {
	if x > bound {
		return x
	}
	return math.NaN()
}

// share is x, or NaN unless it is in [0, 1].
func share(x float64) float64 {
	if x >= 0 && x <= 1 {
		return x
	}
	return math.NaN()
}

// stable is a load, or NaN unless it is in [0, 1).
func stable(rho float64) float64 {
	if rho >= 0 && rho < 1 {
		return rho
	}
	return math.NaN()
}

// mm1Length is the mean number in the system, L.
func mm1Length(rho float64) float64 { return stable(rho) / (1 - rho) }

// normal95 is the 97.5% quantile of the standard normal law, of a two-sided interval of 95%.
const normal95 = 1.959963984540054

// mm1Quantile is the time in the system that a share q does not exceed: it is exponential.
func mm1Quantile(rho, q, service float64) float64 {
	return -math.Log1p(-share(q)) * above(service, 0) / (1 - stable(rho))
}

// mm1RunLength is the number of mean service times after which the average over time of the number in the system has a 95%
// interval of so small a relative half-width: its variance over t services is 2 rho (1+rho) / ((1-rho)^4 t).
func mm1RunLength(rho, precision float64) float64 {
	z := normal95 / above(precision, 0)
	return z * z * 2 * (1 + rho) / (above(stable(rho), 0) * (1 - rho) * (1 - rho))
}

// erlangB is the share of arrivals that find all servers busy where none waits, by the stable recursion.
func erlangB(servers, offered float64) float64 {
	if !(whole(servers, 1) <= mostServers) || !(offered >= 0) {
		return math.NaN()
	}
	b := 1.0
	for k := 1.0; k <= servers; k++ {
		b = offered * b / (k + offered*b)
	}
	return b
}

// erlangC is the share of arrivals that must wait.
func erlangC(servers, offered float64) float64 {
	if !(offered < servers) {
		return math.NaN()
	}
	b := erlangB(servers, offered)
	return servers * b / (servers - offered*(1-b))
}

// mmcWaiting is the mean number that wait, Lq.
func mmcWaiting(servers, rho float64) float64 {
	return erlangC(servers, servers*stable(rho)) * rho / (1 - rho)
}

// mmcWait is the mean time before service, Wq.
func mmcWait(servers, rho, service float64) float64 {
	return erlangC(servers, servers*stable(rho)) * above(service, 0) / (servers * (1 - rho))
}

// mmcTail is the probability of a longer time before service than t.
func mmcTail(servers, rho, t, service float64) float64 {
	return erlangC(servers, servers*stable(rho)) * math.Exp(-servers*(1-rho)*(least(t, 0)/above(service, 0)))
}

// md1Wait is the mean time before service, Wq.
func md1Wait(rho, service float64) float64 {
	return stable(rho) * above(service, 0) / (2 * (1 - rho))
}

const (
	sourceMM1 = "Kleinrock, Queueing Systems I, 1975, ch. 3"
	sourceMMC = "Erlang 1917; Kleinrock, Queueing Systems I, 1975, ch. 3"
	sourceMD1 = "Pollaczek 1930, Khinchine 1932; Kleinrock, Queueing Systems I, 1975, ch. 5"
	little    = "; Little's law"
)

var queueForms = []Form{
	{"queue.mm1_length", "M/M/1: mean number in the system, L = rho/(1-rho)", "", sourceMM1, []Arg{argRho},
		func(a []float64) float64 { return mm1Length(a[0]) }},
	{"queue.mm1_waiting", "M/M/1: mean number that wait, Lq = rho^2/(1-rho)", "", sourceMM1, []Arg{argRho},
		func(a []float64) float64 { return a[0] * mm1Length(a[0]) }},
	{"queue.mm1_sojourn", "M/M/1: mean time in the system, W = service/(1-rho)", "s", sourceMM1, []Arg{argRho, argService},
		func(a []float64) float64 { return above(a[1], 0) / (1 - stable(a[0])) }},
	{"queue.mm1_wait", "M/M/1: mean time before service, Wq = rho service/(1-rho)", "s", sourceMM1, []Arg{argRho, argService},
		func(a []float64) float64 { return mm1Length(a[0]) * above(a[1], 0) }},
	{"queue.mm1_tail", "M/M/1: probability of k or more in the system, rho^k", "", sourceMM1,
		[]Arg{argRho, needed("k", "", "number in the system")},
		func(a []float64) float64 { return math.Pow(stable(a[0]), whole(a[1], 0)) }},
	{"queue.mm1_quantile", "M/M/1: quantile of the time in the system, which is exponential", "s", sourceMM1,
		[]Arg{argRho, needed("q", "", "share of the customers who stay no longer"), argService},
		func(a []float64) float64 { return mm1Quantile(a[0], a[1], a[2]) }},
	{"queue.mm1_run_length", "M/M/1: services after which a 95% interval of the mean number in the system is so narrow", "services",
		"Whitt 1989, asymptotic variance of the average over time", []Arg{argRho, given("precision", "", "relative half-width", 0.01)},
		func(a []float64) float64 { return mm1RunLength(a[0], a[1]) }},
	{"queue.erlang_b", "M/M/c/c: share of arrivals lost because all servers are busy. Up to a million servers", "", "Erlang 1917",
		[]Arg{argServers, argOffered}, func(a []float64) float64 { return erlangB(a[0], a[1]) }},
	{"queue.erlang_c", "M/M/c: share of arrivals that must wait. Up to a million servers", "", "Erlang 1917",
		[]Arg{argServers, argOffered}, func(a []float64) float64 { return erlangC(a[0], a[1]) }},
	{"queue.mmc_length", "M/M/c: mean number in the system, L", "", sourceMMC + little, []Arg{argServers, argRho},
		func(a []float64) float64 { return mmcWaiting(a[0], a[1]) + a[0]*a[1] }},
	{"queue.mmc_waiting", "M/M/c: mean number that wait, Lq", "", sourceMMC, []Arg{argServers, argRho},
		func(a []float64) float64 { return mmcWaiting(a[0], a[1]) }},
	{"queue.mmc_sojourn", "M/M/c: mean time in the system, W", "s", sourceMMC, []Arg{argServers, argRho, argService},
		func(a []float64) float64 { return mmcWait(a[0], a[1], a[2]) + a[2] }},
	{"queue.mmc_wait", "M/M/c: mean time before service, Wq", "s", sourceMMC, []Arg{argServers, argRho, argService},
		func(a []float64) float64 { return mmcWait(a[0], a[1], a[2]) }},
	{"queue.mmc_tail", "M/M/c: probability of a longer time before service than t", "", sourceMMC,
		[]Arg{argServers, argRho, needed("t", "s", "time before service"), argService},
		func(a []float64) float64 { return mmcTail(a[0], a[1], a[2], a[3]) }},
	{"queue.md1_length", "M/D/1: mean number in the system, L", "", sourceMD1 + little, []Arg{argRho},
		func(a []float64) float64 { return a[0]*md1Wait(a[0], 1) + a[0] }},
	{"queue.md1_waiting", "M/D/1: mean number that wait, Lq = rho^2/(2(1-rho))", "", sourceMD1, []Arg{argRho},
		func(a []float64) float64 { return a[0] * md1Wait(a[0], 1) }},
	{"queue.md1_sojourn", "M/D/1: mean time in the system, W", "s", sourceMD1, []Arg{argRho, argService},
		func(a []float64) float64 { return md1Wait(a[0], a[1]) + a[1] }},
	{"queue.md1_wait", "M/D/1: mean time before service, Wq = rho service/(2(1-rho))", "s", sourceMD1, []Arg{argRho, argService},
		func(a []float64) float64 { return md1Wait(a[0], a[1]) }},
}
