package runs

// Sensitivity says how much a metric depends on each of the parameters that a design varied.
type Sensitivity struct {
	Metric  string      `json:"metric"`
	Unit    string      `json:"unit"`
	Kind    string      `json:"kind"`   // "sobol" or "morris"
	Method  string      `json:"method"` // how it was estimated
	Mean    float64     `json:"mean"`   // of the metric over the design
	SD      float64     `json:"sd"`     // over the design
	N       int         `json:"n"`      // base samples, or trajectories
	Factors []Influence `json:"factors,omitempty"`
	Problem string      `json:"problem,omitempty"` // why there are no factors: the metric never varies, or is not defined
}

// Influence is what one parameter does to the metric. Of Sobol indices Main is the share of the variance that the
// parameter explains alone (first order) and Whole its share with all interactions (total). Of Morris, in units of the
// metric, Main is the mean elementary effect over the range (mu), Whole the mean of their sizes (mu*), and Sigma their
// standard deviation.
type Influence struct {
	Param string  `json:"param"`
	Low   string  `json:"low"` // bounds, as a scenario writes them
	High  string  `json:"high"`
	Main  Between `json:"main"`
	Whole Between `json:"whole"`
	Sigma float64 `json:"sigma,omitempty"`
}

// Between is an estimate with its 95% interval.
type Between struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}
