//go:build !linux

package sim

// largePages does nothing where the system cannot be asked for them.
func largePages[T any]([]T) {}
