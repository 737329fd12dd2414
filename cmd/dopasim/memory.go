package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// freeMemory is what the system can give without swapping, in bytes; 8 GiB where it cannot be told.
func freeMemory() int64 {
	const unknown = 8 << 30
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return unknown
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var kib int64
		if rest, ok := strings.CutPrefix(lines.Text(), "MemAvailable:"); ok {
			if n, _ := fmt.Sscanf(rest, "%d", &kib); n == 1 {
				return kib << 10
			}
		}
	}
	return unknown
}
