package chain

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Artefact is what internal/contracts/build.mjs writes next to a contract.
type Artefact struct {
	Name     string            `json:"contractName"`
	Compiler string            `json:"compiler"`
	Settings map[string]any    `json:"settings"`
	Sources  map[string]string `json:"sources"` // SHA-256 by unit name, imports included
	ABI      abi.ABI           `json:"abi"`
	Storage  Layout            `json:"storage"`
	Bytecode hexutil.Bytes     `json:"bytecode"` // of the constructor

	// Reverts are the errors that a function can end with, by its name: those that it, what it calls and the contracts
	// that these call revert with, whether or not it can come to it.
	Reverts map[string][]string `json:"reverts"`
}

// Layout says where a contract's variables lie, and the fields of its structs.
type Layout struct {
	Variables []Field            `json:"variables"`
	Structs   map[string][]Field `json:"structs"`
}

// Field is a variable, or a field of a struct: its slot (of a struct's field, counted from the
// struct's first), its first byte counted from the least significant, and its Solidity type.
type Field struct {
	Label  string `json:"label"`
	Slot   uint64 `json:"slot"`
	Offset uint   `json:"offset"`
	Type   string `json:"type"`
}

// ParseArtefact reads an artefact's JSON.
func ParseArtefact(text []byte) (*Artefact, error) {
	var a Artefact
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, fmt.Errorf("read contract artefact: %w", err)
	}
	if a.Name == "" || len(a.Bytecode) == 0 {
		return nil, fmt.Errorf("read contract artefact: no name or no bytecode")
	}
	return &a, nil
}

// Stale names the sources within root (the module's folder) that are not what the artefact was
// compiled from, sorted. Imports from npm are left to `node build.mjs --check`.
func (a *Artefact) Stale(root fs.FS) ([]string, error) {
	var stale []string
	for unit, want := range a.Sources {
		if strings.HasPrefix(unit, "@") {
			continue
		}
		text, err := fs.ReadFile(root, unit)
		if err != nil {
			return nil, fmt.Errorf("read source of %s: %w", a.Name, err)
		}
		text = []byte(strings.ReplaceAll(string(text), "\r\n", "\n")) // as build.mjs hashes it
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
			stale = append(stale, unit)
		}
	}
	slices.Sort(stale)
	return stale, nil
}

// ErrorName returns the name of the contract's error a revert carries: "" when data is too short
// to hold a selector, "Error" and "Panic" for Solidity's own two, and the selector in hex when the
// ABI does not know it.
func (a *Artefact) ErrorName(data []byte) string {
	if len(data) < 4 {
		return ""
	}
	selector := [4]byte(data)
	switch selector {
	case [4]byte{0x08, 0xc3, 0x79, 0xa0}:
		return "Error"
	case [4]byte{0x4e, 0x48, 0x7b, 0x71}:
		return "Panic"
	}
	if e, err := a.ABI.ErrorByID(selector); err == nil {
		return e.Name
	}
	return hexutil.Encode(selector[:])
}
