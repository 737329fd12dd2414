package beacon_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/mechtest"
)

// Every line of every table in testdata holds, whatever commitments are natively; see mechtest.Table for how to read and
// to rewrite them.
func TestBeacon_doesWhatItsTablesSay(t *testing.T) {
	for _, hashing := range []string{"hashing=handle", "hashing=real"} {
		t.Run(hashing, func(t *testing.T) { mechtest.Tables(t, beacon.Mechanism, hashing) })
	}
}
