package chain

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/dopamine-network/dopasim/mechanisms"
	"github.com/dopamine-network/dopasim/sim"
)

// treasury is the token: the mechanism that the money of the ledger belongs to. Its contract is an ERC20, created with
// an empty supply; genesis is poked into its storage.
type treasury interface {
	mechanisms.Treasury
	// Allowance is what spender may take from owner; unlimited is an allowance that does not shrink.
	Allowance(owner, spender sim.Agent) (x sim.Amount, unlimited bool)
}

// construct packs what the constructor of an instance takes: for the treasury, (holder, supply) with a supply of 0;
// for any other, an address for each need and then, if the mechanism has parameters, a struct of them in the order of
// the Go fields.
func (t *twin) construct(b *mechanisms.Bound, accounts *Accounts, deployer common.Address) ([]byte, error) {
	have := signatureOf(t.artefact.ABI.Constructor.Inputs)
	var out []byte
	var want string
	if _, ok := b.State().(treasury); ok {
		want, out = "(address,uint256)", append(common.LeftPadBytes(deployer[:], word), make([]byte, word)...)
	} else {
		var parts []string
		for _, need := range b.Needs {
			var at common.Address // of an optional need that nobody fills: zero
			if need != nil {
				at = accounts.Address(need.Account)
			}
			parts, out = append(parts, "address"), append(out, common.LeftPadBytes(at[:], word)...)
		}
		values, types, err := paramWords(b)
		if err != nil {
			return nil, err
		}
		if len(types) > 0 {
			parts, out = append(parts, "("+strings.Join(types, ",")+")"), append(out, values...)
		}
		want = "(" + strings.Join(parts, ",") + ")"
	}
	if have != want {
		return nil, fmt.Errorf("%s: constructor of %s takes %s, its needs and parameters are %s", b.Name, t.artefact.Name, have, want)
	}
	return out, t.paramNames(b)
}

// onChain are the parameters that the contract has too.
func onChain(b *mechanisms.Bound) []mechanisms.Param {
	return slices.DeleteFunc(mechanisms.ParamsOf(b.Params), func(p mechanisms.Param) bool { return p.Native })
}

// paramWords are the parameters as words of the ABI, and their Solidity types.
func paramWords(b *mechanisms.Bound) (words []byte, types []string, err error) {
	params := reflect.ValueOf(b.Params).Elem()
	for _, p := range onChain(b) {
		v := params.FieldByName(p.Field)
		solidity, n := "", uint64(0)
		switch {
		case p.Kind == mechanisms.KindChoice && v.Kind() == reflect.String:
			solidity = "uint8"
			for i, choice := range p.Choices {
				if choice == v.String() {
					n = uint64(i)
				}
			}
		case p.Kind == mechanisms.KindAmount:
			solidity, n = "uint256", uint64(v.Int())
		case p.Kind == mechanisms.KindSeconds:
			solidity, n = "uint64", uint64(v.Int())
		case v.Kind() == reflect.Bool:
			solidity = "bool"
			if v.Bool() {
				n = 1
			}
		case v.CanUint():
			solidity, n = fmt.Sprintf("uint%d", v.Type().Bits()), v.Uint()
		default:
			return nil, nil, fmt.Errorf("%s: parameter %s is a %s, which no contract takes", b.Name, p.Key, v.Type())
		}
		types = append(types, solidity)
		words = binary.BigEndian.AppendUint64(append(words, make([]byte, word-8)...), n)
	}
	return words, types, nil
}

// paramNames checks that the constructor's struct names its fields as the Go parameters: two of one type that changed
// places would otherwise go unseen.
func (t *twin) paramNames(b *mechanisms.Bound) error {
	inputs := t.artefact.ABI.Constructor.Inputs
	params := onChain(b)
	if len(params) == 0 {
		return nil
	}
	for i, name := range inputs[len(inputs)-1].Type.TupleRawNames {
		if !strings.EqualFold(name, params[i].Field) {
			return fmt.Errorf("%s: parameter %d of contract %s is %s, of the mechanism %s", b.Name, i+1, t.artefact.Name, name, params[i].Field)
		}
	}
	return nil
}
