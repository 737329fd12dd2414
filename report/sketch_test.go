package report
import ("testing";"os";"github.com/dopamine-network/dopasim/internal/runs";"encoding/json";"slices")
func TestSketch(t *testing.T) {
	os.RemoveAll("/tmp/rep"); os.MkdirAll("/tmp/rep",0o755)
	for _, d := range []string{"fraud","phase"} { os.CopyFS("/tmp/rep/"+d, os.DirFS("testdata/"+d)); t.Log(Draw("/tmp/rep/"+d)) }
	os.CopyFS("/tmp/rep/two", os.DirFS("testdata/phase"))
	r := phaseRun()
	var pts []runs.Point
	for k, n := range []string{"yes","no"} { for _, p := range r.summary.Points { p.Settings = append(slices.Clone(p.Settings), chosen("vote.reveal", n, k)); if k==1 { e := p.Estimates[0]; e.Mean += 15; p.Estimates = []runs.Estimate{e} }; p.Index=len(pts); pts = append(pts,p) } }
	r.summary.Points = pts; r.summary.Crossings=nil
	r.summary.Figures = []runs.Figure{{Kind:"map",Name:"two",X:"bribe.offer",Y:"vote.bond",Value:"margin",Panels:"vote.reveal"},
	 {Kind:"margin",Name:"m2",X:"bribe.offer",Panels:"vote.reveal",Series:[]string{"margin"}}}
	b,_ := json.Marshal(r.summary); os.WriteFile("/tmp/rep/two/summary.json", b, 0o644)
	t.Log(Draw("/tmp/rep/two"))
	os.CopyFS("/tmp/rep/one", os.DirFS("testdata/fraud"))
	f,_ := open("/tmp/rep/one"); s := f.summary
	s.Points = slices.DeleteFunc(s.Points, func(p runs.Point) bool { return p.Settings[0].Number != 8 })
	for i := range s.Points { s.Points[i].Settings = s.Points[i].Settings[1:] }
	s.Figures = []runs.Figure{{Kind: "supply", Name: "burned", Panels: "escrow.fate", Series: []string{"token.burned"}}}
	b,_ = json.Marshal(s); os.WriteFile("/tmp/rep/one/summary.json", b, 0o644)
	t.Log(Draw("/tmp/rep/one"))
}
