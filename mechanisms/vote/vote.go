// Package vote is the panel of witnesses of sections 3.2.4.2 and 3.2.4.3: n witnesses, named at opening or drawn by lot,
// say success or failure, the majority decides, and whoever disagrees with it may lose a bond.
//
// Read Params and the states of a Ballot and of its Seats here; open.go says how a ballot begins, cast.go how votes are
// cast, openly or sealed, settle.go what they come to, pay.go who is paid, pool.go how panels are drawn by lot, and the
// closed forms are in theory.go. The Solidity twin is Vote.sol, written separately.
package vote

import (
	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/mechanisms/beacon"
	"github.com/dopamine-network/dopasim/mechanisms/token"
	"github.com/dopamine-network/dopasim/sim"
)

// Params of a voting contract. The paper's r and b are Reward and Bond.
type Params struct {
	// Witnesses on a panel (n).
	Seats uint8 `min:"1" max:"101"`
	// Whether witnesses are named by whoever opens the ballot, or drawn by lot from those registered. Reading R-4.
	Panel string `enum:"named,lot"`
	// Reward of a witness for its vote (r), put up by whoever opens the ballot.
	Reward sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Who gets a reward: those who voted, or absent ones too (all; not with absent: slashed). Reading R-5.
	RewardTo string `enum:"voters,all"`
	// Whether each gets the reward, or the rewards of all seats are shared equally among those who get one, rounded
	// down, the rest going to the payer. Reading R-5.
	Split string `enum:"each,shared"`
	// Who gets rewards that nobody earned: the payer, the majority (who voted as was decided; equal shares, rounded down,
	// the rest to the payer), or nobody (burned). If no panel was drawn, the payer. Reading R-6.
	Unspent string `enum:"payer,majority,burned"`
	// Whether outliers, who disagree with the decision, lose their bond and their reward (3.2.4.3), or not (3.2.4.2).
	Penalty string `enum:"none,outliers"`
	// Bond that each witness escrows with its vote (b).
	Bond sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// Where lost bonds go: burned, to the majority (who voted as was decided; equal shares, rounded down, the rest
	// burned), or to the payer.
	// Reading R-6.
	Slashed string `enum:"burned,majority,payer"`
	// What an absent vote is: a vote for failure (the literal rule: it adds 0 to the sum), ignored (the majority is of
	// those who voted), or for failure with the loss of the bond and of the place in the pool. A sealed vote that is
	// never revealed is absent. Reading R-7.
	Absent string `enum:"failure,ignored,slashed"`
	// What a tie is: failure (literal: the sum must be above one half), or decided by the coin of a beacon. Reading R-21.
	Tie string `enum:"failure,coin"`
	// How long a tie waits for the coin. After that a settlement without one makes it failure.
	CoinWithin sim.Second `unit:"s" max:"10y"`
	// Who is an outlier at a tie: nobody, or those who disagree with what came of it. Reading R-21.
	TieOutliers string `enum:"none,losers"`
	// Whether votes are open as they are cast, or sealed until all are.
	Ballots string `enum:"open,sealed"`
	// Time before the deadline in which sealed votes are revealed; they can be sealed before it only. At least a second
	// with sealed ballots.
	RevealWithin sim.Second `unit:"s" max:"10y"`
	// What a witness locks while it is in the pool; lost with its place when it is absent (absent: slashed).
	Standing sim.Amount `unit:"DPMN" max:"1000000000 DPMN"`
	// How long the votes of a decided ballot stay readable in the contract; 0 deletes them with the decision.
	Keep sim.Second `unit:"s" max:"10y"`
	// Whether an action exactly at a deadline is still in time (inclusive) or late (exclusive). Reading R-2.
	Boundary string `enum:"inclusive,exclusive"`
	// What a sealed vote is natively: a handle that becomes the hash when it is replayed, or the hash itself.
	Hashing string `enum:"handle,real" native:""`
}

// MaxNamed is the largest panel whose witnesses can be named; larger ones are drawn by lot.
const MaxNamed = 21

// MaxTerm is the longest time from opening to the deadline.
const MaxTerm = 10 * sim.Year

// Status of a ballot, a seat or a member of the pool.
type Status = uint8

// The states of a ballot. Waiting has its panel, but its asker has not begun it; Drawing waits for the lot; Tied for the
// coin; Passed and Failed are decided and kept readable.
const (
	Waiting Status = iota + 1
	Drawing
	Voting
	Tied
	Passed
	Failed
)

// The states of a seat. Yes and No are votes for success and for failure, cast openly or revealed.
const (
	Vacant Status = iota + 1
	Seated
	Committed
	Yes
	No
)

// The states of a place in the pool: places never end, a free one is taken by the next who joins there.
const (
	Member Status = iota + 1
	Free
)

var (
	ballotStatuses = []string{"", "Waiting", "Drawing", "Voting", "Tied", "Passed", "Failed"}
	seatStatuses   = []string{"", "Vacant", "Seated", "Committed", "Yes", "No"}
	placeStatuses  = []string{"", "Member", "Free"}
)

