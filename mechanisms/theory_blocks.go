package mechanisms

import "math"

var (
	argLoad     = needed("load", "", "arrivals in an interval over the capacity of a block, below 1")
	argCapacity = needed("capacity", "", "most actions in a block")
	argInterval = given("interval", "s", "time from a block to the next, on average", 12) // Ethereum's slot
	argLatency  = needed("t", "s", "time from sending to inclusion")
	argQuantile = needed("q", "", "share of the actions that wait no longer")

	argGas      = needed("gas", "gas", "gas of an action")
	argGasLimit = needed("gas_limit", "gas", "gas limit of a block")
	argGasPrice = needed("gas_price", "gwei", "price of gas: base fee and tip")
	argEther    = needed("ether", "DPMN", "price of an ether")
	argStart    = needed("start", "gwei", "base fee of the first block")
	argFullness = given("fullness", "", "gas used over gas limit", 1)
	argFilled   = needed("blocks", "", "successive blocks, up to 100,000")
)

const (
	sourceExponential = "batch service without waiting for customers, from its balance equations (derived)"
	sourceFixed       = "Bailey 1954; Spitzer 1956 for light loads"
	sourceLatency     = "Spitzer 1956 for the left-over; conditioning on the instant of arrival (derived)"
	sourceBaseFee     = "EIP-1559"

	// What is assumed, behind the first sentence.
	joining  = ". Poisson arrivals that may join the next block"
	inOrder  = joining + ", order of arrival"
	anyOrder = joining + ", any order as long as blocks are filled"
	frozen   = "; where a block is frozen at the one before, it is an interval more"
)

// inIntervals makes a form of one that counts in intervals: the first two arguments are load and capacity, the last the
// interval.
func inIntervals(value func(load, capacity float64) float64) func([]float64) float64 {
	return func(a []float64) float64 { return value(a[0], a[1]) * above(a[len(a)-1], 0) }
}

