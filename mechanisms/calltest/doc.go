// Package calltest makes calls that test mechanisms: Gen yields plausible and hostile ones from the Spec of whatever is
// in a house, so that a new mechanism is met without new code. The conformance test, the twin test and the search for
// differences between a mechanism and its contract (sim/chain/parity) all take their calls from it. Rules are the parameters
// of a small world to make them in, and Watch sees that none of them is a theft.
package calltest
