package chain

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// answer is what both sides made of a call.
type answer struct {
	native error
	evm    Result
	fresh  bool // an approval that makes an allowance out of none
}

// call executes an action on both sides and compares what can be seen at once: outcome and events.
func (r *replay) call(row sim.Row, in *instance, action mechanisms.Action) (*finding, error) {
	done, err := r.execute(row, in, action)
	if err != nil {
		return nil, err
	}
	return r.judge(row, in, action, done)
}

// execute has both sides do a call.
func (r *replay) execute(row sim.Row, in *instance, action mechanisms.Action) (done answer, err error) {
	m := &in.methods[action.Index()]
	if r.data, err = r.encode(append(r.data[:0], m.selector[:]...), m.args, row.Args); err != nil {
		return done, fmt.Errorf("%s.%s: %w", in.Name, action.Name(), err)
	}
	done.fresh = r.freshApproval(row, in, m)
	in.followAll(m.rows, row.Args)
	r.events = r.events[:0]
	done.native = action.DoRow(in.Bound, mechanisms.Call{Now: row.Now, Who: row.Who}, row.Args)
	done.evm, err = r.machine.Call(Call{
		From: r.accounts.Address(row.Who), To: in.at, Data: r.data, Time: uint64(row.Now),
	})
	if err == nil {
		r.calls++
	}
	return done, err
}

// judge compares what the sides made of a call, and notes what it may have touched.
func (r *replay) judge(row sim.Row, in *instance, action mechanisms.Action, done answer) (*finding, error) {
	if what, err := r.differs(row, in, done.native, done.evm); what != "" || err != nil {
		f := r.finding(row, what)
		f.Native, f.EVM = r.nativeText(done.native), r.evmText(in, done.evm)
		return f, err
	}
	if r.blocks != nil {
		r.blocks.add(queued{row, r.calls, in, r.data, done.evm})
	}
	r.touch(row, in, &in.methods[action.Index()])
	kind := warm
	switch {
	case done.native != nil:
		kind = refused
		r.refused++
	case r.crossed() || done.fresh:
		kind = cold
	}
	in.gas[action.Index()].add(kind, done.evm.Gas)
	return nil, nil
}

// differs says what differs between the two outcomes of a call, "" if nothing.
func (r *replay) differs(row sim.Row, in *instance, native error, done Result) (string, error) {
	outcome := in.Mechanism.Outcome(native)
	switch {
	case outcome != row.Outcome:
		return r.otherOutcome(row, in.Bound), nil
	case native == nil && done.Err != nil, native != nil && !done.Reverted():
		return "outcome", nil
	case native != nil && done.Selector() != in.reverts[outcome-1]:
		return "refusal", nil
	}
	same, err := r.sameEvents(done.Logs)
	if !same && err == nil {
		return "events", nil
	}
	return "", err
}

// otherOutcome is what differs when the native run no longer does what the journal says.
func (r *replay) otherOutcome(row sim.Row, b *mechanisms.Bound) string {
	said := "accepted"
	if err := b.Mechanism.Refusal(row.Outcome); err != nil {
		said = "refused: " + err.Error()
	}
	return "outcome in the journal (" + said + ")"
}

// sameEvents encodes every native event and compares it with the log, byte for byte.
func (r *replay) sameEvents(logs []*types.Log) (bool, error) {
	if len(logs) != len(r.events) {
		return false, nil
	}
	for i, l := range logs {
		e := &r.events[i]
		in := r.instances[r.number[e.From]]
		want := &in.twin.events[e.Event.Index()]
		if l.Address != in.at || len(l.Topics) != 1+len(want.indexed) || l.Topics[0] != want.id {
			return false, nil
		}
		for j := range want.indexed {
			f := &want.indexed[j]
			var topic common.Hash
			if err := r.write(topic[:], f, f.bytes(e.Row)); err != nil {
				return false, fmt.Errorf("event %s: %s: %w", e.Event.Name(), f.Name, err)
			}
			if l.Topics[1+j] != topic {
				return false, nil
			}
		}
		var err error
		if r.scratch, err = r.encode(r.scratch[:0], want.data, e.Row); err != nil {
			return false, fmt.Errorf("event %s: %w", e.Event.Name(), err)
		}
		if !bytes.Equal(l.Data, r.scratch) {
			return false, nil
		}
	}
	return true, nil
}