var blockForms = []Form{
	{"blocks.wait_exponential", "mean time to inclusion, blocks at exponential intervals" + anyOrder, "s", sourceExponential,
		[]Arg{argLoad, argCapacity, argInterval}, inIntervals(waitExponential)},
	{"blocks.backlog_exponential", "mean number of actions that wait, blocks at exponential intervals" + joining, "actions", sourceExponential,
		[]Arg{argLoad, argCapacity}, func(a []float64) float64 { return backlogExponential(a[0], a[1]) }},
	{"blocks.tail_exponential", "probability of a longer time to inclusion than t, blocks at exponential intervals" + inOrder, "",
		sourceExponential, []Arg{argLoad, argCapacity, argLatency, argInterval}, func(a []float64) float64 {
			return math.Exp(-least(a[2], 0) / (waitExponential(a[0], a[1]) * above(a[3], 0)))
		}},
	{"blocks.quantile_exponential", "quantile of the time to inclusion, which is exponential, blocks at exponential intervals" + inOrder, "s",
		sourceExponential, []Arg{argLoad, argCapacity, argQuantile, argInterval}, func(a []float64) float64 {
			return -math.Log1p(-share(a[2])) * waitExponential(a[0], a[1]) * above(a[3], 0)
		}},
	{"blocks.wait_fixed", "mean time to inclusion, blocks at fixed intervals" + anyOrder + frozen + "; up to 100,000 actions a block", "s", sourceFixed,
		[]Arg{argLoad, argCapacity, argInterval}, inIntervals(waitFixed)},
	{"blocks.backlog_fixed", "mean over time of the number of actions that wait, blocks at fixed intervals" + joining + "; up to 100,000 actions a block", "actions",
		sourceFixed + little, []Arg{argLoad, argCapacity}, func(a []float64) float64 { return backlogFixed(a[0], a[1]) }},
	{"blocks.left_fixed", "mean number of actions left over after a block, blocks at fixed intervals" + joining + "; up to 100,000 actions a block", "actions",
		sourceFixed, []Arg{argLoad, argCapacity}, func(a []float64) float64 { return leftOver(a[0], a[1]) }},
	{"blocks.tail_fixed", "probability of a longer time to inclusion than t, blocks at fixed intervals" + inOrder + "; load up to 0.9997", "",
		sourceLatency, []Arg{argLoad, argCapacity, argLatency, argInterval}, tailFixed},
	{"blocks.quantile_fixed", "quantile of the time to inclusion, blocks at fixed intervals" + inOrder + frozen + "; load up to 0.9997", "s",
		sourceLatency, []Arg{argLoad, argCapacity, argQuantile, argInterval}, quantileFixed},
	{"blocks.load_fixed", "load at which a quantile of the time to inclusion is t: the inverse of quantile_fixed", "", sourceLatency,
		[]Arg{argCapacity, argQuantile, argLatency, argInterval}, loadFixed},
	{"blocks.growth", "rate at which the backlog grows at loads above 1", "actions/s", "arrivals less capacity",
		[]Arg{needed("load", "", "arrivals in an interval over the capacity of a block"), argCapacity, argInterval},
		func(a []float64) float64 { return max(0, least(a[0], 0)-1) * whole(a[1], 1) / above(a[2], 0) }},

	{"blocks.actions", "actions of one kind that fit in a block: its capacity", "actions", "gas limit over gas, rounded down",
		[]Arg{argGasLimit, argGas}, func(a []float64) float64 { return math.Floor(least(a[0], 0) / above(a[1], 0)) }},
	{"blocks.capacity", "actions or deals per second at saturation. The parts of a deal may be in several blocks", "actions/s",
		"gas limit over gas and interval", []Arg{argGasLimit, needed("gas", "gas", "gas of an action or of a whole deal"), argInterval},
		func(a []float64) float64 { return least(a[0], 0) / above(a[1], 0) / above(a[2], 0) }},
	{"blocks.fee", "what an action costs", "DPMN", sourceBaseFee, []Arg{argGas, argGasPrice, argEther},
		func(a []float64) float64 { return actionFee(a[0], a[1], a[2]) }},
	{"blocks.smallest_price", "smallest price of a payment at which the fees are no more than a share of it", "DPMN", "root of fee = share x price x payments",
		[]Arg{needed("gas", "gas", "gas of all actions of a deal"), argGasPrice, argEther, needed("share", "", "share of the price that fees may take"),
			given("payments", "", "payments of that price settled by one deal (a channel)", 1)},
		func(a []float64) float64 {
			return actionFee(a[0], a[1], a[2]) / (above(share(a[3]), 0) * whole(a[4], 1))
		}},
	{"blocks.base_fee", "base fee after blocks of equal fullness, exact in wei. Up to 100,000 blocks", "gwei", sourceBaseFee,
		[]Arg{argStart, needed("n", "", "blocks"), argFullness, given("gas_limit", "gas", "gas limit of a block", 60_000_000)}, // mainnet's since November 2025
		func(a []float64) float64 { end, _ := climb(a[0], a[1], a[2], a[3]); return end }},
	{"blocks.blocks_to_multiply", "blocks of equal fullness until the base fee has risen, or fallen, by a factor", "blocks", sourceBaseFee,
		[]Arg{needed("factor", "", "base fee at the end over that at the start"), argFullness},
		func(a []float64) float64 { return blocksToMultiply(a[0], a[1]) }},
	{"blocks.censored", "probability that an action stays out of so many blocks whose makers are drawn by lot", "", "independent lots",
		[]Arg{needed("share", "", "share of the blocks made by those who keep it out"), needed("blocks", "", "blocks")},
		func(a []float64) float64 { return math.Pow(share(a[0]), whole(a[1], 0)) }},
	{"blocks.squeeze_cost", "cost of filling successive blocks alone, the base fee rising by 1/8 with each", "DPMN", sourceBaseFee,
		[]Arg{argGasLimit, argFilled, argStart, needed("tip", "gwei", "tip that outbids all others"), argEther},
		func(a []float64) float64 { return squeezeCost(a[0], a[1], a[2], a[3], a[4]) }},
	{"blocks.squeeze_price", "base fee after filling successive blocks", "gwei", sourceBaseFee, []Arg{argGasLimit, argFilled, argStart},
		func(a []float64) float64 { end, _ := climb(a[2], a[1], 1, a[0]); return end }},
}

// tailFixed takes load, capacity, t and interval.
func tailFixed(a []float64) float64 {
	l, ok := newLatency(a[0], a[1])
	t := least(a[2], 0) / above(a[3], 0)
	if !ok || math.IsNaN(t) {
		return math.NaN()
	}
	return l.tail(t)
}

// quantileFixed takes load, capacity, q and interval.
func quantileFixed(a []float64) float64 {
	l, ok := newLatency(a[0], a[1])
	if !ok {
		return math.NaN()
	}
	return l.quantile(a[2]) * above(a[3], 0)
}
