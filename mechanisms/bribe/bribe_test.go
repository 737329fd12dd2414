package bribe_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/bribe"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// Every line of every table in testdata holds, whatever sealed votes are natively; see mechtest.Table for how to read and
// to rewrite them.
func TestBribe_doesWhatItsTablesSay(t *testing.T) {
	for _, hashing := range []string{"handle", "real"} {
		t.Run(hashing, func(t *testing.T) { mechtest.Tables(t, bribe.Mechanism, "vote.hashing="+hashing) })
	}
}
