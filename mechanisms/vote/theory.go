package vote

import (
	"math"
	"slices"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Theory lists the closed forms, for reports, tests and the expectations of scenarios. Each witness knows the truth with
// accuracy p, independently of the others unless the form says otherwise. Amounts are in DPMN.
//
//	theory_jury.go         how often the majority is right: ties, absence, collusion
//	theory_correlation.go  the same for witnesses who err together
//	theory_effort.go       who still looks, when looking costs
//	theory_outlier.go      what a bond for outliers makes worth doing
//	theory_dynamics.go     where a population of such witnesses ends up
//	theory_visible.go      votes that later voters see
//	theory_binomial.go     what all of them are counted with
var Theory = slices.Concat(juryTheory, correlationTheory, effortTheory, outlierTheory, dynamicsTheory, visibleTheory)

func arg(name, unit, doc string) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: mechanisms.Must}
}

func optional(name, unit, doc string, value float64) mechanisms.Arg {
	return mechanisms.Arg{Name: name, Unit: unit, Doc: doc, Default: value}
}

var (
	argN    = arg("n", "", "witnesses, 1 to 1001")
	argOddN = arg("n", "", "witnesses, an odd number up to 1001")
	argP    = arg("p", "", "accuracy of a witness")
	argQ    = arg("q", "", "prior probability of success")
)

// mostWitnesses bounds the loops: a form asked about more has no value.
const mostWitnesses = 1001

// byWitnesses makes a form's value of a function of the number of witnesses and the other arguments. There is none
// unless the first argument is a number of witnesses.
func byWitnesses(value func(n int, a []float64) float64) func([]float64) float64 {
	return func(a []float64) float64 {
		n, ok := whole(a[0], 1, mostWitnesses)
		if !ok {
			return math.NaN()
		}
		return value(n, a[1:])
	}
}

// byOdd is byWitnesses for forms that are defined for odd numbers only.
func byOdd(value func(n int, a []float64) float64) func([]float64) float64 {
	return byWitnesses(func(n int, a []float64) float64 {
		if n%2 == 0 {
			return math.NaN()
		}
		return value(n, a)
	})
}

// whole is x as an integer; false unless it is one from least to most.
func whole(x float64, least, most int) (int, bool) {
	if !(x >= float64(least) && x <= float64(most)) || x != math.Trunc(x) {
		return 0, false
	}
	return int(x), true
}

// share is x, or NaN if it is no probability.
func share(x float64) float64 {
	if x >= 0 && x <= 1 {
		return x
	}
	return math.NaN()
}
