package bench

import (
	"strings"
	"testing"
)

func TestSet_comesBackFromItsFile(t *testing.T) {
	s := setOf(row("vote.outlier: margin against p+epsilon", "r", 0.31, 0.29), row("gas: vote.settle warm", "gas", 95895),
		row("gas: vote.settle warm", "gas/most", 332496), row("digest: burn", "hash", 281474976710655), row("hold", "ns/event", 12.5))
	s.Environment = []Setting{{"goos", "linux"}, {"cpu", "A (b) c"}}
	var text strings.Builder
	if err := s.Write(&text, rulesOf(t)); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "\nBenchmarkVote.outlier/margin_against_p+epsilon 1 0.31 r\n") ||
		!strings.Contains(text.String(), "\nBenchmarkGas/vote.settle_warm 1 95895 gas 332496 gas/most\n") {
		t.Error(text.String())
	}
	back, err := Read(strings.NewReader(text.String()), "back")
	if err != nil {
		t.Fatal(err)
	}
	var again strings.Builder
	if err := back.Write(&again, rulesOf(t)); err != nil || again.String() != text.String() {
		t.Errorf("%v\n%s", err, again.String())
	}
}

func TestRead_saysWhereItIsBroken(t *testing.T) {
	_, err := Read(strings.NewReader("BenchmarkA 1 5 x\nBenchmarkB 1 five x\nBenchmarkC 1 NaN x\n"), "new.txt")
	if err == nil || !strings.Contains(err.Error(), "new.txt:2") || !strings.Contains(err.Error(), "new.txt:3") {
		t.Errorf("%v", err)
	}
}

func TestCheckName_refusesWhatDoesNotComeBack(t *testing.T) {
	for _, bad := range []string{"", "Gas", "a_b", "a/b", "a  b", " a", "a:b", "a-8"} {
		if CheckName(bad) == nil {
			t.Errorf("%q passes", bad)
		}
	}
	for _, good := range []string{"hold", "vote of 3, by lot: vote.vote, the last", "a: p+epsilon", "x-ray: p-plus-epsilon"} {
		if err := CheckName(good); err != nil || decode(encode(good)) != good {
			t.Errorf("%q: %v, %q", good, err, decode(encode(good)))
		}
	}
}

func TestParseRules_findsAllMistakes(t *testing.T) {
	_, err := ParseRules(`# a comment
exakt | lower | | | quick | gas | a |
exact | lower | 5% | | quick | gas | a |
seeded | up | | | quick | r | a |
seeded | higher | -1 | | quick | r | a |
seeded | higher | | > 3 | quick | r | a |
seeded | higher | | 3..1 | quick | r | a |
speed | higher | | | quick | x | a |
speed | higher | 5% | | fast | x | a |
speed | higher
`, "rules.txt")
	for i, want := range []string{"rules.txt:2: \"exakt\" is no class", "rules.txt:3: an exact row", "rules.txt:4: \"up\" is no direction",
		"rules.txt:5: \"-1\" is no tolerance", "rules.txt:6: \"> 3\" is no limit", "rules.txt:7: \"3..1\" is no limit",
		"rules.txt:8: a row of speed needs a tolerance", "rules.txt:9: \"fast\" is no suite", "rules.txt:10: 2 columns"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("mistake %d: %q is not in\n%v", i, want, err)
		}
	}
}

func TestCompare_marksWhatDiffers(t *testing.T) {
	a := setOf(row("gas: a", "gas", 100), row("hold", "x", 5, 5.1, 5.2, 5.3, 5.4, 5.5), row("a: b", "r", 1, 1, 1), row("old", "ns/op", 1))
	b := setOf(row("gas: a", "gas", 90), row("hold", "x", 5.05, 5.15, 5.25, 5.3, 5.35, 5.45), row("a: b", "r", 1, 1, 1), row("new", "ns/op", 1))
	c := Compare(a, b, rulesOf(t))
	want := []struct{ differs, better bool }{{true, true}, {false, false}, {false, false}, {false, false}, {false, false}}
	for i, p := range c.Pairs {
		if p.Differs != want[i].differs || p.Better != want[i].better {
			t.Errorf("%+v", p)
		}
	}
	if text := c.Text(); !strings.Contains(text, "100 gas") || !strings.Contains(text, "-10.00%") || !strings.Contains(text, "~") || !strings.Contains(text, "none") {
		t.Error(text)
	}
	if page := c.Markdown(); !strings.HasPrefix(page, "| row | A | B | change | p |\n|---|---:|---:|---:|---|\n| gas: a | 100 gas | 90 gas | -10.00% |") {
		t.Error(page)
	}
}
