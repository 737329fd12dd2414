package parity

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// FuzzParity is for Go's own fuzzer, which is guided by what the native side executes:
//
//	go test -run '^$' -fuzz FuzzParity -fuzztime 10m ./sim/chain/parity
//
// of is the number of the mechanism, by name. What it finds is written to testdata/found too, as text.
func FuzzParity(f *testing.F) {
	for of := range mechanisms.All() {
		f.Add(byte(of), sample(byte(of), 40))
		f.Add(byte(of), sample(byte(100+of), 200))
	}
	runners := map[byte]*Runner{}
	f.Fuzz(func(t *testing.T, of byte, input []byte) {
		all := mechanisms.All()
		of %= byte(len(all))
		r := runners[of]
		if r == nil {
			var err error
			if r, err = NewRunner(all[of], nil); err != nil {
				t.Fatal(err)
			}
			runners[of] = r
		}
		g, err := r.Play(t.Context(), input, nil)
		if err != nil {
			t.Fatal(err)
		}
		if g.Failure == nil {
			return
		}
		v, err := r.Shrink(g)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join("testdata", "found", all[of].Name+"-fuzz.txt"), []byte(v.Text()), 0o644); err != nil {
			t.Error(err)
		}
		t.Fatal(v.Text())
	})
}
