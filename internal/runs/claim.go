package runs

// Claim is a claim of the paper that a scenario judges, or a part of one, and the verdict on it.
type Claim struct {
	Number     int       `json:"number"` // in the list of claims
	Part       string    `json:"part,omitempty"`
	Margin     string    `json:"margin"`               // what the claim says is positive
	Region     string    `json:"region,omitempty"`     // where; everywhere in the sweep if empty
	Inequality string    `json:"inequality,omitempty"` // what a conditional claim depends on
	Expected   Verdict   `json:"expected"`             // what theory makes of the claim
	Verdict    Verdict   `json:"verdict"`
	Accepted   bool      `json:"accepted"` // as expected, and every boundary where theory has it
	Readings   []Reading `json:"readings"` // one, or one for each way to read what the paper leaves open
}

// Reading is the verdict under one way to read what the paper leaves open.
type Reading struct {
	Value    string  `json:"value,omitempty"` // "escrow.fate = kept"; "" where there is one reading only
	Verdict  Verdict `json:"verdict"`
	Accepted bool    `json:"accepted"` // its boundary, if it has one, is where theory has it
	Detail   string  `json:"detail"`   // the decisive numbers
}

// Verdict is how a claim came out.
type Verdict string

// The verdicts. Undecided is none: intervals are too wide, or nothing was measured.
const (
	Holds          Verdict = "HOLDS"
	Conditional    Verdict = "CONDITIONAL"
	Fails          Verdict = "FAILS"
	Underspecified Verdict = "UNDERSPECIFIED"
	Undecided      Verdict = "UNDECIDED"
)
