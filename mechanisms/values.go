package mechanisms

import (
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// Kind is what a parameter's value is, and so how it is written.
type Kind uint8

// The kinds of values.
const (
	KindAmount   Kind = iota + 1 // sim.Amount: "10 DPMN", "0.1 DPMN"
	KindSeconds                  // sim.Second: "3d", "1h30m", "250s"
	KindProb                     // sim.Prob: "5%", "0.05"
	KindCount                    // an integer that is not negative: "1000", "1_000", "1e6"
	KindFlag                     // bool: "true", "false"
	KindChoice                   // one of the names in the tag enum
	KindDist                     // Dist: "20 DPMN", "exp(20 DPMN)", "beta(8, 2)"
	KindText                     // a string that its owner reads: the rules of a deviant
	KindGasPrice                 // GasPrice: "1 gwei", "0.05 gwei"
)

// article names the kind in error messages and says how it is written.
func (k Kind) article() (noun, example string) {
	switch k {
	case KindAmount:
		return "an amount", "10 DPMN"
	case KindSeconds:
		return "a time", "1h30m"
	case KindProb:
		return "a probability", "5%"
	case KindCount:
		return "a count", "1000"
	case KindFlag:
		return "a yes or no", "true"
	case KindChoice:
		return "one of the choices", ""
	case KindText:
		return "a text", ""
	case KindGasPrice:
		return "a price of gas", "1 gwei"
	}
	return "a distribution", "exp(20 DPMN)"
}

// String names the kind: "amount".
func (k Kind) String() string {
	if int(k) >= len(kindNames) {
		return "unknown"
	}
	return kindNames[k]
}

var kindNames = [...]string{"unknown", "amount", "seconds", "prob", "count", "flag", "choice", "dist", "text", "gas price"}

// notA is the error for text that is no value of kind k. The example keeps a short number that the text starts with.
func (k Kind) notA(text string) error {
	noun, example := k.article()
	number := leadingNumber(text)
	if d, ok := parseDecimal(number); ok && len(number) <= 9 {
		switch {
		case k == KindAmount:
			example = number + " DPMN"
		case k == KindSeconds && d.places == 0 && len(number) <= 4:
			example = number + "d"
		case k == KindProb && d.places == 0 && d.digits <= 100:
			example = number + "%"
		case k == KindGasPrice:
			example = number + " gwei"
		}
	}
	return fmt.Errorf("%q is not %s (want e.g. %q)", text, noun, example)
}

// leadingNumber is the plain decimal number that text starts with, or "".
func leadingNumber(text string) string {
	end := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if end < 0 {
		end = len(text)
	}
	return strings.TrimSuffix(text[:end], ".")
}

// decimal is a number digits / 10^places, exact.
type decimal struct {
	digits uint64
	places int
}

// parseDecimal reads "12", "1_000", "0.05": no sign, no exponent, digits on both sides of a point, at most 19 behind it. Numbers
// that do not fit saturate.
func parseDecimal(text string) (decimal, bool) {
	whole, fraction, dot := strings.Cut(text, ".")
	if dot && !onlyDigits(fraction) {
		return decimal{}, false
	}
	if strings.Contains(whole, "_") {
		groups := strings.Split(whole, "_")
		for i, g := range groups {
			if len(g) != 3 && (i > 0 || len(g) == 0 || len(g) > 3) {
				return decimal{}, false
			}
		}
		whole = strings.Join(groups, "")
	}
	if !onlyDigits(whole) {
		return decimal{}, false
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > 19 {
		return decimal{}, false
	}
	n, err := strconv.ParseUint(whole+fraction, 10, 64)
	if err != nil { // the only mistake left is a number that does not fit: too large for every kind of value
		return decimal{math.MaxUint64, 0}, true
	}
	return decimal{n, len(fraction)}, true
}

func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// scaled is d * 10^places as an integer; false when it is none or does not fit.
func (d decimal) scaled(places int) (uint64, bool) {
	if d.digits == 0 {
		return 0, true
	}
	if d.places > places {
		return 0, false
	}
	n := d.digits
	for range places - d.places {
		hi, lo := bits.Mul64(n, 10)
		if hi != 0 {
			return 0, false
		}
		n = lo
	}
	return n, true
}

// ParseAmount reads "10 DPMN" or "0.1 DPMN": at most 9 decimals, never negative.
func ParseAmount(text string) (sim.Amount, error) {
	number, ok := strings.CutSuffix(strings.TrimSpace(text), "DPMN")
	d, isNumber := parseDecimal(strings.TrimSpace(number))
	if !ok || !isNumber {
		if strings.HasPrefix(text, "-") && ok {
			return 0, fmt.Errorf("%q is negative (want an amount from \"0 DPMN\" on)", text)
		}
		return 0, KindAmount.notA(text)
	}
	if d.places > 9 {
		return 0, fmt.Errorf("%q has more than 9 decimals", text)
	}
	if n, ok := d.scaled(9); ok && n <= uint64(sim.MaxAmount) {
		return sim.Amount(n), nil
	}
	return 0, fmt.Errorf("%q is too large (want at most %q)", text, sim.MaxAmount)
}

// ParseSeconds reads whole seconds: "3d", "1h30m", "250s"; units y (365 days), w, d, h, m and s, each at most once,
// in falling order.
func ParseSeconds(text string) (sim.Second, error) {
	units := []struct {
		name string
		n    sim.Second
	}{{"y", sim.Year}, {"w", 7 * sim.Day}, {"d", sim.Day}, {"h", sim.Hour}, {"m", sim.Minute}, {"s", 1}}
	total, rest := uint64(0), strings.TrimSpace(text)
	if rest == "" || rest[0] == '-' {
		return 0, KindSeconds.notA(text)
	}
	for _, u := range units {
		number, after, ok := strings.Cut(rest, u.name)
		if !ok {
			continue
		}
		if !onlyDigits(number) {
			return 0, KindSeconds.notA(text)
		}
		n, err := strconv.ParseUint(number, 10, 64)
		if err != nil || n > uint64(sim.MaxSecond/u.n) || total+n*uint64(u.n) > uint64(sim.MaxSecond) {
			return 0, fmt.Errorf("%q is too long (want at most %q)", text, sim.MaxSecond)
		}
		total, rest = total+n*uint64(u.n), after
	}
	if rest != "" {
		return 0, KindSeconds.notA(text)
	}
	return sim.Second(total), nil
}

// ParseProb reads "5%" or "0.05", exactly.
func ParseProb(text string) (sim.Prob, error) {
	number, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	d, ok := parseDecimal(strings.TrimSpace(number))
	if !ok {
		return 0, KindProb.notA(text)
	}
	if percent {
		d.places += 2
	}
	for d.places > 19 && d.digits%10 == 0 {
		d.digits, d.places = d.digits/10, d.places-1
	}
	if d.places > 19 {
		return 0, fmt.Errorf("%q has more than 19 decimals", text)
	}
	den := uint64(1)
	for range d.places {
		den *= 10
	}
	if d.digits > den {
		return 0, fmt.Errorf("%q is out of range (want a probability from 0%% to 100%%)", text)
	}
	return sim.ProbOf(d.digits, den), nil
}

// ProbText writes p as the shortest percentage that reads back as p: "5%", "12.5%".
func ProbText(p sim.Prob) string {
	one := new(big.Int).Lsh(big.NewInt(1), 63)
	scale, twice := big.NewInt(1), new(big.Int)
	for places := 0; ; places++ {
		// n = p * 10^places to the nearest integer; 19 places are always enough, as 10^-19 < 2^-63.
		n := new(big.Int).Mul(new(big.Int).SetUint64(uint64(p)), scale)
		n.Add(n.Lsh(n, 1), one).Div(n, twice.Lsh(one, 1))
		if places == 19 || sim.ProbOf(n.Uint64(), scale.Uint64()) == p {
			return percent(n.String(), places)
		}
		scale.Mul(scale, big.NewInt(10))
	}
}

// percent writes digits / 10^places times 100, with a percent sign.
func percent(digits string, places int) string {
	if places <= 2 {
		digits = strings.TrimLeft(digits+strings.Repeat("0", 2-places), "0")
		if digits == "" {
			digits = "0"
		}
		return digits + "%"
	}
	places -= 2
	if missing := places + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole := strings.TrimLeft(digits[:len(digits)-places], "0")
	if whole == "" {
		whole = "0"
	}
	return whole + "." + digits[len(digits)-places:] + "%"
}

// ParseCount reads an integer that is not negative: "1000", "1_000", "1e6", "2.5e3".
func ParseCount(text string) (uint64, error) {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(strings.TrimSpace(text)), "e")
	d, ok := parseDecimal(mantissa)
	exp := 0
	if scientific {
		var err error
		if exp, err = strconv.Atoi(exponent); err != nil || exp < 0 {
			ok = false
		}
	}
	if !ok {
		return 0, KindCount.notA(text)
	}
	if d.digits != 0 && d.places > exp {
		return 0, fmt.Errorf("%q is not a whole number", text)
	}
	n, ok := d.scaled(min(exp, 40))
	if !ok {
		return 0, fmt.Errorf("%q is too large (want at most %d)", text, uint64(1<<64-1))
	}
	return n, nil
}

// ParseFlag reads "true" or "false".
func ParseFlag(text string) (bool, error) {
	switch strings.TrimSpace(text) {
	case "true":
		return true, nil
	case "false":
		return false, nil
	}
	return false, fmt.Errorf("%q is not a yes or no (want \"true\" or \"false\")", text)
}
