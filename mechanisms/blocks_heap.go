package mechanisms

// ahead says whether a comes before b.
func (a *node) ahead(b *node) bool { return a.key > b.key || a.key == b.key && a.seq < b.seq }

// up adds a node to a heap.
func up(heap *[]node, nd node) {
	h := append(*heap, nd)
	i := len(h) - 1
	for i > 0 {
		parent := (i - 1) / 4
		if !nd.ahead(&h[parent]) {
			break
		}
		h[i] = h[parent]
		i = parent
	}
	h[i] = nd
	*heap = h
}

// down takes the first node off a heap.
func down(heap *[]node) {
	h := *heap
	last := len(h) - 1
	h[0] = h[last]
	*heap = h[:last]
	if last > 1 {
		sink(h[:last], 0)
	}
}

// sink moves node i of a heap of four children each to where it belongs.
func sink(h []node, i int) {
	nd := h[i]
	for {
		child := 4*i + 1
		if child >= len(h) {
			break
		}
		best := child
		for c := child + 1; c < min(child+4, len(h)); c++ {
			if h[c].ahead(&h[best]) {
				best = c
			}
		}
		if !h[best].ahead(&nd) {
			break
		}
		h[i] = h[best]
		i = best
	}
	h[i] = nd
}
