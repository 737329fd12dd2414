package report

import (
	"regexp"
	"strings"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// chainOwner is the owner of the metrics of blocks: there is one, so that it need not be said.
const chainOwner = "blocks"

// parted splits a series into its owner, "" for a measure of the scenario, and its metric.
func parted(series string) (owner, metric string) {
	dot := strings.LastIndex(series, ".")
	return series[:max(dot, 0)], series[dot+1:]
}

// statistic is the last word of a metric that is a statistic of another.
var statistic = regexp.MustCompile(`^(.+)_(mean|max|50|90|95|99)$`)

// said is a metric as a reader says it: "latency, 99%", "mean backlog", "base fee".
func said(metric string) string {
	switch m := statistic.FindStringSubmatch(metric); {
	case m == nil:
		return words(metric)
	case m[2] == "mean":
		return "mean " + words(m[1])
	case m[2] == "max":
		return "highest " + words(m[1])
	default:
		return words(m[1]) + ", " + m[2] + "%"
	}
}

// root is the metric that a statistic is of, else the metric itself.
func root(metric string) string {
	if m := statistic.FindStringSubmatch(metric); m != nil {
		return m[1]
	}
	return metric
}

// shared is what a function gives for all series, "" if it differs.
func shared(series []string, of func(owner, metric string) string) string {
	first := of(parted(series[0]))
	for _, s := range series {
		if of(parted(s)) != first {
			return ""
		}
	}
	return first
}

// sharedMetric is the metric that all series are of, "" if they differ.
func sharedMetric(series []string) string {
	return shared(series, func(_, metric string) string { return metric })
}

// sharedOwner is whose all series are, "" if they differ or have none.
func sharedOwner(series []string) string {
	return shared(series, func(owner, _ string) string { return owner })
}

// marginLabel is what a vertical axis measures: the metric of all series or what they are statistics of, else whose they
// all are, else what their unit says; "" leaves the unit alone.
func marginLabel(series []string, unit string) string {
	if metric := sharedMetric(series); metric != "" {
		return said(metric)
	}
	if of := shared(series, func(_, metric string) string { return root(metric) }); of != "" {
		return words(of)
	}
	if owner := sharedOwner(series); owner != "" && owner != chainOwner {
		return words(owner)
	}
	switch unit {
	case "":
		return "value"
	case "s":
		return "time"
	case "gwei":
		return "gas price"
	}
	return ""
}

// seriesLabels names series for a reader: the owner alone where the axis says the metric, the metric alone where all are
// of one owner.
func seriesLabels(series []string) []string {
	metric, owned := sharedMetric(series) != "", sharedOwner(series) != ""
	labels := make([]string, len(series))
	for i, s := range series {
		owner, name := parted(s)
		switch {
		case metric && owner != "" && (len(series) > 1 || owner != chainOwner):
			labels[i] = words(owner)
		case owned || owner == chainOwner:
			labels[i] = said(name)
		default:
			labels[i] = called(s)
		}
	}
	return labels
}

// endLabels are the seriesLabels of lines that are labelled where they end: none on a single line that the axis names.
func endLabels(figure runs.Figure) []string {
	labels := seriesLabels(figure.Series)
	if len(labels) == 1 && figure.YLabel == "" && labels[0] == marginLabel(figure.Series, "") {
		labels[0] = ""
	}
	return labels
}

// called is a series in full, its owner first unless that is the chain.
func called(series string) string {
	owner, metric := parted(series)
	if owner == chainOwner {
		owner = ""
	}
	return strings.TrimSpace(words(owner) + " " + said(metric))
}
