package parity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dopamine-network/dopasim/mechanisms"
)

func readVector(t testing.TB, path string) *Vector {
	t.Helper()
	in, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	v, err := ReadVector(in)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return v
}

// playVector asks that both sides agree on a vector, and that each call ends as it says.
func playVector(t testing.TB, v *Vector) {
	t.Helper()
	r, err := NewRunner(v.Rules.Mechanism, nil)
	if err != nil {
		t.Fatal(err)
	}
	g, err := r.Replay(v.Rules, v.Moves, 1)
	if err != nil {
		t.Fatal(err)
	}
	if g.Failure != nil {
		t.Fatal(g.Failure.Text)
	}
	for i := range v.Moves {
		if have, want := g.Moves[i].text(), v.Moves[i].text(); have != want {
			t.Errorf("call %d: have %s\nwant %s", i+1, have, want)
		}
	}
}

// What was once found to differ, or to be wrong, stays as it was made.
func TestVectors_areTheSameOnBothSides(t *testing.T) {
	files, err := filepath.Glob("testdata/found/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no vectors")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { playVector(t, readVector(t, file)) })
	}
}

// A vector that is read from its text has the same text.
func TestVector_textReadsBack(t *testing.T) {
	for _, m := range mechanisms.All() {
		r, err := NewRunner(m, nil)
		if err != nil {
			t.Fatal(err)
		}
		for seed := range byte(4) {
			g, err := r.Play(t.Context(), sample(seed, 300), nil)
			if err != nil || g.Failure != nil {
				t.Fatal(g.Failure, err)
			}
			want := (&Vector{Rules: g.Rules, Moves: g.Moves}).Text()
			v, err := ReadVector(strings.NewReader(want))
			if err != nil {
				t.Fatalf("%v in\n%s", err, want)
			}
			if have := v.Text(); have != want {
				t.Errorf("have\n%s\nwant\n%s", have, want)
			}
		}
	}
}

// sample is an input of so many calls.
func sample(seed byte, calls int) []byte {
	l := &luck{}
	l.feed([]byte{seed})
	return grow(nil, calls, &l.rest)
}

func TestReadVector_saysWhatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "no mechanism is named",
		"mechanism nonsense":                    `line 1: there is no mechanism "nonsense"`,
		"# x\n20 ann token.burn amount=1 -> ok": "line 2: want mechanism NAME first",
		"mechanism trust\nset escrow.price 1 DPMN":                  `line 2: there is no instance "escrow"`,
		"mechanism trust\nset trust.price 1 day":                    "line 2: ",
		"mechanism token\n20 ann token.burn amount=1":               "line 2: want SECOND WHO INSTANCE.ACTION NAME=VALUE ... -> OUTCOME",
		"mechanism token\nnow ann token.burn amount=1 -> ok":        "line 2: strconv.ParseInt: parsing \"now\": invalid syntax",
		"mechanism token\n20 zoe token.burn amount=1 -> ok":         `line 2: there is nobody called "zoe"`,
		"mechanism token\n20 ann token.steal amount=1 -> ok":        "line 2: there is no action token.steal",
		"mechanism token\n20 ann token.burn -> ok":                  "line 2: token.burn takes 1 arguments, not 0",
		"mechanism token\n20 ann token.burn sum=1 -> ok":            "line 2: argument 1 of token.burn is amount=..., not sum=1",
		"mechanism token\n20 ann token.burn amount=much -> ok":      "line 2: amount=much: ",
		"mechanism token\n20 ann token.burn amount=1 -> NotWitness": "line 2: token does not refuse with NotWitness",
	} {
		_, err := ReadVector(strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
