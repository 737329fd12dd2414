package sim

import (
	"testing"

	"pgregory.net/rapid"
)

type thing struct{ a, b uint64 }

// Rows are a map from ids that only grow, whatever is opened and closed in whatever order.
func TestRows_agreeWithAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := people(t, 1)
		rows, model, next := NewRows[thing](w, "things"), map[uint64]thing{}, uint64(1)
		var live []uint64
		open := func(n int) {
			for range n {
				id, row := rows.Open()
				if id != next || *row != (thing{}) {
					t.Fatalf("opened %d with %v, want %d", id, *row, next)
				}
				*row = thing{id * 3, id + 7}
				model[id], live, next = *row, append(live, id), next+1
			}
		}
		t.Repeat(map[string]func(*rapid.T){
			"open":      func(t *rapid.T) { open(1) },
			"open many": func(t *rapid.T) { open(rapid.IntRange(1, 3*pageRows).Draw(t, "n")) },
			"close some": func(t *rapid.T) {
				for range rapid.IntRange(1, 2*pageRows).Draw(t, "n") {
					if len(live) == 0 {
						return
					}
					i := rapid.IntRange(0, len(live)-1).Draw(t, "i")
					rows.Close(live[i])
					delete(model, live[i])
					live[i] = live[len(live)-1]
					live = live[:len(live)-1]
				}
			},
			"close all": func(t *rapid.T) {
				for _, id := range live {
					rows.Close(id)
				}
				clear(model)
				live = live[:0]
			},
			"": func(t *rapid.T) {
				if rows.Live() != len(model) || rows.Next() != next {
					t.Fatalf("%d live, next %d; want %d, %d", rows.Live(), rows.Next(), len(model), next)
				}
				for id := uint64(0); id < next+3; id++ {
					want, lives := model[id]
					// A row that has ended is nil or, while its page lives, zero.
					if got := rows.Row(id); lives != (got != nil && *got != thing{}) || lives && *got != want {
						t.Fatalf("row %d is %v, want %v, %v", id, got, want, lives)
					}
					if rows.Issued(id) != (id > 0 && id < next) {
						t.Fatalf("id %d issued: %v", id, rows.Issued(id))
					}
				}
			},
		})
	})
}

func TestRows_absurdIdsWereNeverIssued(t *testing.T) {
	rows := NewRows[thing](people(t, 1), "things")
	for _, id := range []uint64{0, 1, 127, 128, 1 << 32, 1 << 63, 1<<64 - 1} {
		if rows.Issued(id) || rows.Row(id) != nil {
			t.Errorf("id %d was issued", id)
		}
	}
}

// Memory follows what is alive, not what ever was.
func TestRows_recycleWhatHasEnded(t *testing.T) {
	w := people(t, 1)
	rows := NewRows[thing](w, "things")
	var live []uint64
	for range 100_000 {
		id, row := rows.Open()
		row.a = id
		if live = append(live, id); len(live) > 500 {
			rows.Close(live[0])
			live = live[1:]
		}
	}
	if n := len(rows.slots.Rows); n > 1000 {
		t.Errorf("%d rows in memory for 500 live ones", n)
	}
}
