// Package outcome is what the programs of the peers' benchmark have in common: how they are called and the line that
// they print. Programs in other languages do the same in their way.
//
//	PROGRAM WORKLOAD SIZE SEED
package outcome

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"
)

// Outcome is the line of a run. Building the model is left out of both times.
type Outcome struct {
	CPU   float64 `json:"cpu"`             // processor seconds, of all threads
	Wall  float64 `json:"wall"`            // seconds
	Done  uint64  `json:"done"`            // events, customers, steps of agents or transfers
	Check float64 `json:"check"`           // tells that the same was done; what it is depends on the workload
	Exact []int64 `json:"exact,omitempty"` // has to be the same in every program
}

// Model builds a model of a size and returns what runs it.
type Model func(size, seed uint64) (run func() Outcome)

// Main runs the model that the arguments ask for, prints its line and ends the program.
func Main(models map[string]Model) {
	if err := run(models, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, os.Args[0]+":", err)
		os.Exit(1)
	}
}

func run(models map[string]Model, args []string) error {
	if len(args) != 3 || models[args[0]] == nil {
		return fmt.Errorf("want WORKLOAD SIZE SEED, got %q", args)
	}
	size, err := strconv.ParseUint(args[1], 10, 48)
	if err != nil {
		return err
	}
	seed, err := strconv.ParseUint(args[2], 10, 64)
	if err != nil {
		return err
	}
	model := models[args[0]](size, seed)
	began, used := time.Now(), processor()
	o := model()
	o.CPU, o.Wall = (processor() - used).Seconds(), time.Since(began).Seconds()
	return json.NewEncoder(os.Stdout).Encode(o)
}

// Must is for what cannot fail at the sizes that the runner asks for.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}
