package deviant_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/agents/deviant"
)

func TestTable_isWrittenAsItIsRead(t *testing.T) {
	for text, want := range map[string]string{
		"nothing":  "nothing",
		" \n ":     "nothing",
		"a.B: c.d": "a.B: c.d",
		"  escrow.Delivered :escrow.declare   before deals.deadline+window ;":                                   "escrow.Delivered: escrow.declare before deals.deadline+window",
		"v.Called if not b.offers: v.commit(seal=seal(not outside.saw),n=3) in 1h; v.Paid if .success: b.claim": "v.Called if not b.offers: v.commit(seal=seal(not outside.saw), n=3) in 1h; v.Paid if .success: b.claim",
	} {
		table, err := deviant.Parse(text)
		if err != nil || table.String() != want {
			t.Errorf("%q: got %q, %v", text, table, err)
			continue
		}
		if again, err := deviant.Parse(table.String()); err != nil || again.String() != want {
			t.Errorf("%q: read again it is %q, %v", text, again, err)
		}
	}
}

func TestTable_saysWhatIsWrongWithARule(t *testing.T) {
	for text, want := range map[string]string{
		"escrow.declare":         `rule "escrow.declare" says nothing to do (want e.g. "escrow.Delivered: escrow.declare")`,
		"a.B c: d.e":             `rule "a.B c: d.e": "a.B c" is not a notice (want e.g. "escrow.Delivered")`,
		"a.B: c.d(x=1; e.F: g.h": `rule "a.B: c.d(x=1": a bracket is not closed`,
	} {
		if _, err := deviant.Parse(text); err == nil || err.Error() != want {
			t.Errorf("%q: got %v, want %s", text, err, want)
		}
	}
}

func TestRename_changesInstancesAndNothingElse(t *testing.T) {
	table, err := deviant.Parse("vote.Called if not bribe.offers: vote.commit(seal=seal(not bribe.offers.target), pay=.bribe) before bribe.deadline; " +
		"outside.delivered: deal.decide(success=outside.good)")
	if err != nil {
		t.Fatal(err)
	}
	got := deviant.Rename(table, func(name string) string {
		if name == "outside" {
			return name
		}
		return name + "_2"
	})
	want := "vote_2.Called if not bribe_2.offers: vote_2.commit(seal=seal(not bribe_2.offers.target), pay=.bribe) before bribe.deadline; " +
		"outside.delivered: deal_2.decide(success=outside.good)"
	if got.String() != want {
		t.Errorf("got %s", got)
	}
}