// followAll touches what the rows that a call is about name: before the call, which may end them, and after it.
func (in *instance) followAll(rows []reference, args []byte) {
	if !in.linked {
		return
	}
	for _, ref := range rows {
		in.follow(ref.view, littleEndian(args[ref.at:ref.at+8]))
	}
}

// touch notes which rows, balances and allowances the call may have changed.
func (r *replay) touch(row sim.Row, in *instance, m *method) {
	in.followAll(m.rows, row.Args)
	for _, ref := range m.rows {
		in.touched[ref.view] = append(in.touched[ref.view], littleEndian(row.Args[ref.at:ref.at+8]))
	}
	for i := range r.events {
		e := &r.events[i]
		from := r.instances[r.number[e.From]]
		for _, ref := range from.twin.events[e.Event.Index()].rows {
			from.touched[ref.view] = append(from.touched[ref.view], littleEndian(e.Row[ref.at:ref.at+8]))
		}
	}
	w := r.money
	if w == nil {
		return
	}
	w.touched = append(w.touched, row.Who)
	w.moves = w.moves[:0]
	for i := range r.events {
		if e := &r.events[i]; e.From == w.in.Bound {
			w.note(e, row.Who, r.instances)
		}
	}
}

// note reads an event of the token: both of ERC-20 are two agents and an amount (bindMoney has checked it).
func (w *wallet) note(e *mechanisms.Logged, sender sim.Agent, all []*instance) {
	first, second := sim.Agent(littleEndian(e.Row[:4])), sim.Agent(littleEndian(e.Row[4:8]))
	switch e.Event.Index() {
	case w.approval:
		w.approved[approvalKey{first, second}] = true
		w.allowed = append(w.allowed, approvalKey{first, second})
	case w.transfer:
		w.moves = append(w.moves, move{first, second, sim.Amount(littleEndian(e.Row[8:16]))})
		w.touched = append(w.touched, first, second)
		if len(w.approved) == 0 {
			return
		}
		// Whoever took the money was the sender or a contract that it called.
		for _, in := range all {
			w.spent(approvalKey{first, in.Account})
		}
		w.spent(approvalKey{first, sender})
	}
}

func (w *wallet) spent(k approvalKey) {
	if w.approved[k] {
		w.allowed = append(w.allowed, k)
	}
}

// crossed says whether the call made a balance of the token that was zero before it: the first write to such a slot
// costs 17,100 gas more than to another, so calls are counted apart. Who receives for the first time is not enough to
// tell: an agent or a vault may have been emptied before, and a vault's first money costs as much.
func (r *replay) crossed() bool {
	if r.money == nil {
		return false
	}
	moves := r.money.moves
	for _, m := range moves {
		if m.to == sim.Nobody {
			continue
		}
		after := r.world.Ledger.Balance(m.to)
		before := after
		for _, n := range moves {
			if n.to == m.to {
				before -= n.x
			}
			if n.from == m.to {
				before += n.x
			}
		}
		if before == 0 && after > 0 {
			return true
		}
	}
	return false
}

// freshApproval says whether the call is an approval that makes an allowance out of none.
func (r *replay) freshApproval(row sim.Row, in *instance, m *method) bool {
	if r.money == nil || in != r.money.in || m != r.money.approve {
		return false
	}
	old, _ := r.money.native.Allowance(row.Who, sim.Agent(littleEndian(row.Args[:4])))
	return old == 0 && littleEndian(row.Args[4:12]) > 0
}
