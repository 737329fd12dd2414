package chain

import "testing"

// OnTries is the loop of Bare on go-ethereum's own state (path scheme).
func (b *Bare) OnTries(t testing.TB) func() error { return b.loop(newTries(t, b.genesis).Machine) }
