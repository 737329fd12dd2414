// Package tidy keeps the rules of the house: its tests read the sources of the module. arrows_test.go says who may
// import whom, source_test.go what code must not do, tidy_test.go what files must not hold.
package tidy