// Ballot is the row of a ballot. Its seats are the n rows of seats from (id-1)*n + 1 on.
type Ballot struct {
	Asker     sim.Agent  `doc:"who opened it and is told the decision"`
	Deadline  sim.Second `doc:"last second of the vote; when decided, until when it is kept"`
	Status    Status     `doc:"stage of the ballot"`
	Voted     uint8      `doc:"votes that count so far: cast openly or revealed"`
	Yes       uint8      `doc:"of them, for success"`
	Committed uint8      `doc:"sealed votes, revealed or not"`
	Payer     sim.Agent  `doc:"who gets what is left of the rewards; may not sit on the panel"`
	Ref       uint64     `doc:"the asker's own reference"`
	Round     uint32     `doc:"of the beacon, for lot or coin; 0 for none"`
	Other     sim.Agent  `doc:"the other party, who may not be drawn"`
	Pool      uint32     `doc:"places that the lot is among: those there were when the vote began"`
}

// Seat is the row of a seat.
type Seat struct {
	Witness sim.Agent `doc:"who sits there"`
	Place   uint64    `like:"vote.places" doc:"its place in the pool; 0 when it was named"`
	Status  Status    `doc:"stage of the vote"`
	Seal    [32]byte  `doc:"sealed vote" sealed:""`
}

// Place is the row of a place in the pool.
type Place struct {
	Witness sim.Agent `doc:"who is registered there; nobody when it is free"`
	Seats   uint32    `doc:"seats that it holds in ballots under way"`
	Status  Status    `doc:"whether somebody is registered there"`
	Since   uint32    `doc:"round of the beacon that was to come when it was registered: no earlier one draws it"`
}

// row is a Ballot packed, without the fields that its asker can do without.
type row struct {
	ref              uint64
	deadline         uint64 // second<<8 | status
	asker, payer     sim.Agent
	other            sim.Agent
	round, pool      uint32
	voted, yes, seal uint8
}

func (r *row) status() Status    { return Status(r.deadline) }
func (r *row) until() sim.Second { return sim.Second(r.deadline >> 8) }
func (r *row) set(s Status, until sim.Second) {
	r.deadline = uint64(until)<<8 | uint64(s)
}
func (r *row) become(s Status) { r.deadline = r.deadline&^0xff | uint64(s) }

// chair is a Seat packed.
type chair struct {
	state   uint64 // place<<8 | status
	witness sim.Agent
}

func (c *chair) status() Status  { return Status(c.state) }
func (c *chair) place() uint64   { return c.state >> 8 }
func (c *chair) become(s Status) { c.state = c.state&^0xff | uint64(s) }

// State of one voting contract.
type State struct {
	*mechanisms.Bound
	Params
	money   token.Money
	beacon  beacon.Source // nil without one
	ballots *sim.Rows[row]
	chairs  *sim.Rows[chair]
	seals   *sim.Rows[[32]byte] // of the chairs with the same ids; nil where votes are open
	places  *sim.Rows[Place]    // nil without a pool
	tally   *sim.Column[counts]

	n                                       uint64
	lot, sealed, coin, penalty, exclusive   bool
	rewardAll, shared                       bool
	absentIgnored, absentSlashed, tieLosers bool
	unspent, slashed                        uint8
}

// Where unspent rewards and lost bonds go.
const (
	toPayer uint8 = iota
	toMajority
	toFire
)

// Defaults: three witnesses and the literal rules of 3.2.4.2.
var Defaults = Params{
	Seats: 3, Panel: "named", Reward: sim.Token, RewardTo: "voters", Split: "each", Unspent: "payer",
	Penalty: "none", Bond: 0, Slashed: "burned", Absent: "failure", Tie: "failure", CoinWithin: sim.Day, TieOutliers: "none",
	Ballots: "open", RevealWithin: sim.Hour, Standing: 5 * sim.Token, Keep: 0, Boundary: "inclusive", Hashing: "handle",
}

func variant(change func(*Params)) Params {
	p := Defaults
	change(&p)
	return p
}

func newState(b *mechanisms.Build, p Params) (*State, error) {
	money, err := mechanisms.Use[token.Money](b, "token")
	if err != nil {
		return nil, err
	}
	s := &State{
		Bound: b.Bound(), Params: p, money: money, n: uint64(p.Seats),
		ballots: sim.NewRows[row](b.World, b.Name+".ballots"), chairs: sim.NewRows[chair](b.World, b.Name+".seats"),
		tally: sim.NewColumn[counts](b.World, b.Name+".counts", 1),
		lot:   p.Panel == "lot", sealed: p.Ballots == "sealed", coin: p.Tie == "coin", penalty: p.Penalty == "outliers",
		exclusive: p.Boundary == "exclusive", rewardAll: p.RewardTo == "all", shared: p.Split == "shared",
		absentIgnored: p.Absent == "ignored", absentSlashed: p.Absent == "slashed", tieLosers: p.TieOutliers == "losers",
		unspent: choice(p.Unspent, "payer", "majority", "burned"), slashed: choice(p.Slashed, "payer", "majority", "burned"),
	}
	s.HashCommitments(p.Hashing)
	if s.sealed {
		s.seals = sim.NewRows[[32]byte](b.World, b.Name+".seals")
	}
	if s.lot {
		s.places = sim.NewRows[Place](b.World, b.Name+".places")
	}
	source, have, err := mechanisms.UseIf[beacon.Source](b, "beacon")
	switch {
	case err != nil:
		return nil, err
	case !have && (s.lot || s.coin):
		return nil, errNoBeacon
	case have:
		s.beacon = source
	}
	return s, nil
}

func choice(value string, choices ...string) uint8 {
	for i, c := range choices {
		if c == value {
			return uint8(i)
		}
	}
	panic("vote: " + value + " is not a choice")
}
