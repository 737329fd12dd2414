package mechtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
	"github.com/dopamine-network/dopasim/sim"
)

// scenario is one on a vote and what it needs, where a round of the beacon lasts a second.
func scenario(t *testing.T) *script {
	t.Helper()
	s := &script{t: t, m: vote.Mechanism, settings: []string{"keep=7s", "beacon.commit_within=1s"}}
	s.do([]string{"==", "title"})
	return s
}

func TestTable_setsParametersOfEveryMechanism(t *testing.T) {
	s := scenario(t)
	s.do([]string{"set", "seats=1", "beacon.reveal_within=2s"})
	w := s.world()
	of := func(name, key string) string {
		for _, p := range mechanisms.ParamsOf(w.House.Find(name).Params) {
			if p.Key == key {
				return p.Default
			}
		}
		return ""
	}
	for _, x := range []struct{ name, key, want string }{
		{"vote", "seats", "1"}, {"vote", "keep", "7s"}, {"beacon", "commit_within", "1s"}, {"beacon", "reveal_within", "2s"},
	} {
		if got := of(x.name, x.key); got != x.want {
			t.Errorf("%s of %s is %s, not %s", x.key, x.name, got, x.want)
		}
	}
	s.do([]string{"==", "the next starts anew"})
	w = s.world()
	if got := of("vote", "seats"); got != "3" {
		t.Errorf("seats of the next scenario are %s", got)
	}
}

func TestTable_namesPeopleAndMechanisms(t *testing.T) {
	s := scenario(t)
	w := s.world()
	for name, want := range map[string]sim.Agent{
		"anna": w.People.First, "hans": w.People.First + 7, "nobody": sim.Nobody, "vault": w.Bound.Account,
		"beacon": w.House.Find("beacon").Account, "token": w.House.Find("token").Account,
	} {
		if got := s.agent(name); got != want || s.nameOf(got) != name {
			t.Errorf("%s is #%d, called %s; want #%d", name, got, s.nameOf(got), want)
		}
	}
}

func TestTable_readsListsAndCommitments(t *testing.T) {
	s := scenario(t)
	w := s.world()
	bob := w.People.First + 1
	value := func(instance, action, name, text string) any {
		t.Helper()
		bound := w.House.Find(instance)
		for _, f := range bound.Mechanism.Action(action).Args() {
			if f.Name == name {
				return s.value(bound, f, text)
			}
		}
		t.Fatalf("%s of %s has no %s", action, instance, name)
		return nil
	}
	for text, want := range map[string][]any{"none": {}, "bob": {bob}, "bob+hans": {bob, bob + 6}} {
		if got := value("vote", "open", "witnesses", text).([]any); !slices.Equal(got, want) {
			t.Errorf("%s is %v, not %v", text, got, want)
		}
	}
	seven := [32]byte{7}
	if got := value("vote", "reveal", "salt", "7"); got != seven {
		t.Errorf("salt 7 is %x", got)
	}
	for text, secret := range map[string]mechanisms.Secret{
		"bob:3:yes:7": {ID: 3, Who: bob, Value: 1, Salt: seven}, "bob:3:no:7": {ID: 3, Who: bob, Salt: seven},
		"bob:3:2:7": {ID: 3, Who: bob, Value: 2, Salt: seven}, "bob:3:7": {ID: 3, Who: bob, Salt: seven},
	} {
		// The instance that is called makes the commitment: another one's opens nothing.
		vote, beacon := w.House.Find("vote"), w.House.Find("beacon")
		inVote, inBeacon := value("vote", "commit", "seal", text).([32]byte), value("beacon", "commit", "seal", text).([32]byte)
		if !vote.Opens(inVote, secret) || !beacon.Opens(inBeacon, secret) || vote.Opens(inBeacon, secret) {
			t.Errorf("%s is not the commitment to %+v", text, secret)
		}
	}
	if got := value("vote", "commit", "seal", "none"); got != [32]byte{} {
		t.Errorf("none is %x", got)
	}
}

func TestTable_allowsEveryMechanismAndIntroducesThem(t *testing.T) {
	s := scenario(t)
	s.do([]string{"give", "anna=50DPMN", "bob=50DPMN"})
	s.do([]string{"allow", "anna", "bob=beacon"})
	for _, x := range []struct{ call, want string }{
		{"anna beacon.commit round=1 seal=anna:1:7", "ok"},
		{"anna open payer=anna other=nobody witnesses=carl+dora+emil deadline=9 begin=true ref=1", "ok"},
		{"bob beacon.commit round=1 seal=bob:1:7", "ok"},
		{"bob open payer=bob other=nobody witnesses=carl+dora+emil deadline=9 begin=true ref=1", "ERC20InsufficientAllowance"},
	} {
		words := append([]string{"0"}, strings.Fields(x.call)...)
		if got, _ := s.do(words); got != x.want {
			t.Errorf("%s: %s, not %s", x.call, got, x.want)
		}
	}
	if got, want := s.money(), "anna 37, bob 40, vault 3, beacon 20, burned 0"; got != want {
		t.Errorf("money is %s, not %s", got, want)
	}
}

func TestTables_missRefusalsThatStandBehindNoArrow(t *testing.T) {
	m := &mechanisms.Mechanism{Reverts: []mechanisms.Refusal{{Revert: "A"}, {Revert: "B"}, {Revert: "C"}}}
	if got := unmet(m, "# B\n0 anna x -> ok, A\n0 anna C -> ok\n"); !slices.Equal(got, []string{"B", "C"}) {
		t.Errorf("unmet are %v", got)
	}
}
