package sim

// The heap is four-ary, of values, and ordered by time alone: children of i are 4i+1 .. 4i+4.
// Below about two hundred events it beats every arrangement of slots.

// pushHeap adds e to heap h.
func pushHeap(h *[]Event, e Event) {
	a := append(*h, e)
	*h = a
	i := len(a) - 1
	for i > 0 {
		up := (i - 1) / 4
		if a[up].At <= e.At {
			break
		}
		a[i] = a[up]
		i = up
	}
	a[i] = e
}

// popHeap removes and returns the earliest event of heap h, which must not be empty.
func popHeap(h *[]Event) Event {
	a := *h
	top, e := a[0], a[len(a)-1]
	a = a[:len(a)-1]
	*h = a
	if len(a) == 0 {
		return top
	}
	i := 0
	for {
		first := 4*i + 1
		if first >= len(a) {
			break
		}
		least, at := first, a[first].At
		for k := first + 1; k < min(first+4, len(a)); k++ {
			if a[k].At < at {
				least, at = k, a[k].At
			}
		}
		if e.At <= at {
			break
		}
		a[i] = a[least]
		i = least
	}
	a[i] = e
	return top
}
