package mechanisms

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/dopamine-network/dopasim/sim"
)

// Law is the shape of a Dist.
type Law uint8

// The laws. A is a value, a mean or the lower end; see Dist.
const (
	LawConstant Law = iota // A
	LawExp                 // mean A
	LawUniform             // from A to B, both included
	LawNormal              // mean A, standard deviation B, drawn again while negative
	LawGamma               // mean A, integer shape B (a sum of B exponentials)
	LawBeta                // of a probability: integer shapes A and B, mean A/(A+B)
)

var laws = [...]struct {
	name     string
	numbers  int  // arguments
	ofProb   bool // whether a probability may follow this law
	ofOthers bool // whether an amount or a time may
}{
	{"", 1, true, true}, {"exp", 1, false, true}, {"uniform", 2, true, true},
	{"normal", 2, false, true}, {"gamma", 2, false, true}, {"beta", 2, true, false},
}

// maxShape bounds the shapes of gamma and beta: beyond it they are constants for every purpose here.
const maxShape = 1_000_000

// Dist is what a random quantity is drawn from: amounts, seconds or probabilities. A and B are in base units, seconds
// or the bits of a sim.Prob, except for shapes. The zero Dist is constantly 0.
type Dist struct {
	Of   Kind // KindAmount, KindSeconds or KindProb
	Law  Law
	A, B int64
}

// MustDist is the Dist that text says, for defaults in code; it panics when text is none.
func MustDist(of Kind, text string) Dist {
	d, err := ParseDist(of, text)
	if err != nil {
		panic("mechanisms: " + err.Error())
	}
	return d
}

// ParseDist reads a constant ("20 DPMN", "3d", "5%") or one of exp(20 DPMN), uniform(1 DPMN, 3 DPMN),
// normal(10 DPMN, 2 DPMN), gamma(3, 20 DPMN) (shape, mean) for amounts and times, uniform(5%, 10%) and beta(8, 2) for
// probabilities.
func ParseDist(of Kind, text string) (Dist, error) {
	name, inside, call := strings.Cut(strings.TrimSpace(text), "(")
	if !call {
		a, err := parseBase(of, text)
		return Dist{Of: of, A: a}, err
	}
	law, ok := lawOf(of, strings.TrimSpace(name))
	inside, closed := strings.CutSuffix(inside, ")")
	args := strings.Split(inside, ",")
	if !ok || !closed || len(args) != laws[law].numbers {
		return Dist{}, fmt.Errorf("%q is not a distribution (want e.g. %s)", text, distExamples(of))
	}
	d := Dist{Of: of, Law: law}
	if err := d.parse(args); err != nil {
		return Dist{}, fmt.Errorf("%s: %w", strings.TrimSpace(name), err)
	}
	return d, nil
}

func (d *Dist) parse(args []string) (err error) {
	switch d.Law {
	case LawGamma:
		if d.B, err = parseShape(args[0]); err == nil {
			d.A, err = parseBase(d.Of, args[1])
		}
		return err
	case LawBeta:
		if d.A, err = parseShape(args[0]); err == nil {
			d.B, err = parseShape(args[1])
		}
		return err
	}
	if d.A, err = parseBase(d.Of, args[0]); err == nil && len(args) == 2 {
		d.B, err = parseBase(d.Of, args[1])
	}
	if err == nil && d.Law == LawUniform && uint64(d.A) > uint64(d.B) {
		return fmt.Errorf("%q is above %q", strings.TrimSpace(args[0]), strings.TrimSpace(args[1]))
	}
	return err
}

func lawOf(of Kind, name string) (Law, bool) {
	for i, l := range laws {
		if l.name == name && name != "" && (l.ofProb && of == KindProb || l.ofOthers && of != KindProb) {
			return Law(i), true
		}
	}
	return 0, false
}

