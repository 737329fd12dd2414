package scenarios

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// exprError is a mistake in an expression at a character offset.
type exprError struct {
	at      int
	message string
	missing string // the name that there is none of, "" for other mistakes
}

func (e *exprError) Error() string { return e.message }

func errorAt(at int, format string, args ...any) *exprError {
	return &exprError{at: at, message: fmt.Sprintf(format, args...)}
}

// missingAt is a mistake about a name that there is none of.
func missingAt(at int, name, format string, args ...any) *exprError {
	return &exprError{at, fmt.Sprintf(format, args...), name}
}

// token is a word of an expression: a number with its unit, a name such as honest.payoff, or a sign.
type token struct {
	kind   byte // 'n' number, 'a' name, 's' sign, 0 for the end
	at     int  // offset in characters
	text   string
	number float64
	unit   string
}

// lexer cuts an expression into tokens.
type lexer struct {
	text []rune
	at   int
}

func (x *lexer) peek(ahead int) rune {
	if x.at+ahead >= len(x.text) {
		return 0
	}
	return x.text[x.at+ahead]
}

func (x *lexer) take(ok func(rune) bool) string {
	from := x.at
	for x.at < len(x.text) && ok(x.text[x.at]) {
		x.at++
	}
	return string(x.text[from:x.at])
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
func isLower(r rune) bool { return r >= 'a' && r <= 'z' }
func isWord(r rune) bool  { return isLower(r) || r >= 'A' && r <= 'Z' || isDigit(r) || r == '_' }

var signs = []string{"<=", ">=", "!=", "==", "<", ">", "=", "~", "+", "-", "*", "/", "(", ")", ","}

func (x *lexer) next() (token, *exprError) {
	x.take(unicode.IsSpace)
	from := x.at
	switch r := x.peek(0); {
	case r == 0 && x.at >= len(x.text):
		return token{at: from}, nil
	case isDigit(r):
		return x.number()
	case isWord(r) && r != '_':
		text := x.take(func(r rune) bool { return isWord(r) || r == '.' })
		return token{kind: 'a', at: from, text: text}, nil
	}
	for _, s := range signs {
		if strings.HasPrefix(string(x.text[x.at:min(x.at+2, len(x.text))]), s) {
			x.at += len(s)
			if s == "==" {
				s = "="
			}
			return token{kind: 's', at: from, text: s}, nil
		}
	}
	return token{}, errorAt(from, "unexpected %q", x.text[from])
}

// number reads 0.05, 5%, 10 DPMN, 1 gwei, 1h30m or 1e6.
func (x *lexer) number() (token, *exprError) {
	from := x.at
	text := x.take(func(r rune) bool { return isDigit(r) || r == '_' || r == '.' })
	t := token{kind: 'n', at: from}
	switch r := x.peek(0); {
	case r == '%':
		x.at++
		return t.parsed(text+"%", mechanisms.Param{Kind: mechanisms.KindProb})
	case r == 'e' && (isDigit(x.peek(1)) || x.peek(1) == '+'):
		x.at++
		text += "e" + x.take(func(r rune) bool { return isDigit(r) || r == '+' })
		return t.parsed(text, mechanisms.Param{Kind: mechanisms.KindCount})
	case isLower(r):
		text += x.take(func(r rune) bool { return isLower(r) || isDigit(r) })
		return t.parsed(text, mechanisms.Param{Kind: mechanisms.KindSeconds, Unit: "s"})
	}
	after := x.at
	x.take(unicode.IsSpace)
	if r := x.peek(0); r >= 'A' && r <= 'Z' {
		text += " " + x.take(isWord)
		return t.parsed(text, mechanisms.Param{Kind: mechanisms.KindAmount, Unit: "DPMN"})
	}
	if strings.HasPrefix(string(x.text[x.at:min(x.at+4, len(x.text))]), "gwei") && !isWord(x.peek(4)) {
		x.at += len("gwei")
		return t.parsed(text+" gwei", mechanisms.Param{Kind: mechanisms.KindGasPrice}) // a plain number to formulas
	}
	x.at = after
	// A plain number may be above 1 and have decimals, which neither a count nor a probability does.
	whole, fraction, _ := strings.Cut(text, ".")
	var n float64
	if _, err := fmt.Sscanf(strings.ReplaceAll(text, "_", ""), "%g", &n); err != nil || strings.Contains(fraction, ".") ||
		strings.HasSuffix(text, ".") || strings.HasSuffix(whole, "_") || len(text) > 40 {
		return t, errorAt(from, "%q is not a number", text)
	}
	t.text, t.number = text, n
	return t, nil
}

// parsed is the token of text, a value of p.
func (t token) parsed(text string, p mechanisms.Param) (token, *exprError) {
	v, err := p.Parse(text)
	if err != nil {
		return t, errorAt(t.at, "%s", err)
	}
	t.text, t.number, t.unit = text, v.Number, p.Unit
	return t, nil
}
