package mechanisms

import "github.com/dopamine-network/dopasim/sim"

// DrawTime draws a duration in nanoseconds from a Dist of seconds, so that what is drawn does not come in whole
// seconds. Durations beyond 100 years are drawn in seconds.
func (d Dist) DrawTime(r *sim.Rand) sim.Time {
	if d.Law == LawConstant {
		return sim.Second(d.A).Start()
	}
	const fine = int64(100 * sim.Year)
	if d.A > fine || d.Law != LawGamma && d.B > fine {
		return sim.Second(d.Draw(r)).Start()
	}
	d.A = int64(sim.Second(d.A).Start())
	if d.Law != LawGamma {
		d.B = int64(sim.Second(d.B).Start())
	}
	return sim.Time(d.Draw(r))
}
