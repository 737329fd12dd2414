// Package dopasim is the root of the module: it only says what is generated. The command is in cmd/dopasim.
package dopasim

//go:generate go run ./internal/generate
//go:generate go run ./internal/gendocs
