// Package geth serves a replayed chain to real clients (ethers, viem, cast) over JSON-RPC. It is go-ethereum's own node,
// without peers and without a miner, on the database that a replay in blocks left: every method is geth's.
package geth

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"

	"github.com/ethereum/go-ethereum/core/rawdb"
	"github.com/ethereum/go-ethereum/eth"
	"github.com/ethereum/go-ethereum/eth/ethconfig"
	"github.com/ethereum/go-ethereum/eth/filters"
	"github.com/ethereum/go-ethereum/node"
	"github.com/ethereum/go-ethereum/p2p"
	"github.com/ethereum/go-ethereum/rpc"
)

// Node is a node that serves.
type Node struct{ stack *node.Node }

// Modules are the groups of methods that are served.
var Modules = []string{"eth", "net", "web3"}

// Open serves the chain in dir, which chain.BlockOptions.Dir with Archive named, at an address such as 127.0.0.1:8545;
// port 0 takes a free one. Nothing is added to the chain: transactions that are sent wait for ever.
func Open(dir, address string) (*Node, error) {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return nil, fmt.Errorf("address %s: want IP:PORT, as 127.0.0.1:8545", address)
	}
	stack, err := node.New(&node.Config{
		Name: "geth", DataDir: dir, Version: "dopasim",
		HTTPHost: at.Addr().String(), HTTPPort: int(at.Port()), HTTPModules: Modules, HTTPVirtualHosts: []string{"localhost"},
		HTTPTimeouts: rpc.DefaultHTTPTimeouts, BatchRequestLimit: node.DefaultConfig.BatchRequestLimit,
		BatchResponseMaxSize: node.DefaultConfig.BatchResponseMaxSize,
		P2P:                  p2p.Config{NoDiscovery: true, NoDial: true},
	})
	if err != nil {
		return nil, err
	}
	if err := start(stack); err != nil {
		return nil, errors.Join(err, stack.Close())
	}
	return &Node{stack}, nil
}

func start(stack *node.Node) error {
	c := ethconfig.Defaults
	c.Genesis = nil // the database's
	c.SyncMode = ethconfig.FullSync
	c.StateScheme, c.NoPruning = rawdb.HashScheme, true // an archive: the state at every block
	c.TransactionHistory = 0                            // of all blocks
	c.LogNoHistory = true                               // logs are searched by the blooms of blocks
	c.DatabaseCache, c.TrieCleanCache, c.TrieDirtyCache, c.SnapshotCache = 64, 64, 64, 0
	c.TxPool.NoLocals, c.TxPool.Journal, c.BlobPool.Datadir = true, "", ""
	backend, err := eth.New(stack, &c)
	if err != nil {
		return err
	}
	stack.RegisterAPIs([]rpc.API{{
		Namespace: "eth",
		Service:   filters.NewFilterAPI(filters.NewFilterSystem(backend.APIBackend, filters.Config{})),
	}})
	return stack.Start()
}

// URL is where the node answers.
func (n *Node) URL() string { return n.stack.HTTPEndpoint() }

// Close ends it. The database stays.
func (n *Node) Close() error { return n.stack.Close() }

// Loopback says whether only this machine can reach an address.
func Loopback(address string) (bool, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return false, err
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return false, fmt.Errorf("%q is no port (want 0 to 65535, 0 for any that is free)", port)
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return false, fmt.Errorf("%q is no IP address", host)
	}
	return at.IsLoopback(), nil
}
