package scenarios

import (
	"math"
	"strings"
	"testing"
)

// Forms of queues and of blocks are called as those of mechanisms are, one in the other too, with units checked.
func TestExpr_callsTheFormsOfTheKit(t *testing.T) {
	for text, want := range map[string]float64{
		"queue.mm1_wait(rho=90%, service=1m)":                                                                           540,
		"blocks.wait_exponential(load=0.8, capacity=1) + 1m":                                                            120,
		"blocks.wait_fixed(load=0.5, capacity=blocks.actions(gas_limit=76500, gas=76500), interval=10s) / 10s":          1,
		"blocks.fee(gas=1_000_000, gas_price=blocks.squeeze_price(gas_limit=60e6, blocks=1, start=8), ether=1000 DPMN)": 9,
	} {
		e, err := parseExpr(text, scope{})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := e.Eval(Env{}); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"queue.mm1_wait(rho=90%, service=1 DPMN)":      "service of queue.mm1_wait is a time, not an amount",
		"blocks.wait_fixd(load=0.5, capacity=1)":       `did you mean "blocks.wait_fixed"`,
		"blocks.wait_fixed(load=0.5, capacity=1) + 1":  "cannot add a plain number to a time",
		"blocks.fee(gas=1, gas_price=1, ether=3_000)":  "ether of blocks.fee is an amount, not a plain number",
		"queue.erlang_c(servers=3, load=0.5)":          `queue.erlang_c has no argument "load"`,
		"blocks.quantile_fixed(load=0.5, capacity=10)": "blocks.quantile_fixed wants the argument q",
	} {
		if _, err := parseExpr(text, scope{}); err == nil || !strings.Contains(err.message, want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
