// Command dopasim simulates the economy of the Dopamine network: it runs scenarios through the real mechanisms,
// draws their figures, and replays chosen trials on the mechanisms' Solidity twins.
//
// The verbs are one file each; they hold no logic of their own.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	_ "github.com/dopamine-network/dopasim/agents/all"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
	"github.com/dopamine-network/dopasim/scenarios"
	"github.com/dopamine-network/dopasim/sim"
)

// Exit codes.
const (
	exitFailed      = 1   // run-time error
	exitUsage       = 2   // usage, or invalid scenario
	exitExpectation = 3   // an expectation of the scenario failed
	exitRegression  = 4   // check: a row is worse than the baseline or its rule allow
	exitBroken      = 5   // invariant broken, or replay not identical
	exitInterrupted = 130 // 128 + SIGINT: resumable
	exitTerminated  = 143 // 128 + SIGTERM: resumable
)

// exit is an error with an exit code; a nil err has been printed already.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

// usage marks an error as the user's: exit code 2.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &exit{exitUsage, err}
}

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	var caught os.Signal
	go func() {
		caught = <-signals
		cancel()
		os.Exit(exitOf(<-signals)) // a second one does not wait for the trials under way
	}()
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if errors.Is(err, context.Canceled) {
		return exitOf(caught)
	}
	return tell(root, err)
}

// exitOf is the exit code of a process that a signal ended.
func exitOf(s os.Signal) int {
	if s == syscall.SIGTERM {
		return exitTerminated
	}
	return exitInterrupted
}

// tell prints an error where it was not printed yet, and gives its exit code.
func tell(root *cobra.Command, err error) int {
	var mistakes scenarios.Errors
	if errors.As(err, &mistakes) {
		_ = mistakes.Text(root.ErrOrStderr())
		return exitUsage
	}
	var e *exit
	if !errors.As(err, &e) {
		if strings.HasPrefix(err.Error(), "unknown command") { // cobra checks the verb before any hook of ours
			fmt.Fprintf(root.ErrOrStderr(), "dopasim: %s\n", strings.TrimSpace(err.Error()))
			return exitUsage
		}
		fmt.Fprintf(root.ErrOrStderr(), "dopasim: %v\n", err)
		var broken *sim.Violation
		if errors.As(err, &broken) {
			return exitBroken
		}
		return exitFailed
	}
	if e.err != nil {
		fmt.Fprintf(root.ErrOrStderr(), "dopasim: %v\n", e.err)
	}
	return e.code
}
