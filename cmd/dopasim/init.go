package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/dopamine-network/dopasim/internal/runs"
	"github.com/dopamine-network/dopasim/scenarios"
)

// Files that init writes.
const (
	exampleFile = "my-trust-fund.yaml"
	schemaFile  = "dopasim.schema.json"
)

func newInit() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "init [DIR]",
		Short: "Write an example scenario and the schema that editors check it with",
		Args:  args(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := "."
			if len(args) == 1 {
				dir = args[0]
			}
			example, ok := scenarios.LibraryFile(from)
			if !ok {
				return usage(fmt.Errorf("--from %s: not in the library (see dopasim list scenarios)", from))
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			schema := scenarios.Schema()
			name := exampleFile
			if from != "trust-fund" {
				name = "my-" + from + ".yaml"
			}
			example = renamed(example, from, "my-"+from)
			files := []runs.File{runs.Bytes(name, example), runs.Bytes(schemaFile, schema)}
			if old, err := os.ReadFile(filepath.Join(dir, schemaFile)); err == nil && bytes.Equal(old, schema) {
				files = files[:1] // there already, for another scenario
			}
			for _, f := range files { // all or none
				if path := filepath.Join(dir, f.Name); exists(path) {
					return usage(fmt.Errorf("%s is there already: move it away first", path))
				}
			}
			for _, f := range files {
				if err := create(filepath.Join(dir, f.Name), f.Write); err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "wrote %s\n", filepath.Join(dir, f.Name))
			}
			fmt.Fprintf(cmd.OutOrStdout(), "next: dopasim validate %[1]s, then dopasim run %[1]s\n", filepath.Join(dir, name))
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "trust-fund", "scenario of the library to start from")
	return cmd
}

// renamed gives a scenario another name, so that its run folders are not taken for those of the library's.
func renamed(scenario []byte, from, to string) []byte {
	return bytes.Replace(scenario, []byte("\nname: "+from+"\n"), []byte("\nname: "+to+"\n"), 1)
}

// create writes a file that is not there yet: init never overwrites work.
func create(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usage(fmt.Errorf("%s is there already: move it away first", path))
	}
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}

func exists(path string) bool { _, err := os.Lstat(path); return err == nil }
