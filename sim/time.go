package sim

import "fmt"

// Time is nanoseconds since the scenario starts. It orders events; mechanisms never see it.
type Time int64

// Second is whole seconds since the scenario starts: the only clock that mechanisms and contracts see.
type Second int64

// Units of Time.
const (
	Microsecond Time = 1000
	Millisecond Time = 1000 * Microsecond
	oneSecond   Time = 1000 * Millisecond
	Forever     Time = 1<<63 - 1
)

// Units of Second.
const (
	Minute Second = 60
	Hour   Second = 60 * Minute
	Day    Second = 24 * Hour
	Year   Second = 365 * Day
	// MaxSecond is the last second that Time can express (about 292 years).
	MaxSecond Second = Second(Forever / oneSecond)
)

// Second is the second that t lies in.
func (t Time) Second() Second { return Second(t / oneSecond) }

// Start is the first nanosecond of second s, saturating at Forever.
func (s Second) Start() Time {
	if s >= MaxSecond {
		return Forever
	}
	return Time(s) * oneSecond
}

// Over is the first nanosecond at which second s is past: what was allowed "until s" is late from there on.
func (s Second) Over() Time { return (s + 1).Start() }

// After is t+d, saturating at Forever.
func (t Time) After(d Time) Time {
	if d > Forever-t {
		return Forever
	}
	return t + d
}

// String writes seconds the way scenario files do: "3d", "1h30m", "45s".
func (s Second) String() string {
	if s == 0 {
		return "0s"
	}
	sign := ""
	if s < 0 {
		sign, s = "-", -s
	}
	out := sign
	for _, u := range []struct {
		n    Second
		name string
	}{{Day, "d"}, {Hour, "h"}, {Minute, "m"}, {1, "s"}} {
		if s >= u.n {
			out += fmt.Sprintf("%d%s", s/u.n, u.name)
			s %= u.n
		}
	}
	return out
}
