package chain

import (
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"sync"

	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"

	"github.com/dopamine-network/dopasim/sim"
)

// startFee is genesis' base fee in wei. It only falls from there: no block is more than half full.
func startFee() *big.Int { return big.NewInt(params.InitialBaseFee) }

// endowment is the ether in wei that each sender has at genesis, a million: fees are never a reason to refuse.
func endowment() *big.Int {
	return new(big.Int).Mul(big.NewInt(1_000_000), big.NewInt(params.Ether))
}

// signer makes transactions of calls. Signatures are deterministic (RFC 6979), so hashes are.
type signer struct {
	types.Signer
	config *params.ChainConfig
	people map[sim.Agent]*person
	signed []*types.Transaction
}

// person is who has signed.
type person struct {
	key   *ecdsa.PrivateKey
	nonce uint64
}

func newSigner(c *params.ChainConfig) *signer {
	return &signer{Signer: types.LatestSigner(c), config: c, people: map[sim.Agent]*person{}}
}

// sign makes the transactions of blocks; next hands them out. Signing and recovering the sender take as long as the
// execution of a call, so all processors do it.
func (s *signer) sign(plan []planned, accounts *Accounts) error {
	s.signed = s.signed[:0]
	var keys []*ecdsa.PrivateKey
	for _, p := range plan {
		for _, q := range p.calls {
			who, err := s.person(q.row.Who, accounts)
			if err != nil {
				return fmt.Errorf("call %d: %w", q.number, err)
			}
			to := q.in.at
			s.signed = append(s.signed, types.NewTx(&types.DynamicFeeTx{
				ChainID: s.config.ChainID, Nonce: who.nonce, GasTipCap: startFee(),
				GasFeeCap: new(big.Int).Add(startFee(), startFee()), Gas: CallGasLimit, To: &to, Data: q.data,
			}))
			who.nonce++
			keys = append(keys, who.key)
		}
	}
	workers := runtime.GOMAXPROCS(0)
	failed := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(keys) && failed[w] == nil; i += workers {
				if s.signed[i], failed[w] = types.SignTx(s.signed[i], s.Signer, keys[i]); failed[w] == nil {
					_, failed[w] = types.Sender(s.Signer, s.signed[i]) // the transaction remembers it
				}
			}
		})
	}
	wait.Wait()
	return errors.Join(failed...)
}

// person finds who signs for an agent; nobody does for a contract.
func (s *signer) person(who sim.Agent, accounts *Accounts) (*person, error) {
	p := s.people[who]
	if p == nil {
		p = &person{key: Key(who)}
		if crypto.PubkeyToAddress(p.key.PublicKey) != accounts.Address(who) {
			return nil, fmt.Errorf("agent %d is a contract or nobody, and signs no transaction", who)
		}
		s.people[who] = p
	}
	return p, nil
}

// next are the next n transactions.
func (s *signer) next(n int) []*types.Transaction {
	next := s.signed[:n:n]
	s.signed = s.signed[n:]
	return next
}
