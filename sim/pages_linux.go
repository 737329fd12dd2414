package sim

import (
	"syscall"
	"unsafe"
)

const (
	hugePage      = 2 << 20
	adviceHuge    = 14 // MADV_HUGEPAGE
	hugeFromBytes = 2 * hugePage
)

// largePages asks the system to back a large array with 2 MiB pages: rows of random agents then miss the translation
// cache less often. It is advice only and changes no result.
func largePages[T any](rows []T) {
	var row T
	n := uintptr(cap(rows)) * unsafe.Sizeof(row)
	if n < hugeFromBytes {
		return
	}
	start := uintptr(unsafe.Pointer(unsafe.SliceData(rows)))
	skip := (hugePage - start%hugePage) % hugePage
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(rows))), n)[skip:]
	// An error means that the system has no such pages: nothing is lost.
	_ = syscall.Madvise(bytes[:len(bytes)/hugePage*hugePage], adviceHuge)
}
