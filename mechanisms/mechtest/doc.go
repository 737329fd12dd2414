// Package mechtest has what tests of mechanisms share: a Stage, the small world around one mechanism; Gen, plausible
// and hostile calls on it; Rerun, the same calls again from a journal; Table and Tables, text tables of calls.
//
// The conformance test of everything registered and the twin test against the contracts both take their calls from
// Gen.
package mechtest
