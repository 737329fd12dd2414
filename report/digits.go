package report

import (
	"math"
	"strconv"
)

// plusMinus writes a mean and the half-width of its interval with the digits that the half-width
// justifies: one significant digit of it, two when the first is a 1 (as the rounding would otherwise
// change it by up to a half). "8.91 ± 0.06", "8.914 ± 0.012".
func plusMinus(mean, half float64) string {
	if !(half > 0) || math.IsInf(half, 0) {
		return plain(mean)
	}
	return like(mean, half) + " ± " + strconv.FormatFloat(half, 'f', decimals(half), 64)
}

// like writes a number with the digits that a half-width justifies.
func like(number, half float64) string {
	if !(half > 0) || math.IsInf(half, 0) {
		return plain(number)
	}
	return unsigned(strconv.FormatFloat(number, 'f', decimals(half), 64))
}

// plain writes a number that has no interval.
func plain(number float64) string {
	if size := math.Abs(number); size >= 1e6 && size < 1e15 {
		return strconv.FormatFloat(number, 'f', 0, 64) // not 3e+06
	}
	return strconv.FormatFloat(number, 'g', 6, 64)
}

// decimals returns how many decimals show a half-width.
func decimals(half float64) int {
	// Rounding first, as 0.096 is shown as 0.10: its first digit is a 1.
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(half, 'e', 1, 64), 64)
	exponent := int(math.Floor(math.Log10(rounded) + 1e-12))
	digits := -exponent
	if rounded/math.Pow(10, float64(exponent)) < 2-1e-9 {
		digits++
	}
	return max(0, min(12, digits))
}

// unsigned drops the sign of a number that rounds to zero.
func unsigned(number string) string {
	if f, err := strconv.ParseFloat(number, 64); err == nil && f == 0 && number[0] == '-' {
		return number[1:]
	}
	return number
}
