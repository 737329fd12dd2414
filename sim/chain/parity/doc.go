// Package parity searches for differences between mechanisms and their contracts, and for broken invariants: it makes
// random and hostile calls on both sides at once and compares after every call. Calls and parameters are made from the
// Specs of what is registered, so a new mechanism is searched without new code.
//
// Rules (the parameters of a world) and Watch (what no call may do to anybody's money) are calltest's. Read stage.go (a small
// world with its contracts), luck.go (bytes that steer choices), play.go (an input as calls), search.go and mutate.go (a search
// guided by what inputs reach), coverage.go (what was reached of what the contracts declare), shrink.go and vector.go (a
// difference as few calls as possible, in readable text).
package parity
