//go:build !unix

package suite

import "time"

var start = time.Now()

// processorTime is the time of the wall where the system does not say what the process has used.
func processorTime() time.Duration { return time.Since(start) }
