package vote

import (
	"math/bits"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// Arguments of the actions of the pool.
type (
	JoinArgs struct {
		Place uint64 `like:"vote.places" doc:"a free place, or 0 for a new one"`
	}
	// PlaceArgs name a place in the pool.
	PlaceArgs struct {
		ID uint64 `row:"places" doc:"the place"`
	}
)

// The actions of the pool.
//
// Deviation: identities are free, so one account may hold several places in the pool, as it could under several names;
// it never gets two seats of one ballot.
var (
	Join = mechanisms.NewAct("join", "A witness registers for panels drawn by lot.",
		" -> Member, Free -> Member", (*State).join)
	Resign = mechanisms.NewAct("resign", "It leaves the pool, once it sits on no panel.",
		"Member -> Free", (*State).resign)
	Draw = mechanisms.NewAct("draw", "Anybody has the panel of a ballot drawn, once the beacon's round is known.",
		"Drawing -> Voting, Vacant -> Seated", (*State).draw)
)

// PlaceEvent is of a place in the pool.
type PlaceEvent struct {
	ID      uint64    `indexed:"" row:"places"`
	Witness sim.Agent `indexed:"" notify:""`
}

// The events of the pool.
var (
	JoinedEvent   = mechanisms.NewEvent[PlaceEvent]("Joined", "A witness registered.")
	ResignedEvent = mechanisms.NewEvent[PlaceEvent]("Resigned", "A witness left the pool.")
	StruckEvent   = mechanisms.NewEvent[PlaceEvent]("Struck", "A witness was absent and lost its place and what it had put down for it.")
)

func (s *State) join(c mechanisms.Call, a JoinArgs) error {
	switch {
	case !s.lot:
		return WrongWay
	case a.Place != 0 && !s.places.Issued(a.Place):
		return NoPlace
	case s.busy(a.Place):
		return PlaceTaken
	}
	if err := s.money.CanPull(s.Account, c.Who, s.Standing); err != nil {
		return err
	}
	id := a.Place
	if id == 0 {
		id, _ = s.places.Open()
	}
	*s.places.Row(id) = Place{Witness: c.Who, Status: Member, Since: s.beacon.Coming(c.Now)}
	s.tally.Rows[0].joined++
	JoinedEvent.Emit(s.Bound, PlaceEvent{id, c.Who})
	s.money.Pull(s.Account, c.Who, s.Standing)
	s.lock(c.Who, s.Standing, c.Now)
	return nil
}

// busy says whether a place is not to be had: it is taken, or ballots are under way that it was drawn for.
func (s *State) busy(place uint64) bool {
	p := s.places.Row(place)
	return p != nil && (p.Status == Member || p.Seats > 0)
}

func (s *State) resign(c mechanisms.Call, a PlaceArgs) error {
	if !s.lot || !s.places.Issued(a.ID) {
		return mechanisms.Unknown
	}
	p := s.places.Row(a.ID)
	switch {
	case c.Who != p.Witness:
		return NotWitness
	case p.Seats > 0:
		return StillSeated
	}
	*p = Place{Status: Free}
	s.tally.Rows[0].resigned++
	ResignedEvent.Emit(s.Bound, PlaceEvent{a.ID, c.Who})
	s.release(c.Who, s.Standing, c.Now)
	s.money.Pay(s.Account, c.Who, s.Standing)
	return nil
}

// leaveSeat frees a place of a seat, and strikes its witness off the pool if it was absent. A place that lost its witness
// for one ballot still counts the others that it was drawn for.
func (s *State) leaveSeat(c *chair, struck bool, now sim.Second) {
	p := s.places.Row(c.place())
	if p == nil {
		return // nobody was drawn
	}
	p.Seats--
	if !struck {
		return
	}
	*p = Place{Status: Free, Seats: p.Seats}
	s.tally.Rows[0].struck++
	s.release(c.witness, s.Standing, now)
	StruckEvent.Emit(s.Bound, PlaceEvent{c.place(), c.witness})
}

func (s *State) draw(c mechanisms.Call, a BallotArgs) error {
	r, err := s.ballot(a.ID)
	switch {
	case err != nil:
		return err
	case r.status() != Drawing:
		return WrongState
	case s.late(c.Now, s.castUntil(r.until())):
		return TooLate
	}
	word, known := s.beacon.Word(r.round)
	if !known {
		return TooEarly
	}
	var panel [MaxSeats]uint64
	if !s.lots(r, spread(word, a.ID), panel[:s.n]) {
		return PoolTooSmall
	}
	r.become(Voting)
	first := s.FirstSeat(a.ID)
	for i, place := range panel[:s.n] {
		p, x := s.places.Row(place), s.chairs.Row(first+uint64(i))
		p.Seats++
		x.witness, x.state = p.Witness, place<<8|uint64(Seated)
	}
	s.call(a.ID)
	return nil
}

// MaxSeats is the largest panel.
const MaxSeats = 101

// lots draws places with different witnesses, none of them a party. A draw that meets a free place, a party or a
// witness drawn already does not count. It gives up after 16 draws a seat and 64 more, so most places have to be taken.
//
// Nobody can turn a lot once its word is known: the places are those of when the vote began, and who joins one when the
// word may be known is not drawn. Who resigns then gives its seat to whoever the lot names next, which wins it nothing.
func (s *State) lots(r *row, seed uint64, panel []uint64) bool {
	drawn := 0
	for k := uint64(0); drawn < len(panel) && k < 16*s.n+64; k++ {
		at, _ := bits.Mul64(spread(seed, k), uint64(r.pool))
		p := s.places.Row(at + 1)
		if !p.taken() || p.Since > r.round || p.Witness == r.payer || p.Witness == r.other || p.Witness == r.asker ||
			s.has(panel[:drawn], p.Witness) {
			continue
		}
		panel[drawn] = at + 1
		drawn++
	}
	return drawn == len(panel)
}

// has says whether one of the places is that witness's.
func (s *State) has(places []uint64, witness sim.Agent) bool {
	for _, id := range places {
		if s.places.Row(id).Witness == witness {
			return true
		}
	}
	return false
}
