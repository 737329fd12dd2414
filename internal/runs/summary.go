package runs

import "slices"

// SchemaVersion numbers the layout of summary.json and manifest.json.
const SchemaVersion = 1

// Summary is summary.json: what a run found, in a form that needs no other file to be read.
// It holds no wall-clock data, so that it is byte-comparable between machines and worker counts.
type Summary struct {
	Schema       int           `json:"schema"`
	Scenario     string        `json:"scenario"`
	Question     string        `json:"question"`
	Answer       string        `json:"answer"` // one sentence with numbers
	NotModelled  []string      `json:"not_modelled,omitempty"`
	Key          string        `json:"key"`    // hash of resolved scenario, engine version and seeds
	Method       string        `json:"method"` // how the intervals were made
	Seeds        []uint64      `json:"seeds"`
	Trials       int           `json:"trials"`
	Journal      string        `json:"journal"` // SHA-256 over all trials' journal hashes, in trial order
	Points       []Point       `json:"points"`
	Crossings    []Crossing    `json:"crossings,omitempty"`
	Stopping     *Stopping     `json:"stopping,omitempty"`
	Comparisons  []Comparison  `json:"comparisons,omitempty"`
	Expectations []Expectation `json:"expectations,omitempty"`
	Claim        *Claim        `json:"claim,omitempty"`
	Sensitivity  []Sensitivity `json:"sensitivity,omitempty"`
	Game         *Game         `json:"game,omitempty"`
	Figures      []Figure      `json:"figures,omitempty"`
	Money        Money         `json:"money"`
}

// Point is one combination of the swept parameters.
type Point struct {
	Index     int        `json:"index"`
	Settings  []Setting  `json:"settings,omitempty"`
	Journals  []string   `json:"journals"` // journal hash of each seed, in the order of Summary.Seeds
	Estimates []Estimate `json:"estimates"`
}

// Setting is a swept parameter at one point.
type Setting struct {
	Key    string  `json:"key"`            // "escrow.deposit_provider"
	Value  string  `json:"value"`          // as a scenario writes it: "8 DPMN", "kept"
	Number float64 `json:"number"`         // for axes: DPMN, seconds, a fraction; the index for a named choice
	Unit   string  `json:"unit,omitempty"` // "DPMN", "s", "" for a pure number or fraction; "choice" for a named choice
}

// Estimate is a metric at one point over all seeds.
type Estimate struct {
	Population string  `json:"population"` // population or mechanism instance; "" for a measure of the scenario
	Metric     string  `json:"metric"`
	Unit       string  `json:"unit"`
	Mean       float64 `json:"mean"`
	Low        float64 `json:"low"`  // lower end of the 95% interval
	High       float64 `json:"high"` // upper end
	SD         float64 `json:"sd"`   // between seeds
	N          int     `json:"n"`    // seeds that defined the metric
}

// Crossing is where a measure changes sign along a swept parameter, all other settings fixed.
type Crossing struct {
	Name       string    `json:"name"`
	Metric     string    `json:"metric"`
	Param      string    `json:"param"`
	Unit       string    `json:"unit"`
	Where      []Setting `json:"where,omitempty"` // the other swept parameters
	Direction  string    `json:"direction"`       // "up" or "down"
	Found      float64   `json:"found"`
	Low        float64   `json:"low"`
	High       float64   `json:"high"`
	StdErr     float64   `json:"std_err"`
	N          int       `json:"n"`
	Lost       int       `json:"lost,omitempty"` // leave-one-out curves that do not cross: if many, the seeds are too few
	Method     string    `json:"method"`
	Predicted  *float64  `json:"predicted,omitempty"`
	Z          *float64  `json:"z,omitempty"`          // (Found - Predicted) / StdErr; its NormalScore if N < 8
	Missing    bool      `json:"missing,omitempty"`    // no change of sign inside the sweep
	Throughout string    `json:"throughout,omitempty"` // of a missing one: "positive", "negative", "above 5 DPMN", "" if neither
}

// Expectation is one expect line of the scenario and how it came out.
type Expectation struct {
	Line   string `json:"line"`
	Where  string `json:"where"` // file:line
	Holds  bool   `json:"holds"`
	Detail string `json:"detail"` // the decisive numbers
}

// Figure is a figure the scenario asks for; report draws it from the run folder alone.
type Figure struct {
	Kind   string   `json:"kind"` // "course", "margin", "supply", "map"
	Name   string   `json:"name"` // file name without extension
	Title  string   `json:"title,omitempty"`
	X      string   `json:"x,omitempty"`       // swept parameter on the horizontal axis
	Y      string   `json:"y,omitempty"`       // map: swept parameter on the vertical axis
	Panels string   `json:"panels,omitempty"`  // swept parameter with one panel for each value
	Series []string `json:"series,omitempty"`  // "population.metric" or a measure's name
	Value  string   `json:"value,omitempty"`   // map: the measure whose sign is drawn; margin: whose crossings are marked, "" for all
	XLabel string   `json:"x_label,omitempty"` // instead of the parameter's name
	YLabel string   `json:"y_label,omitempty"` // instead of the series' or the parameter's
	XScale string   `json:"x_scale,omitempty"` // "log", or "" for linear
	YScale string   `json:"y_scale,omitempty"`
}

// Money is the money check at the end of every trial: supply + burned = supply at genesis.
type Money struct {
	Conserved  bool   `json:"conserved"`
	Trials     int    `json:"trials"`
	Violations int    `json:"violations"`
	First      string `json:"first,omitempty"` // first violation: trial, seed, what
}

// Distinct are the places of the settings that tell points apart: of parameters that were swept together with the same
// values the first speaks for all.
func (s *Summary) Distinct() (places []int) {
	if len(s.Points) == 0 {
		return nil
	}
	for i := range s.Points[0].Settings {
		repeats := slices.ContainsFunc(places, func(before int) bool {
			return !slices.ContainsFunc(s.Points, func(p Point) bool { return p.Settings[i].Value != p.Settings[before].Value })
		})
		if !repeats {
			places = append(places, i)
		}
	}
	return places
}
