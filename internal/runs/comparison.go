package runs

// Stopping says how the number of seeds was found.
type Stopping struct {
	Metric    string  `json:"metric"`
	Unit      string  `json:"unit"`
	Seeds     int     `json:"seeds"`
	Reached   bool    `json:"reached"`    // the interval is narrow enough; false: there were no more seeds
	HalfWidth float64 `json:"half_width"` // of the widest interval, which holds whatever made the rule stop
	Worst     int     `json:"worst"`      // the point that has it
	Method    string  `json:"method"`
}

// Comparison is a metric under one setting less the same metric under another, in the same worlds.
type Comparison struct {
	Name   string    `json:"name"`
	Metric string    `json:"metric"`
	Unit   string    `json:"unit"`
	A      string    `json:"a"`               // conditions that pick one side
	B      string    `json:"b"`               // and the other
	Where  []Setting `json:"where,omitempty"` // the other swept parameters
	MeanA  float64   `json:"mean_a"`
	MeanB  float64   `json:"mean_b"`
	// Difference of a - b over seeds that both define.
	Difference Between `json:"difference"`
	SD         float64 `json:"sd"` // between seeds
	N          int     `json:"n"`
	// VarianceReduction is how many times as many seeds it would have taken with worlds of its own for each side; 0 if
	// there is no spread. Cohen is d_z, the mean difference in standard deviations of it; Hedges the same without its bias in
	// small samples.
	VarianceReduction float64 `json:"variance_reduction"`
	Cohen             float64 `json:"cohen"`
	Hedges            float64 `json:"hedges"`
}
