// Package chain runs the Solidity twins of the mechanisms in go-ethereum's EVM. It is the only
// package that imports go-ethereum.
//
// Read account.go (who an agent is on the chain), artefact.go (what solc left behind), machine.go
// (an EVM that executes one call after another), flat.go (the state below it), root.go (its
// Merkle root), erc20.go (a token's storage by hand), in that order. Package bindings holds the
// typed bindings of the contracts for clients and tests; it pulls in go-ethereum's RPC, so nothing
// here imports it outside tests.
package chain
