// Package mechtest has what tests of mechanisms share: a Stage, the small world around one mechanism; Rerun, the same
// calls again from a journal; Table and Tables, text tables of calls. Random calls on a Stage are those of package
// calltest.
package mechtest
