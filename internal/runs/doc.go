// Package runs is the only reader and writer of run folders.
//
// A run is written as experiment results come in and becomes visible as complete in one step:
//
//	runs/fraud-0123456789ab.partial/   while it runs
//	    lock                           held (flock) by the process that writes
//	    log                            checksummed, append-only: one record a finished trial
//	    run/                           the folder to be; gets its files at the end
//	runs/fraud-0123456789ab/           complete: run/ renamed, then the .partial removed
//	runs/latest                        symbolic link to the run completed last
//
// A kill at any moment leaves either the .partial, which Resume continues with the loss of the
// trials under way at most, or the complete folder. Everything in it but manifest.json depends
// only on the scenario, the engine and the seeds: not on the number of workers, nor on
// interruptions.
//
// Read Writer (Create, Put, Finish) first, then Open; the formats are in log.go (log records),
// tables.go (CSV) and manifest.go.
package runs
