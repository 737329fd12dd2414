package chain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
)

// twin is a mechanism and its contract, matched name by name.
type twin struct {
	mechanism *mechanisms.Mechanism
	artefact  *Artefact
	methods   []method  // by action; those of genesis have no selector
	events    []event   // by event
	views     []view    // by view
	reverts   [][4]byte // selectors by refusal
}

// method is how an action is called.
type method struct {
	selector [4]byte
	args     tuple
	rows     []reference // in the arguments
}

// event is how an event is logged: indexed fields are topics behind id, the others are the data.
type event struct {
	id            common.Hash
	indexed, data tuple
	rows          []reference // in the row of all fields
}

// reference is a field that names a row of a view.
type reference struct{ at, view int }

// CheckTwin says how a mechanism and its contract differ: an action, event, refusal or view that the contract has not,
// or has with other types; a function or event of the contract that the Spec does not declare. All of it at once.
func CheckTwin(m *mechanisms.Mechanism) error {
	a, err := artefactOf(m)
	if err == nil {
		_, err = newTwin(m, a)
	}
	return err
}

func artefactOf(m *mechanisms.Mechanism) (*Artefact, error) {
	if len(m.Artefact) == 0 {
		return nil, fmt.Errorf("mechanism %s has no Solidity twin", m.Name)
	}
	a, err := ParseArtefact(m.Artefact)
	if err != nil {
		return nil, fmt.Errorf("mechanism %s: %w", m.Name, err)
	}
	return a, nil
}

// bind makes the commitments in calls, events and rows those of an instance.
func (t *twin) bind(b *mechanisms.Bound) {
	for i := range t.methods {
		t.methods[i].args.seal(b)
	}
	for i := range t.events {
		t.events[i].indexed.seal(b)
		t.events[i].data.seal(b)
	}
	for i := range t.views {
		t.views[i].fields.seal(b)
	}
}

func newTwin(m *mechanisms.Mechanism, a *Artefact) (*twin, error) {
	t := &twin{mechanism: m, artefact: a}
	var problems []error
	fail := func(format string, args ...any) {
		problems = append(problems, fmt.Errorf("%s and its contract %s: %w", m.Name, a.Name, fmt.Errorf(format, args...)))
	}
	if a.Name != m.Contract {
		fail("the contract should be called %s", m.Contract)
	}
	for i, v := range m.Views { // first: actions and events refer to them
		made, err := newView(v, a)
		if err == nil && made.derived && i == 0 {
			err = errors.New("the contract has no next id for it")
		}
		if err != nil {
			fail("view %s: %w", v.Name(), err)
		}
		t.views = append(t.views, made)
	}
	t.match(fail)
	for _, r := range m.Reverts {
		e, ok := a.ABI.Errors[string(r.Revert)]
		if !ok {
			fail("error %s: the contract has none", r.Revert)
		}
		t.reverts = append(t.reverts, [4]byte(e.ID[:4]))
	}
	t.surplus(fail)
	return t, errors.Join(problems...)
}

// match finds the function of every action and the log of every event.
func (t *twin) match(fail func(string, ...any)) {
	for _, a := range t.mechanism.Actions {
		m := method{args: tupleOf(a.Args())}
		m.rows = t.references(m.args, fail)
		if f, ok := t.artefact.ABI.Methods[a.Name()]; a.Genesis() {
			// It has no counterpart.
		} else if want := signature(m.args); !ok {
			fail("action %s: the contract has no function %s%s", a.Name(), a.Name(), want)
		} else if have := signatureOf(f.Inputs); have != want {
			fail("action %s: takes %s, the contract's takes %s", a.Name(), want, have)
		} else {
			m.selector = [4]byte(f.ID)
		}
		t.methods = append(t.methods, m)
	}
	for _, e := range t.mechanism.Events {
		all := tupleOf(e.Fields())
		made := event{rows: t.references(all, fail)}
		for _, f := range all {
			if f.Indexed && (f.Type == mechanisms.List || f.Type == mechanisms.Bytes) {
				fail("event %s: %s cannot be indexed: only its hash would be logged", e.Name(), f.Name)
			} else if f.Indexed {
				made.indexed = append(made.indexed, f)
			} else {
				made.data = append(made.data, f)
			}
		}
		logged, ok := t.artefact.ABI.Events[e.Name()]
		if want, have := fieldsText(all), inputsText(logged.Inputs); !ok {
			fail("event %s: the contract has none", e.Name())
		} else if have != want {
			fail("event %s: has (%s), the contract's has (%s)", e.Name(), want, have)
		}
		made.id = logged.ID
		t.events = append(t.events, made)
	}
}

// references are the fields that name rows.
func (t *twin) references(fields tuple, fail func(string, ...any)) []reference {
	var found []reference
	for _, f := range fields {
		if f.Row == "" {
			continue
		}
		at := slices.IndexFunc(t.mechanism.Views, func(v mechanisms.View) bool { return v.Name() == f.Row })
		if at < 0 || f.Type != mechanisms.Uint64 {
			fail("field %s: is no uint64 that names a row of a view", f.Name)
			continue
		}
		found = append(found, reference{f.at, at})
	}
	return found
}

// surplus reports what no replay would exercise.
func (t *twin) surplus(fail func(string, ...any)) {
	for _, name := range sortedKeys(t.artefact.ABI.Methods) {
		f := t.artefact.ABI.Methods[name]
		if a := t.mechanism.Action(f.RawName); !f.IsConstant() && (a == nil || a.Genesis()) {
			fail("function %s: changes the contract, but no action is called so", f.Sig)
		}
	}
	for _, name := range sortedKeys(t.artefact.ABI.Events) {
		if t.mechanism.Event(name) == nil {
			fail("event %s: the mechanism has none", name)
		}
	}
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// signature is "(address,uint64)".
func signature(fields tuple) string {
	types := make([]string, len(fields))
	for i, f := range fields {
		types[i] = f.Solidity()
	}
	return "(" + strings.Join(types, ",") + ")"
}

func signatureOf(inputs abi.Arguments) string {
	types := make([]string, len(inputs))
	for i, in := range inputs {
		types[i] = in.Type.String()
	}
	return "(" + strings.Join(types, ",") + ")"
}

// fieldsText is "uint256 indexed id, address by". Names count in events and views, which clients read; the arguments
// of a function are told apart by their types alone.
func fieldsText(fields tuple) string {
	parts := make([]string, len(fields))
	for i, f := range fields {
		parts[i] = fieldText(f.Solidity(), f.Indexed, f.Name)
	}
	return strings.Join(parts, ", ")
}

func inputsText(inputs abi.Arguments) string {
	parts := make([]string, len(inputs))
	for i, in := range inputs {
		parts[i] = fieldText(in.Type.String(), in.Indexed, in.Name)
	}
	return strings.Join(parts, ", ")
}

func fieldText(solidity string, indexed bool, name string) string {
	if indexed {
		solidity += " indexed"
	}
	return solidity + " " + name
}
