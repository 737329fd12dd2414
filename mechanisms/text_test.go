package mechanisms_test

import (
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

type worded struct {
	Table string `text:""`
	Other uint8
}

func TestParams_freeTextIsOneLine(t *testing.T) {
	p := worded{Table: "nothing"}
	if err := mechanisms.SetParam(&p, "table", "  a.B:\n   c.d  in 1h;\n"); err != nil || p.Table != "a.B: c.d in 1h;" {
		t.Errorf("got %q, %v", p.Table, err)
	}
	param := mechanisms.ParamsOf(&p)[0]
	v, err := param.Parse(" x  y ")
	if err != nil || v.Text != "x y" || v.Number != 0 || param.Kind != mechanisms.KindText || param.Default != p.Table {
		t.Errorf("got %+v of %+v, %v", v, param, err)
	}
	if s := param.Schema(); s["type"] != "string" || s["default"] != p.Table {
		t.Errorf("schema %v", s)
	}
}
