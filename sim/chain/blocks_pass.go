package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/params"

	"github.com/dopamine-network/dopasim/sim"
)

// passes replays the journal, from the start again as long as its blocks turn out too small.
func passes(ctx context.Context, o Options, s suspects) (*replay, *finding, error) {
	for {
		r, found, err := pass(ctx, o, s)
		if !errors.Is(err, errShort) || r.blocks.limit > params.MaxGasLimit/4 {
			return r, found, err
		}
		larger := r.blocks.BlockOptions
		larger.limit *= 4
		if err := larger.empty(); err != nil {
			return nil, nil, err
		}
		o.Blocks = &larger
	}
}

// blocksBefore flushes the blocks that are complete when row comes, if they are enough.
func (r *replay) blocksBefore(ctx context.Context, row sim.Row) (*finding, error) {
	if r.blocks == nil || !r.blocks.due(row.Now, r.Every) {
		return nil, nil
	}
	if r.checked < r.calls {
		if found, err := r.checkpoint(r.blocks.last().row); found != nil || err != nil { // the journal's own row is gone
			return found, err
		}
	}
	return r.blocks.flush(ctx, r)
}

// earlier looks among the calls that wait for blocks for one that differs before the call that was found to.
func (r *replay) earlier(ctx context.Context, found *finding) (*finding, error) {
	if r.blocks == nil {
		return found, nil
	}
	other, err := r.blocks.flush(ctx, r)
	if err == nil && other != nil && other.Call < found.Call {
		return other, nil
	}
	return found, err
}
