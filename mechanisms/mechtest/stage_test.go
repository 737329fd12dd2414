package mechtest

import (
	"bytes"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/trust"
)

func TestRerun_noticesAJournalThatDoesNotFit(t *testing.T) {
	stage, err := NewStage(trust.Mechanism, trust.Mechanism.Defaults(), 1)
	if err != nil {
		t.Fatal(err)
	}
	var journal bytes.Buffer
	stage.House.World.Journal.SendTo(&journal)
	if err := stage.Genesis(); err != nil {
		t.Fatal(err)
	}
	m, err := mechanisms.InstanceOf[trust.State](stage.Bound)
	if err != nil {
		t.Fatal(err)
	}
	args := trust.OpenArgs{Provider: stage.People.First + 1}
	if err := trust.Open.Do(m, mechanisms.Call{Who: stage.People.First}, args); err != nil {
		t.Fatal(err)
	}
	if err := stage.House.World.Journal.Close(); err != nil {
		t.Fatal(err)
	}
	dear := trust.Defaults
	dear.Price = 2 * Fortune
	other, err := NewStage(trust.Mechanism, &dear, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := Rerun(other, &journal); err == nil || err.Error() != "row 4: trust.open ends with ERC20InsufficientBalance, the journal says <nil>" {
		t.Errorf("another price: %v", err)
	}
}
