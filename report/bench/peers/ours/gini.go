package main

import "slices"

func sum(x []int64) (s int64) {
	for _, v := range x {
		s += v
	}
	return s
}

// gini is the Gini coefficient, from 0 for equal values to nearly 1.
func gini(x []int64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	weighted := 0.0
	for i, v := range sorted {
		weighted += float64(2*i+1-len(sorted)) * float64(v)
	}
	return weighted / float64(len(sorted)) / float64(sum(sorted))
}
