//go:build unix

package outcome

import (
	"syscall"
	"time"
)

// processor is the time that this process has taken of processors so far.
func processor() time.Duration {
	var r syscall.Rusage
	Must(syscall.Getrusage(syscall.RUSAGE_SELF, &r))
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
