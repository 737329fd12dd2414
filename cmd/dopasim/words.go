package main

import (
	"fmt"
	"strconv"
	"strings"
)

// thousands writes 12500 as "12,500".
func thousands[N int | uint64](n N) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// counted writes "no calls", "1 call", "12,500 calls".
func counted[N int | uint64](n N, noun string) string {
	plural := noun + "s"
	if strings.HasSuffix(noun, "ch") {
		plural = noun + "es" // searches
	}
	switch n {
	case 0:
		return "no " + plural
	case 1:
		return "1 " + noun
	}
	return thousands(n) + " " + plural
}

// none writes "none", "1", "12,500".
func none(n uint64) string {
	if n == 0 {
		return "none"
	}
	return thousands(n)
}

// size writes bytes in the unit that keeps the number readable: "130 KiB", "1.5 GiB".
func size(bytes float64) string {
	units := []string{"bytes", "KiB", "MiB", "GiB", "TiB"}
	i := 0
	for bytes >= 1000 && i+1 < len(units) {
		bytes /= 1024
		i++
	}
	decimals := 0
	if bytes < 10 && i > 0 {
		decimals = 1
	}
	return strconv.FormatFloat(bytes, 'f', decimals, 64) + " " + units[i]
}

// badJobs says what --jobs can be.
func badJobs(n int) error {
	return usage(fmt.Errorf("--jobs %d: want 1 or more, or 0 for all cores", n))
}
