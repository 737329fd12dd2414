// Package bench is the gate's book-keeping: rows of measurements, the committed baseline, and the judgement of one
// against the other. It measures nothing itself; internal/suite does.
//
// A Set is a file in the Go benchmark format, which benchstat reads too. Rules (rules.txt) say of every row how it is
// judged: its class, which direction is better, the tolerance, the limit that must hold and the context to name. Check
// holds measurements against a baseline and returns a Verdict, whose findings are sentences; Compare is the summary of
// any two files. Read Set, Rule and Check in this order.
package bench
