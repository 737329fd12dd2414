package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// logScale covers the extent on a log axis, which is at least a factor of two long.
func (a axis) logScale(e extent) scale {
	if e.empty() {
		e = extent{1, 10}
	}
	if e.max < 2*e.min {
		mid := math.Sqrt(e.min * e.max)
		e = extent{mid / math.Sqrt2, mid * math.Sqrt2}
	}
	wide := math.Pow(e.max/e.min, a.pad)
	s := scale{min: e.min / wide, max: e.max * wide, label: a.named(), log: true}
	if a.unit == "s" {
		s.label = a.label // its ticks have their units
		if s.label == "" {
			s.label = "time"
		}
		s.ticks, s.minor = logTimes(s.min, s.max, a.count)
	} else {
		s.ticks, s.minor = logNumbers(s.min, s.max, a.count)
	}
	return s
}

// logNumbers marks 1, 2 and 5 times powers of ten, or all whole multiples of few, where there are no more than count and
// one, else powers of ten, of many
// every second, third and so on. Minor lines are at whole multiples of powers of ten, over several decades at fewer.
func logNumbers(low, high float64, count int) (ticks []tick, minor []float64) {
	some, tens := steps(low, high, 1, 2, 5), steps(low, high, 1)
	at := some
	if all := steps(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9); len(some) < 3 && len(all) <= count+1 {
		at = all
	}
	if len(some) > count+1 {
		n := (len(tens) + count) / (count + 1)
		at = everyNth(tens[max(slices.Index(tens, 1), 0)%n:], n) // 1 is among them where it is on the axis
	}
	if len(at) < 2 {
		return ticksIn(low, high, count), nil
	}
	for _, v := range at {
		ticks = append(ticks, tick{v, short125(v)})
	}
	switch {
	case len(tens) <= 3:
		minor = steps(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9)
	case len(tens) <= 7:
		minor = some
	default:
		minor = tens
	}
	return ticks, without(minor, at)
}

// steps are the given multiples of powers of ten inside [min, max], ascending.
func steps(min, max float64, multiples ...int) (at []float64) {
	for k := int(math.Floor(math.Log10(min))); k <= int(math.Ceil(math.Log10(max))); k++ {
		for _, m := range multiples {
			// Read from text, a power of ten is exact to the last digit on every processor.
			v, _ := strconv.ParseFloat(fmt.Sprintf("%de%d", m, k), 64)
			if v >= min*(1-1e-9) && v <= max*(1+1e-9) {
				at = append(at, v)
			}
		}
	}
	return at
}

// short125 writes a tick: "0.05", "20,000", "5M", "1G", "1e-6".
func short125(v float64) string {
	switch {
	case v >= 1e12 || v < 1e-4:
		number, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
		power, _ := strconv.Atoi(exponent)
		return number + "e" + minus(strconv.Itoa(power))
	case v >= 1e9:
		return strconv.FormatFloat(v/1e9, 'f', -1, 64) + "G"
	case v >= 1e6:
		return strconv.FormatFloat(v/1e6, 'f', -1, 64) + "M"
	}
	return thousands(strconv.FormatFloat(v, 'f', -1, 64))
}

// everyNth thins marks out, from the first.
func everyNth(at []float64, n int) (some []float64) {
	for i := 0; i < len(at); i += max(n, 1) {
		some = append(some, at[i])
	}
	return some
}

// without is all but those that are marked.
func without(all, marked []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(all), func(v float64) bool { return slices.Contains(marked, v) })
}

// Times that people think in, in seconds: the ticks of a log axis of times, and those of one too short for them.
var (
	coarseTimes = []float64{1, 10, minute, 10 * minute, hour, 6 * hour, day, week, 10 * week, 100 * week}
	fineTimes   = []float64{1, 2, 5, 10, 20, 30, minute, 2 * minute, 5 * minute, 10 * minute, 20 * minute, 30 * minute,
		hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 3 * day, week, 2 * week, 4 * week, 10 * week, 20 * week,
		50 * week, 100 * week}
)

// Units of time, in seconds.
const (
	minute = 60
	hour   = 60 * minute
	day    = 24 * hour
	week   = 7 * day
)

// logTimes marks seconds at round times; parts of a second are decimal.
func logTimes(min, max float64, count int) (ticks []tick, minor []float64) {
	within := func(times []float64) (at []float64) {
		at = steps(min, math.Min(max, 0.5), 1)
		for _, v := range times {
			if v >= min*(1-1e-9) && v <= max*(1+1e-9) {
				at = append(at, v)
			}
		}
		return at
	}
	coarse, fine := within(coarseTimes), within(fineTimes)
	at := coarse
	if len(coarse) < 3 {
		at = fine
	}
	if len(at) < 2 {
		_, seconds := timeUnit(max)
		for _, t := range ticksIn(min/seconds, max/seconds, count) {
			ticks = append(ticks, tick{t.at * seconds, timeText(t.at * seconds)})
		}
		return ticks, nil
	}
	at = everyNth(at, (len(at)+count+1)/(count+3))
	for _, v := range at {
		ticks = append(ticks, tick{v, timeText(v)})
	}
	return ticks, without(fine, at)
}

// timeText writes a time in the largest unit of which it has one: "10 min", "1.5 h".
func timeText(seconds float64) string {
	unit, name := 1.0, "s"
	for _, u := range []struct {
		seconds float64
		name    string
	}{{minute, "min"}, {hour, "h"}, {day, "d"}, {week, "w"}} {
		if seconds >= u.seconds*(1-1e-9) {
			unit, name = u.seconds, u.name
		}
	}
	return strconv.FormatFloat(seconds/unit, 'g', 6, 64) + " " + name
}
