package mechanisms

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// Check says what is wrong with text as a value of p: not of its kind, or out of range.
func (p Param) Check(text string) error {
	numbers, err := p.ordinals(text)
	if err != nil {
		return err
	}
	for _, n := range numbers {
		if !p.inRange(n) {
			return fmt.Errorf("%q is out of range (want %s)", text, p.Range())
		}
	}
	return nil
}

func (p Param) inRange(n uint64) bool {
	if p.Min != "" {
		if least, _ := p.ordinal(p.Min); n < least {
			return false
		}
	}
	if p.Max != "" {
		if most, _ := p.ordinal(p.Max); n > most {
			return false
		}
	}
	return true
}

// Range says which values are allowed: "0 DPMN to 20 DPMN", "at least 1".
func (p Param) Range() string {
	switch {
	case p.Kind == KindChoice:
		return strings.Join(p.Choices, ", ")
	case p.Min != "" && p.Max != "":
		return p.Min + " to " + p.Max
	case p.Min != "":
		return "at least " + p.Min
	case p.Max != "":
		return "at most " + p.Max
	}
	return "any " + p.Kind.String()
}

// ordinal is the value as an unsigned integer that orders values as their kind does.
func (p Param) ordinal(text string) (uint64, error) {
	switch p.Kind {
	case KindDist:
		n, err := parseBase(p.Of, text)
		return uint64(n), err
	case KindAmount, KindSeconds, KindProb:
		n, err := parseBase(p.Kind, text)
		return uint64(n), err
	case KindCount:
		return ParseCount(text)
	case KindFlag:
		b, err := ParseFlag(text)
		if b {
			return 1, err
		}
		return 0, err
	case KindText:
		return 0, nil
	case KindGasPrice:
		g, err := ParseGasPrice(text)
		return uint64(g), err
	}
	i := slices.Index(p.Choices, strings.TrimSpace(text))
	if i < 0 {
		return 0, fmt.Errorf("%q is not one of the choices (want one of %s)", text, strings.Join(p.Choices, ", "))
	}
	return uint64(i), nil
}

// ordinals are the numbers that the range applies to: several for a Dist.
func (p Param) ordinals(text string) ([]uint64, error) {
	if p.Kind == KindDist {
		d, err := ParseDist(p.Of, text)
		return d.bounds(), err
	}
	n, err := p.ordinal(text)
	return []uint64{n}, err
}

// write sets the field to what text says; text has passed Check.
func (p Param) write(field reflect.Value, text string) error {
	switch p.Kind {
	case KindDist:
		d, err := ParseDist(p.Of, text)
		field.Set(reflect.ValueOf(d))
		return err
	case KindText:
		field.SetString(plainText(text))
		return nil
	}
	n, err := p.ordinal(text)
	if err != nil {
		return err
	}
	switch {
	case field.Kind() == reflect.String:
		field.SetString(p.Choices[n])
	case field.Kind() == reflect.Bool:
		field.SetBool(n == 1)
	case field.CanUint():
		if field.OverflowUint(n) {
			return tooLarge(text, math.MaxUint64>>(64-field.Type().Bits()))
		}
		field.SetUint(n)
	default:
		if n > math.MaxInt64 || field.OverflowInt(int64(n)) {
			return tooLarge(text, math.MaxInt64>>(64-field.Type().Bits()))
		}
		field.SetInt(int64(n))
	}
	return nil
}

func tooLarge(text string, most uint64) error {
	return fmt.Errorf("%q is too large (want at most %d)", text, most)
}

// read is the field's value.
func (p Param) read(field reflect.Value) Value {
	v := Value{Unit: p.Unit}
	switch p.Kind {
	case KindDist:
		d := field.Interface().(Dist)
		d.Of = p.Of // the zero Dist does not say
		v.Text, v.Number = d.String(), d.Mean()
	case KindAmount:
		a := sim.Amount(field.Int())
		v.Text, v.Number = a.String(), a.Tokens()
	case KindSeconds:
		s := sim.Second(field.Int())
		v.Text, v.Number = s.String(), float64(s)
	case KindProb:
		pr := sim.Prob(field.Uint())
		v.Text, v.Number = ProbText(pr), pr.Float()
	case KindFlag:
		v.Text = strconv.FormatBool(field.Bool())
		if field.Bool() {
			v.Number = 1
		}
	case KindChoice:
		v = p.readChoice(field)
	case KindText:
		v.Text = field.String()
	case KindGasPrice:
		g := GasPrice(field.Uint())
		v.Text, v.Number = g.String(), g.Gwei()
	default:
		v.Text = fmt.Sprint(field.Interface())
		v.Number, _ = strconv.ParseFloat(v.Text, 64)
	}
	return v
}

func (p Param) readChoice(field reflect.Value) Value {
	i := 0
	if field.Kind() == reflect.String {
		i = slices.Index(p.Choices, field.String())
	} else {
		i = int(field.Uint())
	}
	if i < 0 || i >= len(p.Choices) { // an unset string: the first choice
		i = 0
	}
	return Value{p.Choices[i], float64(i), p.Unit}
}

// Parse is what text means as a value of p, without setting anything.
func (p Param) Parse(text string) (Value, error) {
	if err := p.Check(text); err != nil {
		return Value{}, err
	}
	switch p.Kind {
	case KindDist:
		d, err := ParseDist(p.Of, text)
		return Value{d.String(), d.Mean(), p.Unit}, err
	case KindText:
		return Value{plainText(text), 0, p.Unit}, nil
	}
	n, err := p.ordinal(text)
	if err != nil {
		return Value{}, err
	}
	switch p.Kind {
	case KindAmount:
		return Value{sim.Amount(n).String(), sim.Amount(n).Tokens(), p.Unit}, nil
	case KindSeconds:
		return Value{sim.Second(n).String(), float64(n), p.Unit}, nil
	case KindProb:
		return Value{ProbText(sim.Prob(n)), sim.Prob(n).Float(), p.Unit}, nil
	case KindFlag:
		return Value{strconv.FormatBool(n == 1), float64(n), p.Unit}, nil
	case KindGasPrice:
		return Value{GasPrice(n).String(), GasPrice(n).Gwei(), p.Unit}, nil
	case KindChoice:
		return Value{p.Choices[n], float64(n), p.Unit}, nil
	}
	return Value{strconv.FormatUint(n, 10), float64(n), p.Unit}, nil
}

// plainText is free text with one blank wherever there is white space.
func plainText(text string) string { return strings.Join(strings.Fields(text), " ") }
