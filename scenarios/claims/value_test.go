package claims

import (
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
	_ "github.com/dopamine-network/dopasim/mechanisms/all"
)

func TestValue_risesWithBurningWhereDemandIsInelastic(t *testing.T) {
	verdict, detail, err := checkValue()
	if err != nil || verdict != runs.Conditional || !strings.Contains(detail, "e < 1") {
		t.Errorf("%s, %s, %v", verdict, detail, err)
	}
}
