package mechanisms

// Gas is what an action takes.
type Gas struct{ First, Later, Refused uint64 }
