package mechanisms

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"github.com/dopamine-network/dopasim/sim"
)

// Param describes one parameter: a field of a struct of parameters, with the tags
//
//	unit:"DPMN"             of the number; by default DPMN, s or "" as the kind says
//	min:"0 DPMN" max:"1y"   the range allowed, both ends included; of a Dist, its value, mean or ends
//	enum:"kept,refund"      the choices of a string or of an unsigned integer, which then holds the index
//	text:""                 a string that is free text, white space being worth one blank
//	of:"amount"             what a Dist is of: amount, seconds or prob
//	native:""               of the native run alone: the contract has no such parameter
//	fixed:"it ..."          of a strategy: why it cannot change while a trial runs; all others are read when they are used
type Param struct {
	Key     string // deposit_payer
	Field   string // DepositPayer
	Kind    Kind
	Of      Kind   // of a Dist: KindAmount, KindSeconds or KindProb
	Unit    string // of the number: "DPMN", "s", "choice", or what the tag says
	Min     string // "" for the least value of the kind
	Max     string // "" for the largest
	Default string
	Choices []string
	Doc     string
	Native  bool   // the contract has no such parameter
	Fixed   string // why it cannot change while a trial runs; "" when it can, or of a mechanism

	index []int // for reflect
}

// Value is a parameter's value as a scenario writes it and as a number for axes and formulas.
type Value struct {
	Text   string
	Number float64 // DPMN, seconds, a fraction, a count, 0 or 1 for a flag, the index of a choice, a Dist's mean
	Unit   string
}

var comments = map[string]map[string]string{}

// RegisterComments sets the docs of the fields of a struct type, named "import/path.Type"; generated code calls it.
func RegisterComments(structType string, fields map[string]string) { comments[structType] = fields }

// ParamsOf describes the parameters in the struct that structPtr points to, in the order of the fields; the values it
// holds are the defaults. Fields of embedded structs count as its own. It panics on a field that no Kind fits or a
// tag that does not parse, since those are mistakes in a declaration.
func ParamsOf(structPtr any) []Param {
	v := reflect.ValueOf(structPtr)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		panic(fmt.Sprintf("mechanisms: parameters are a %T, not a pointer to a struct", structPtr))
	}
	return paramsOf(v.Elem(), nil)
}

func paramsOf(v reflect.Value, at []int) []Param {
	var params []Param
	t := v.Type()
	for i := range t.NumField() {
		f, index := t.Field(i), append(slices.Clone(at), i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			params = append(params, paramsOf(v.Field(i), index)...)
			continue
		}
		if !f.IsExported() {
			continue
		}
		p := paramOf(t, f)
		p.index = index
		p.Default = p.read(v.Field(i)).Text
		p.mustBeSound(t)
		params = append(params, p)
	}
	return params
}

func paramOf(t reflect.Type, f reflect.StructField) Param {
	p := Param{
		Key: snakeCase(f.Name), Field: f.Name, Unit: f.Tag.Get("unit"), Min: f.Tag.Get("min"), Max: f.Tag.Get("max"),
		Fixed: f.Tag.Get("fixed"), Doc: comments[t.PkgPath()+"."+t.Name()][f.Name],
	}
	p.Kind = kindOf(f)
	_, p.Native = f.Tag.Lookup("native")
	unit := ""
	switch p.Kind {
	case KindChoice:
		p.Choices, unit = strings.Split(f.Tag.Get("enum"), ","), "choice"
	case KindAmount:
		unit = "DPMN"
	case KindSeconds:
		unit = "s"
	case KindGasPrice:
		unit = "gwei"
	case KindDist:
		p.Of = map[string]Kind{"amount": KindAmount, "seconds": KindSeconds, "prob": KindProb}[f.Tag.Get("of")]
		unit = map[Kind]string{KindAmount: "DPMN", KindSeconds: "s"}[p.Of]
	}
	if p.Kind == 0 || p.Kind == KindDist && p.Of == 0 {
		panic(fmt.Sprintf("mechanisms: %s.%s: no kind of value is a %s with tag `%s`", t, f.Name, f.Type, f.Tag))
	}
	if p.Unit == "" {
		p.Unit = unit
	}
	return p
}

func kindOf(f reflect.StructField) Kind {
	switch f.Type {
	case reflect.TypeFor[sim.Amount]():
		return KindAmount
	case reflect.TypeFor[sim.Second]():
		return KindSeconds
	case reflect.TypeFor[sim.Prob]():
		return KindProb
	case reflect.TypeFor[Dist]():
		return KindDist
	case reflect.TypeFor[GasPrice]():
		return KindGasPrice
	}
	_, enum := f.Tag.Lookup("enum")
	_, text := f.Tag.Lookup("text")
	switch k := f.Type.Kind(); {
	case enum && (k == reflect.String || isUint(k)):
		return KindChoice
	case text && k == reflect.String:
		return KindText
	case k == reflect.Bool:
		return KindFlag
	case k == reflect.Int || k == reflect.Int32 || k == reflect.Int64 || isUint(k):
		return KindCount
	}
	return 0
}

func isUint(k reflect.Kind) bool { return k >= reflect.Uint && k <= reflect.Uint64 }

// mustBeSound checks that tags parse and that the default is allowed.
func (p Param) mustBeSound(t reflect.Type) {
	for _, text := range []string{p.Min, p.Max} {
		if text == "" {
			continue
		}
		if _, err := p.ordinal(text); err != nil {
			panic(fmt.Sprintf("mechanisms: %s.%s: range: %v", t, p.Field, err))
		}
	}
	if err := p.Check(p.Default); err != nil {
		panic(fmt.Sprintf("mechanisms: %s.%s: default: %v", t, p.Field, err))
	}
}

// Find is the parameter called key.
func Find(params []Param, key string) (Param, bool) {
	for _, p := range params {
		if p.Key == key {
			return p, true
		}
	}
	return Param{}, false
}

// SetParam sets the parameter called key to what text says. Errors: no such parameter, text that is no value of its
// kind, a value out of range.
func SetParam(structPtr any, key, text string) error {
	p, ok := Find(ParamsOf(structPtr), key)
	if !ok {
		return fmt.Errorf("there is no parameter %q", key)
	}
	if err := p.Check(text); err != nil {
		return err
	}
	return p.write(reflect.ValueOf(structPtr).Elem().FieldByIndex(p.index), text)
}

// GetParam is the value of the parameter called key.
func GetParam(structPtr any, key string) (Value, error) {
	p, ok := Find(ParamsOf(structPtr), key)
	if !ok {
		return Value{}, fmt.Errorf("there is no parameter %q", key)
	}
	return p.read(reflect.ValueOf(structPtr).Elem().FieldByIndex(p.index)), nil
}

// snakeCase turns a Go name into a key: DepositPayer -> deposit_payer, ID -> id, MaxDPMNPaid -> max_dpmn_paid.
func snakeCase(name string) string {
	var out strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		starts := unicode.IsUpper(r) && i > 0 &&
			(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
		if starts {
			out.WriteByte('_')
		}
		out.WriteRune(unicode.ToLower(r))
	}
	return out.String()
}
