// Package chain runs the Solidity twins of the mechanisms in go-ethereum's EVM, beside the native run. It is the only
// package that imports go-ethereum, with those below it.
//
// Two layers. The machine: account.go (who an agent is on the chain), artefact.go (what solc left behind), machine.go
// (an EVM that executes one call after another), flat.go (the state below it), root.go (its Merkle root), erc20.go (a
// token's storage by hand). The replay on top of it: replay.go (Replay and what it takes and gives), abi.go (a journal
// row as calldata and back), twin.go, rows.go and deploy.go (a mechanism matched with its contract: functions and
// events, rows, constructor), genesis.go (money poked into storage), call.go (outcome and events of a call), check.go
// and end.go (the states, at checkpoints and at last), divergence.go (what differs, in words), gas.go. Read them in that order.
//
// Replay in blocks, beside it: blocks.go (the calls that wait, and their receipts), blocks_pass.go (when they go), signer.go, maker.go (a block of
// transactions), store.go (the chain and its database), blocks_end.go (the states). Package geth serves what it leaves.
//
// Package bindings holds the typed bindings of the contracts for clients and tests; it pulls in go-ethereum's RPC, so
// nothing here imports it outside tests.
package chain