// distExamples lists what a Dist of amounts, seconds or probabilities may be.
func distExamples(of Kind) string {
	switch of {
	case KindProb:
		return `"5%", "uniform(5%, 10%)" or "beta(8, 2)"`
	case KindSeconds:
		return `"1h", "exp(1h)", "uniform(10m, 2h)", "normal(1h, 10m)" or "gamma(3, 1h)"`
	}
	return `"20 DPMN", "exp(20 DPMN)", "uniform(1 DPMN, 3 DPMN)", "normal(10 DPMN, 2 DPMN)" or "gamma(3, 20 DPMN)"`
}

func parseBase(of Kind, text string) (int64, error) {
	text = strings.TrimSpace(text)
	switch of {
	case KindSeconds:
		s, err := ParseSeconds(text)
		return int64(s), err
	case KindProb:
		p, err := ParseProb(text)
		return int64(p), err
	}
	a, err := ParseAmount(text)
	return int64(a), err
}

func parseShape(text string) (int64, error) {
	n, err := ParseCount(strings.TrimSpace(text))
	if err == nil && (n == 0 || n > maxShape) {
		err = fmt.Errorf("shape %q is out of range (want 1 to %d)", strings.TrimSpace(text), maxShape)
	}
	return int64(n), err
}

// Draw is one value: base units, seconds or the bits of a sim.Prob. A normal is drawn again while it is negative
// (at most every second time, as the mean is not negative), so its mean is a little above A when B is not small
// beside A; see Mean.
func (d Dist) Draw(r *sim.Rand) int64 {
	switch d.Law {
	case LawExp:
		return r.Exponential(d.A)
	case LawUniform:
		if d.Of == KindProb { // One does not fit an int64
			return d.A + int64(r.Uint64n(uint64(d.B)-uint64(d.A)+1))
		}
		return r.Uniform(d.A, d.B)
	case LawNormal:
		for {
			if x := r.Normal(d.A, d.B); x >= 0 {
				return x
			}
		}
	case LawGamma:
		return r.Gamma(uint32(d.B), d.A)
	case LawBeta:
		return int64(r.Beta(uint32(d.A), uint32(d.B)))
	}
	return d.A
}

// Mean is the mean in DPMN, seconds or as a fraction.
func (d Dist) Mean() float64 {
	a, b := d.number(d.A), d.number(d.B)
	switch d.Law {
	case LawUniform:
		return (a + b) / 2
	case LawNormal:
		if b == 0 {
			return a
		}
		// The mean of a normal truncated below at 0: Johnson, Kotz and Balakrishnan (1994), 13.10.
		z := a / b
		density := math.Exp(-z*z/2) / math.Sqrt(2*math.Pi)
		return a + b*density/(0.5*math.Erfc(-z/math.Sqrt2))
	case LawBeta:
		return float64(d.A) / (float64(d.A) + float64(d.B))
	}
	return a
}

// number turns base units, seconds or bits of a probability into DPMN, seconds or a fraction.
func (d Dist) number(x int64) float64 {
	switch d.Of {
	case KindSeconds:
		return float64(x)
	case KindProb:
		return sim.Prob(x).Float()
	}
	return sim.Amount(x).Tokens()
}

// String writes d so that ParseDist reads it back.
func (d Dist) String() string {
	a, b := d.text(d.A), d.text(d.B)
	switch d.Law {
	case LawExp:
		return "exp(" + a + ")"
	case LawUniform, LawNormal:
		return laws[d.Law].name + "(" + a + ", " + b + ")"
	case LawGamma:
		return "gamma(" + strconv.FormatInt(d.B, 10) + ", " + a + ")"
	case LawBeta:
		return fmt.Sprintf("beta(%d, %d)", d.A, d.B)
	}
	return a
}

func (d Dist) text(x int64) string {
	switch d.Of {
	case KindSeconds:
		return sim.Second(x).String()
	case KindProb:
		return ProbText(sim.Prob(x))
	}
	return sim.Amount(x).String()
}

// bounds are the values of d that a range applies to: both ends of a uniform, else the value or mean; none for beta.
func (d Dist) bounds() []uint64 {
	switch d.Law {
	case LawUniform:
		return []uint64{uint64(d.A), uint64(d.B)}
	case LawBeta:
		return nil
	}
	return []uint64{uint64(d.A)}
}
