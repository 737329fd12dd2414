package agents

import (
	"fmt"
	"strings"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// Reference documents strategies, in Markdown: cards in the order of All.
func Reference(cards []*Card) string {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("# Strategies")
	line("")
	line("How the populations of a scenario act. This page is generated from the declarations.")
	line("")
	line("Every population has these metrics, whatever its strategy:")
	line("")
	out.WriteString(mechanisms.MetricTable("", Common))
	for i, c := range cards {
		if i == 0 || cards[i-1].Role != c.Role {
			line("\n## %s", c.Role)
		}
		line("\n### %s/%s", c.Role, c.Name)
		line("")
		line("%s Source: %s.", c.Doc, c.Source)
		line("")
		out.WriteString(mechanisms.ParamTable(c.Params()))
		if len(c.Metrics) > 0 {
			line("")
			out.WriteString(mechanisms.MetricTable("", c.Metrics))
		}
	}
	return out.String()
}
