package vote_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
	"github.com/dopamine-network/dopasim/mechanisms/vote"
)

// Every line of every table in testdata holds, whatever commitments are natively; see mechtest.Table for how to read and
// to rewrite them.
func TestVote_doesWhatItsTablesSay(t *testing.T) {
	for _, hashing := range []string{"handle", "real"} {
		t.Run(hashing, func(t *testing.T) {
			mechtest.Tables(t, vote.Mechanism, "hashing="+hashing, "beacon.hashing="+hashing)
		})
	}
}
