package bindings

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi/abigen"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

//go:generate go test -run TestBindings_areFresh -update

var update = flag.Bool("update", false, "write the bindings anew")

// Every committed artefact has a binding, and it is what abigen v2 makes of it.
func TestBindings_areFresh(t *testing.T) {
	artefacts, err := filepath.Glob("../../../mechanisms/*/*.json")
	if err != nil || len(artefacts) == 0 {
		t.Fatalf("no artefacts found (%v)", err)
	}
	for _, path := range artefacts {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), name+".sol")); err != nil {
			continue // some other JSON of the mechanism
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var artefact struct {
			ABI      json.RawMessage
			Bytecode hexutil.Bytes
		}
		if err := json.Unmarshal(text, &artefact); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		want, err := abigen.BindV2([]string{name}, []string{string(artefact.ABI)},
			[]string{hexutil.Encode(artefact.Bytecode)}, "bindings", nil, nil)
		if err != nil {
			t.Fatalf("bind %s: %v", path, err)
		}
		file := strings.ToLower(name) + ".go"
		if *update {
			if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if have, _ := os.ReadFile(file); string(have) != want {
			t.Errorf("%s is not what %s generates; run go generate ./sim/chain/bindings", file, path)
		}
	}
}
