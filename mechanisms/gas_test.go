package mechanisms

import (
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
)

type (
	panelParams struct {
		Seats   uint8  `min:"1" max:"101"`
		Ballots string `enum:"open,sealed"`
		Bond    sim.Amount
	}
	askerParams struct {
		Decider string `enum:"payer,vote"`
		Keep    sim.Second
	}
)

// asker is an instance that a panel may decide for.
func asker(p askerParams, panel *panelParams) *Bound {
	b := &Bound{Mechanism: &Mechanism{Name: "asker", Needs: []Need{{Name: "panel"}}}, Name: "asker", Params: &p, Needs: []*Bound{nil}}
	if panel != nil {
		b.Needs[0] = &Bound{Mechanism: &Mechanism{Name: "panel"}, Name: "panel", Params: panel}
	}
	return b
}

// lines are those of asker.open in the columns action, conditions and gas, the same in all three.
func lines(t *testing.T, text ...string) []gasLine {
	t.Helper()
	var file strings.Builder
	for _, l := range text {
		words := strings.Fields(l)
		file.WriteString("asker.open " + words[0] + strings.Repeat(" "+words[1], 3) + " Closed\n")
	}
	table, err := parseGas("# comment\n\n" + file.String())
	if err != nil {
		t.Fatal(err)
	}
	return table["asker.open"]
}

func TestGas_isThatOfTheLineWithMostConditionsThatHold(t *testing.T) {
	table := lines(t, "- 100", "decider=vote 200", "decider=vote,panel.ballots=sealed 300", "keep>0 400", "decider=payer,keep=0 500")
	sealed, open := &panelParams{3, "sealed", 0}, &panelParams{3, "open", 0}
	for _, c := range []struct {
		name  string
		p     askerParams
		panel *panelParams
		want  uint64
	}{
		{"none but the plain", askerParams{"", 0}, nil, 500}, // an unset choice is its first
		{"a need that nobody fills", askerParams{"vote", 0}, nil, 200},
		{"another choice of the need", askerParams{"vote", 0}, open, 200},
		{"the need's choice", askerParams{"vote", 0}, sealed, 300},
		{"a duration", askerParams{"payer", 5}, nil, 400},
	} {
		have, err := asker(c.p, c.panel).gasOf(table)
		if want := (Gas{c.want, c.want, c.want}); err != nil || have != want {
			t.Errorf("%s: %v, %v, want %v", c.name, have, err, want)
		}
	}
}

func TestGas_mayDependOnWhoCalls(t *testing.T) {
	table := lines(t, "caller=asker 1", "caller=none 2")
	house := &House{}
	called := asker(askerParams{}, &panelParams{3, "open", 0})
	called.Mechanism.Needs[0].Paid = true
	panel := called.Needs[0]
	called.House, panel.House, house.Instances = house, house, []*Bound{panel, called}
	for want, b := range map[uint64]*Bound{1: panel, 2: called} {
		if have, err := b.gasOf(table); err != nil || have.Later != want {
			t.Errorf("%s: %d, %v, want %d", b.Name, have.Later, err, want)
		}
	}
}

func TestGas_isOnALineBetweenCounts(t *testing.T) {
	table := lines(t, "panel.seats=9 301", "panel.seats=3 100", "panel.seats=5 201")
	for seats, want := range map[uint8]uint64{3: 100, 4: 151, 5: 201, 6: 226, 7: 251, 9: 301, 13: 401, 2: 49, 1: 0} {
		have, err := asker(askerParams{}, &panelParams{seats, "open", 0}).gasOf(table)
		if err != nil || have.Later != want {
			t.Errorf("%d seats: %d, %v, want %d", seats, have.Later, err, want)
		}
	}
	falling := lines(t, "panel.seats=3 100", "panel.seats=5 95")
	for seats, want := range map[uint8]uint64{4: 97, 6: 92, 101: 0} { // halves go away from zero, and no gas is negative
		have, err := asker(askerParams{}, &panelParams{seats, "open", 0}).gasOf(falling)
		if err != nil || have.Later != want {
			t.Errorf("%d seats, falling: %d, %v, want %d", seats, have.Later, err, want)
		}
	}
}

func TestGas_saysWhatTheTableHas(t *testing.T) {
	three := &panelParams{3, "open", 7}
	for _, c := range []struct {
		lines []string
		want  string
	}{
		{[]string{"decider=vote 1", "keep>0 2"}, "the table has no line for its parameters; it has decider=vote | keep>0"},
		{nil, "it has none at all"},
		{[]string{"panel.seats=5 1"}, "measured at panel.seats=5 only, wanted at 3"},
		{[]string{"decider=payer 1", "keep=0 2"}, "two lines fit equally well"},
		{[]string{"decider=payer 1", "panel.seats=3 2"}, `lines with conditions on "" and on "panel.seats" fit equally well`},
		{[]string{"seats=3 1"}, `asker has no parameter "seats"`},
		{[]string{"jury.seats=3 1"}, `there is no need "jury"`},
		{[]string{"panel.bond=7 1"}, `line "panel.bond=7": panel.bond can be =0 or >0`},
		{[]string{"panel.seats>0 1"}, `line "panel.seats>0": one condition count=number is allowed`},
	} {
		_, err := asker(askerParams{"payer", 0}, three).gasOf(lines(t, c.lines...))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v, want %s", c.lines, err, c.want)
		}
	}
}

func TestGas_tableMustBeWellFormed(t *testing.T) {
	for text, want := range map[string]string{
		"a.b - 1 2 3":             "gas.txt:1: 5 columns, want 6",
		"\na.b - 1 x 3 Closed":    "gas.txt:2: strconv",
		"a.b seats 1 2 3 Closed":  `"seats" is no condition such as`,
		"a.b =3 1 2 3 Closed":     `"=3" is no condition such as`,
		"a.b seats= 1 2 3 Closed": `"seats=" is no condition such as`,
	} {
		if _, err := parseGas(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if table := gasTable(); len(table) < 33 { // the actions of six mechanisms
		t.Errorf("the committed table has %d actions", len(table))
	}
}
