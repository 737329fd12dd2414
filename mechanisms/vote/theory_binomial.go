package vote

import "math"

// exactly is the probability of k hits in n independent trials with probability p; NaN if p is none. Factors above and
// below 1 are multiplied in turns, so that nothing over- or underflows before the result does.
func exactly(n, k int, p float64) float64 {
	if math.IsNaN(share(p)) {
		return math.NaN()
	}
	if k < 0 || k > n {
		return 0
	}
	hits, misses := k, n-k
	product := 1.0
	for i := 1; i <= min(k, n-k); i++ {
		product *= float64(n-i+1) / float64(i)
		for ; product > 1 && hits > 0; hits-- {
			product *= p
		}
		for ; product > 1 && misses > 0; misses-- {
			product *= 1 - p
		}
	}
	return product * math.Pow(p, float64(hits)) * math.Pow(1-p, float64(misses))
}

// atLeast is the probability of k hits or more in n independent trials with probability p; NaN if p is none. It sums
// from the largest term outwards: relative precision is kept in both tails.
func atLeast(n, k int, p float64) float64 {
	switch {
	case math.IsNaN(share(p)):
		return math.NaN()
	case k <= 0:
		return 1
	case k > n:
		return 0
	}
	largest := min(max(k, int(float64(n+1)*p)), n)
	term := exactly(n, largest, p)
	sum, odds := term, p/(1-p)
	for i, t := largest, term; i < n && t > 0; i++ {
		t *= float64(n-i) / float64(i+1) * odds
		sum += t
	}
	for i, t := largest, term; i > k && t > 0; i-- {
		t *= float64(i) / float64(n-i+1) / odds
		sum += t
	}
	return min(sum, 1)
}
