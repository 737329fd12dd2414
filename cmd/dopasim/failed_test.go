package main

import (
	"errors"
	"testing"

	"github.com/dopamine-network/dopasim/sim"
	"github.com/dopamine-network/dopasim/sim/experiment"
)

func TestFailed_tellsABrokenInvariantFromOtherErrors(t *testing.T) {
	plain := errors.New("a plain one")
	if failed(plain) != plain {
		t.Error("an error of no trial was changed")
	}
	for _, c := range []struct {
		err  error
		code int
	}{{plain, exitFailed}, {&sim.Violation{Seed: 7, Err: plain}, exitBroken}} {
		var e *exit
		err := failed(&experiment.TrialError{Trial: experiment.Trial{Seed: 7}, Err: c.err})
		if !errors.As(err, &e) || e.code != c.code || !errors.Is(err, plain) {
			t.Errorf("%v: have %v", c.err, err)
		}
	}
}
