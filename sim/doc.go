// Package sim is the engine of dopasim: time and events, money, per-run state, luck and the journal. It knows no
// mechanism and no strategy and imports the standard library only.
//
// Reading order: Time, Amount and Agent; World, which ties everything together; Ledger and Column, the state of a
// run; Journal, the record of a run; Draw and Rand, its luck. The event queue is internal: World.Schedule and
// World.Run are its face.
package sim
