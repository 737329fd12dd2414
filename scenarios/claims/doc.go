// Package claims judges what the paper says. A claim is judged by scenarios (the YAML files here, each of which has a
// claim: section), by an exact check (exact.go), or by what became of other claims; the list is in list.go, and a Board
// is what came out of all of it. Rules of the verdicts are at scenarios.Claim.
package claims
