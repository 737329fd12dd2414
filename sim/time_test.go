package sim

import "testing"

func TestSecond_isWrittenAsInScenarios(t *testing.T) {
	for _, c := range []struct {
		s    Second
		want string
	}{
		{0, "0s"}, {45, "45s"}, {3 * Day, "3d"}, {Hour + 30*Minute, "1h30m"}, {-Minute - 1, "-1m1s"}, {Year, "365d"},
	} {
		if got := c.s.String(); got != c.want {
			t.Errorf("%d is written %q, want %q", int64(c.s), got, c.want)
		}
	}
}

// A deadline's timer goes off in the first nanosecond of the second after it, and no earlier.
func TestSecond_isOverInTheFirstNanosecondAfterIt(t *testing.T) {
	const s Second = 72
	if over := s.Over(); over.Second() != s+1 || (over-1).Second() != s {
		t.Errorf("second %d is over at %d", s, over)
	}
	if start := s.Start(); start.Second() != s || (start-1).Second() != s-1 {
		t.Errorf("second %d starts at %d", s, start)
	}
}

func TestTime_saturates(t *testing.T) {
	if got := MaxSecond.Start(); got != Forever {
		t.Errorf("the last second starts at %d", got)
	}
	if got := (MaxSecond - 1).Start(); got >= Forever {
		t.Errorf("the second before starts at %d", got)
	}
	if got := Time(10).After(Forever); got != Forever {
		t.Errorf("10 and forever is %d", got)
	}
	if got := Time(10).After(5); got != 15 {
		t.Errorf("10 and 5 is %d", got)
	}
}
