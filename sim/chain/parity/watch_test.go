package parity

import (
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/calltest"
	"github.com/dopamine-network/dopasim/sim"
)

// What moves behind the back of the mechanisms is noticed, whoever gains; what a call of the token may move is not.
func TestWatch_noticesTheft(t *testing.T) {
	const line = " -> ok"
	for _, c := range []struct {
		name, before, call string // before is played as it is; of call only what moves
		moves              func(l *sim.Ledger, at func(string) sim.Agent) bool
		want               string // "" for nothing wrong
	}{
		{"a payment", "", "0 ann token.transfer to=bob amount=5" + line, moving("ann", "bob", 5), ""},
		{"another's money", "", "0 ann token.burn amount=0" + line, moving("bob", "ann", 1), "bob lost 0.000000001 DPMN by a call of ann"},
		{"by a refusal", "", "0 ann token.burn amount=0 -> ERC20InsufficientBalance", moving("ann", "bob", 1), "a refused call moved money"},
		{"what is allowed", "0 bob token.approve spender=ann amount=5" + line,
			"0 ann token.transferFrom from=bob to=ann amount=5" + line, moving("bob", "ann", 5), ""},
		{"more than is allowed", "0 bob token.approve spender=ann amount=4" + line,
			"0 ann token.transferFrom from=bob to=ann amount=5" + line, moving("bob", "ann", 5), "bob lost"},
		{"more than is asked for", "0 bob token.approve spender=ann amount=9" + line,
			"0 ann token.transferFrom from=bob to=ann amount=5" + line, moving("bob", "ann", 6), "bob lost"},
		{"a gift", "", "0 ann token.transfer to=trust amount=5" + line, moving("ann", "trust", 5), ""},
		{"a gift taken back", "0 ann token.transfer to=trust amount=5" + line,
			"0 ann trust.declare id=1" + line, moving("trust", "ann", 5), "trust holds 0 DPMN and owes 0 DPMN, after 0.000000005 DPMN"},
		{"a deposit paid out early", "0 ann trust.open provider=bob ref=1" + line,
			"0 ann token.burn amount=0" + line, moving("trust", "ann", 1), "trust: vault"},
		{"money that nobody is owed", "", "0 ann trust.open provider=bob ref=1" + line, moving("ann", "trust", 1), "and was given"},
		{"money out of nothing", "", "0 ann token.burn amount=0" + line,
			func(l *sim.Ledger, at func(string) sim.Agent) bool { l.Account(at("ann")).Balance++; return true }, "balances add up to"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := ReadVector(strings.NewReader("mechanism trust\n" + c.before + "\n" + c.call + "\n"))
			if err != nil {
				t.Fatal(err)
			}
			m := v.Moves[len(v.Moves)-1]
			h := m.Bound.House
			crowd, _ := h.World.Population("people")
			for _, x := range v.Moves[:len(v.Moves)-1] {
				if err := x.Action.DoRow(x.Bound, mechanisms.Call{Now: x.Now, Who: x.Who}, x.Args); err != nil {
					t.Fatal(err)
				}
			}
			w := calltest.NewWatch(h, crowd)
			w.Begin(m.step())
			if !c.moves(h.World.Ledger, func(name string) sim.Agent { who, _ := calltest.AgentOf(h, crowd, name); return who }) {
				t.Fatal("the money is not there")
			}
			err = w.End(m.step(), m.Outcome, nil)
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func moving(from, to string, x sim.Amount) func(*sim.Ledger, func(string) sim.Agent) bool {
	return func(l *sim.Ledger, at func(string) sim.Agent) bool { return l.Move(at(from), at(to), x) }
}
