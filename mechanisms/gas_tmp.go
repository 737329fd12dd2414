package mechanisms

// Gas is what an action takes.
type Gas struct{ First, Later, Refused uint64 }

func (b *Bound) Gas(Action) (Gas, error) { return Gas{110_000, 60_000, 30_000}, nil }
