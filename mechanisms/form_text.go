package mechanisms

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// plain is a number without unit.
var plain = regexp.MustCompile(`^-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(_[0-9]{3})+)?(\.[0-9]+)?([eE][-+]?[0-9]+)?$`)

// parsePlain reads "10", "-0.5", ".5", "1_000", "1e6".
func parsePlain(text string) (float64, bool) {
	if !plain.MatchString(text) {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	return v, err == nil
}

// Parse is the number that text means as a value of the argument: a plain number, or what a scenario file has for its
// unit ("10 DPMN", "3d", "50%"), or the name of a choice. Unlike in scenario files amounts may be negative.
func (a Arg) Parse(text string) (float64, error) {
	text = strings.TrimSpace(text)
	if len(a.Choices) > 0 {
		i := slices.Index(a.Choices, text)
		if i < 0 {
			return 0, fmt.Errorf("%q is not one of the choices (want one of %s)", text, strings.Join(a.Choices, ", "))
		}
		return float64(i), nil
	}
	if v, ok := parsePlain(text); ok {
		return v, nil
	}
	if len(text) > 1 && onlyDigits(text) {
		return 0, fmt.Errorf("%q starts with zeros (thousands are written 1_000)", text) // "1,000" is a list of two
	}
	switch a.Unit {
	case "s":
		s, err := ParseSeconds(text)
		return float64(s), err
	case "":
		percent, ok := strings.CutSuffix(text, "%")
		v, isNumber := parsePlain(strings.TrimSpace(percent))
		if !ok || !isNumber {
			return 0, fmt.Errorf("%q is not a number (want e.g. \"0.5\" or \"50%%\")", text)
		}
		return v / 100, nil
	}
	number, ok := strings.CutSuffix(text, a.Unit)
	v, isNumber := parsePlain(strings.TrimSpace(number))
	switch {
	case ok && isNumber:
		return v, nil
	case a.Unit == "DPMN":
		return 0, KindAmount.notA(text)
	}
	return 0, fmt.Errorf("%q is not a number (want e.g. \"10 %s\")", text, a.Unit)
}

// Text writes a value of the argument as Parse reads it: "10 DPMN", "1h30m", "0.5", "kept".
func (a Arg) Text(v float64) string {
	if len(a.Choices) > 0 {
		return a.Choices[int(v)]
	}
	return quantity(v, a.Unit, 15)
}

// Text writes a value of the form in ten digits with its unit: "8.888888889 DPMN", "infinite DPMN", "undefined".
func (f Form) Text(v float64) string {
	if math.IsNaN(v) {
		return "undefined"
	}
	return quantity(v, f.Unit, 10)
}

// quantity writes a number with its unit; whole seconds as a time.
func quantity(v float64, unit string, digits int) string {
	var text string
	switch {
	case math.IsInf(v, 1):
		text = "infinite"
	case math.IsInf(v, -1):
		text = "minus infinite"
	case unit == "s" && v == math.Trunc(v) && math.Abs(v) <= float64(sim.MaxSecond):
		return sim.Second(v).String()
	default:
		text = strconv.FormatFloat(v, 'g', digits, 64)
	}
	return strings.TrimSuffix(text+" "+unit, " ")
}

// Usage is the form as it is called, with defaults: "trust.deposit_min(c, r, rho, phi=0, fate=kept)".
func (f Form) Usage() string {
	args := make([]string, len(f.Args))
	for i, a := range f.Args {
		args[i] = a.Name
		if !math.IsNaN(a.Default) {
			args[i] += "=" + strings.TrimSuffix(a.Text(a.Default), " "+a.Unit)
		}
	}
	return f.Name + "(" + strings.Join(args, ", ") + ")"
}

// About says what the argument is, with its choices or its unit: "price, in DPMN".
func (a Arg) About() string {
	switch {
	case len(a.Choices) > 0:
		return a.Doc + " (" + strings.Join(a.Choices, ", ") + ")"
	case a.Unit != "":
		return a.Doc + ", in " + a.Unit
	}
	return a.Doc
}
