package main

import "github.com/spf13/cobra"

func newDocs() *cobra.Command { return &cobra.Command{Use: "docs"} }
