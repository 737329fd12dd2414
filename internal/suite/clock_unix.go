//go:build unix

package suite

import (
	"syscall"
	"time"
)

// processorTime is what the process has used of its processors.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("suite: " + err.Error())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
