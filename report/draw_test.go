package report

import (
	"bytes"
	"encoding/json"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/internal/runs"
)

// copied copies a folder of testdata to where a test may write, with the summary edited.
func copied(t *testing.T, name string, edit func(*runs.Summary)) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", name))); err != nil {
		t.Fatal(err)
	}
	if edit != nil {
		f, err := open(dir)
		if err != nil {
			t.Fatal(err)
		}
		edit(f.summary)
		data, err := json.Marshal(f.summary)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "summary.json"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// only replaces the figures of a summary.
func only(figures ...runs.Figure) func(*runs.Summary) {
	return func(s *runs.Summary) { s.Figures = figures }
}

// drawn draws one figure and returns its SVG.
func drawn(t *testing.T, dir, name string) string {
	t.Helper()
	paths, err := Draw(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{filepath.Join(dir, "report", name+".svg"), filepath.Join(dir, "report", name+".png")}
	if !slices.Equal(paths, want) {
		t.Fatalf("drew %v, want %v", paths, want)
	}
	svg, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(svg)
}

// has checks that an SVG writes each text as a whole line.
func has(t *testing.T, svg string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(svg, ">"+text+"</text>") {
			t.Errorf("no text %q", text)
		}
	}
}

func TestMargin_showsSeriesPanelsCrossingsAndTheory(t *testing.T) {
	svg := drawn(t, copied(t, "fraud", nil), "threshold")
	has(t, svg, "honest", "cheating", "theory", "crossing found, 95% interval", "crossing predicted",
		"fate: kept", "fate: refund", "fate: burned", "payoff (DPMN)", "escrow deposit provider (DPMN)",
		"crosses at 4.53 ± 0.07, predicted 4.51", "no crossing inside the sweep", "−10",
		"n = 6 seeds per point. Intervals: 95% Student t over seeds. Run 3f2a9c417be0.")
	if n := strings.Count(svg, "stroke:#009E73;stroke-width:1.1;stroke-dasharray:3,2"); n != 3 {
		t.Errorf("%d predicted markers, want 2 panels and the key", n)
	}
	if n := strings.Count(svg, ">fate: "); n != 3 {
		t.Errorf("%d panels, want 3", n)
	}
	if n := strings.Count(svg, "fill:#D55E00"); n < 27 {
		t.Errorf("%d dots of the cheating series, want one at each of 27 points", n)
	}
}

func TestMargin_withoutPanelsHoldsTheOtherParametersAndSaysSo(t *testing.T) {
	svg := drawn(t, copied(t, "fraud", only(runs.Figure{Kind: "margin", Name: "one", Title: "One & only",
		X: "escrow.deposit_provider", Series: []string{"honest.payoff", "margin"}})), "one")
	has(t, svg, "One &amp; only", "honest payoff", "margin", "DPMN", "crosses at 4.53 ± 0.07, predicted 4.51")
	if !strings.Contains(svg, "Held: escrow.fate = kept.") {
		t.Error("the footnote hides that the fate is held")
	}
	if strings.Contains(svg, "fate: ") {
		t.Error("a single panel has a panel title")
	}
}

func TestMargin_overNamedChoicesWritesEachNameOnceAndJoinsNothing(t *testing.T) {
	svg := drawn(t, copied(t, "fraud", only(runs.Figure{Kind: "margin", Name: "named",
		X: "escrow.fate", Series: []string{"cheating.payoff"}})), "named")
	for _, name := range fates {
		if n := strings.Count(svg, ">"+name+"</text>"); n != 1 {
			t.Errorf("%q is written %d times", name, n)
		}
	}
	if strings.Contains(svg, "fill-opacity") {
		t.Error("a band lies between named choices")
	}
}

func TestSupply_drawsMeansOverTimeInShownUnits(t *testing.T) {
	svg := drawn(t, copied(t, "fraud", nil), "burned")
	has(t, svg, "time (days)", "token burned (DPMN)", "deposit provider:", "0 DPMN", "16 DPMN", "fate: burned", "200")
	if !strings.Contains(svg, "5 of 9 points drawn.") {
		t.Error("the footnote hides that some points are not drawn")
	}
	if n := strings.Count(svg, "fill-opacity"); n != 15 {
		t.Errorf("%d bands, want 5 lines in 3 panels", n)
	}
}

func TestSupply_onePointForEachPanelValueIsOnePanelWithALineForEach(t *testing.T) {
	dir := copied(t, "fraud", func(s *runs.Summary) {
		s.Points = slices.DeleteFunc(s.Points, func(p runs.Point) bool { return p.Settings[0].Number != 8 })
		for i := range s.Points {
			s.Points[i].Settings = s.Points[i].Settings[1:]
		}
		s.Figures = []runs.Figure{{Kind: "supply", Name: "burned", Panels: "escrow.fate", Series: []string{"token.burned"}}}
	})
	svg := drawn(t, dir, "burned")
	has(t, svg, "fate: kept", "fate: refund", "fate: burned")
	if n := strings.Count(svg, "fill-opacity"); n != 3 {
		t.Errorf("%d bands, want 3 lines in one panel", n)
	}
}

func TestMap_hasCellsContourBoundaryAndBar(t *testing.T) {
	svg := drawn(t, copied(t, "phase", nil), "safety")
	has(t, svg, "margin = 0, found, with 95% intervals", "boundary predicted", "margin (DPMN)",
		"bribe offer (DPMN)", "vote bond (DPMN)", "−20", "A vote is safe above a bond of about half the bribe.")
	if n := strings.Count(svg, "<path"); n < 14*11+barSteps {
		t.Errorf("%d paths, want a cell for each of 14x11 points and the bar", n)
	}
	if n := strings.Count(svg, "stroke:#009E73"); n != 2 {
		t.Errorf("%d lines of theory, want one and its key", n)
	}
}

func TestDraw_isTheSameBytesTwice(t *testing.T) {
	for _, name := range []string{"fraud", "phase", "shares"} {
		a, b := copied(t, name, nil), copied(t, name, nil)
		paths, err := Draw(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Draw(b); err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			rel, _ := filepath.Rel(a, path)
			x, _ := os.ReadFile(path)
			y, _ := os.ReadFile(filepath.Join(b, rel))
			if len(x) == 0 || !bytes.Equal(x, y) {
				t.Errorf("%s differs between two drawings", rel)
			}
		}
	}
}

func TestDraw_pngHasThePagesSize(t *testing.T) {
	dir := copied(t, "fraud", nil)
	if _, err := Draw(dir, "threshold"); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(filepath.Join(dir, "report", "threshold.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if w, want := img.Bounds().Dx(), (pageWidth*pngDPI+36)/72; w != want {
		t.Errorf("%d pixels wide, want %d", w, want)
	}
	if h := img.Bounds().Dy(); h < 500 || h > 900 {
		t.Errorf("%d pixels high: three panels in a row are a strip", h)
	}
}

func TestDraw_errorsNameWhatThereIs(t *testing.T) {
	margin := runs.Figure{Kind: "margin", Name: "m", X: "escrow.deposit_provider", Panels: "escrow.fate", Series: []string{"honest.payoff"}}
	with := func(change func(*runs.Figure)) func(*runs.Summary) {
		figure := margin
		change(&figure)
		return only(figure)
	}
	for _, c := range []struct {
		name string
		edit func(*runs.Summary)
		want string
	}{
		{"kind", with(func(f *runs.Figure) { f.Kind = "pie" }), `unknown kind "pie" (known: course, map, margin, phase, supply, tornado)`},
		{"series", with(func(f *runs.Figure) { f.Series = []string{"honest.pay"} }), `unknown series "honest.pay" (this run has cheating.payoff, escrow.deals, honest.payoff, margin, token.burned)`},
		{"x", with(func(f *runs.Figure) { f.X = "escrow.bond" }), `"escrow.bond" is not a swept parameter (this run sweeps escrow.deposit_provider, escrow.fate)`},
		{"units", with(func(f *runs.Figure) { f.Series = []string{"honest.payoff", "escrow.deals"} }), `series honest.payoff is in "DPMN" but escrow.deals in ""`},
		{"no series", with(func(f *runs.Figure) { f.Series = nil }), "needs x and series"},
		{"over time", with(func(f *runs.Figure) { f.Kind, f.Series = "supply", []string{"token.minted"} }), `no values over time of series "token.minted" (metrics.csv has token.burned)`},
		{"map", with(func(f *runs.Figure) { f.Kind = "map" }), "needs x, y and value"},
		{"name", with(func(f *runs.Figure) { f.Name = "../out" }), `"../out" is not a file name`},
		{"points", func(s *runs.Summary) { s.Points = nil }, "no points"},
		{"schema", func(s *runs.Summary) { s.Schema = 99 }, "summary.json is version 99, this program reads version 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Draw(copied(t, "fraud", c.edit))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestDraw_missingAndBrokenFiles(t *testing.T) {
	if _, err := Draw(t.TempDir()); err == nil || !strings.Contains(err.Error(), "summary.json") {
		t.Errorf("empty folder: %v", err)
	}
	dir := copied(t, "fraud", nil)
	if _, err := Draw(dir, "nothing"); err == nil || !strings.Contains(err.Error(), `no figure "nothing" (this run has threshold, burned)`) {
		t.Errorf("unknown figure: %v", err)
	}
	os.Remove(filepath.Join(dir, "metrics.csv"))
	if _, err := Draw(dir, "burned"); err == nil || !strings.Contains(err.Error(), "metrics.csv") {
		t.Errorf("no metrics: %v", err)
	}
	os.WriteFile(filepath.Join(dir, "metrics.csv"), []byte("time,value\n"), fs.FileMode(0o644))
	if _, err := Draw(dir, "burned"); err == nil || !strings.Contains(err.Error(), "metrics.csv:1") {
		t.Errorf("another layout: %v", err)
	}
	os.Remove(filepath.Join(dir, "theory.csv"))
	if svg := drawn(t, dir, "threshold"); strings.Contains(svg, ">theory<") {
		t.Error("the key explains theory that the run does not have")
	}
}
