package sim

import "fmt"

// Account is one agent's hot row: its money and, beside it, what is not money but counts in its payoff.
type Account struct {
	Balance Amount
	Value   Amount // worth of what it received, to itself
	Effort  Amount // cost of the work it did
	Fees    Amount // cost of the actions it sent, accepted or refused
}

// Ledger holds the money of a run. Supply + burned = supply at genesis, and the balances (vaults of mechanisms are
// accounts too) add up to the supply, after every event.
type Ledger struct {
	accounts *Column[Account]
	totals   *Column[totals]
	locks    *Column[lock] // empty unless capital costs something
	capital  int64         // parts per billion a year
}

type totals struct{ genesis, supply, burned Amount }

// lock is the money of an agent that is tied up in vaults, and its cost so far.
type lock struct {
	locked Amount
	since  Second
	cost   Amount
}

func newLedger(w *World, accounts int, capitalPPB int64) *Ledger {
	l := &Ledger{
		accounts: NewColumn[Account](w, "ledger.accounts", accounts),
		totals:   NewColumn[totals](w, "ledger.totals", 1),
		capital:  capitalPPB,
	}
	if capitalPPB > 0 {
		l.locks = NewColumn[lock](w, "ledger.locks", accounts)
	}
	return l
}

// Account is a's row; treat it as read-only.
func (l *Ledger) Account(a Agent) *Account { return &l.accounts.Rows[a] }

// Balance is the money that a holds.
func (l *Ledger) Balance(a Agent) Amount { return l.accounts.Rows[a].Balance }

// Supply is all money in existence, vaults included.
func (l *Ledger) Supply() Amount { return l.totals.Rows[0].supply }

// Burned is all money destroyed so far.
func (l *Ledger) Burned() Amount { return l.totals.Rows[0].burned }

// Genesis is all money ever created.
func (l *Ledger) Genesis() Amount { return l.totals.Rows[0].genesis }

// Mint creates x for each of n accounts from first on. It is for genesis only; false, with nothing changed, when
// the supply would overflow, x is negative or an account does not exist.
func (l *Ledger) Mint(first Agent, n uint32, x Amount) bool {
	t := &l.totals.Rows[0]
	if x < 0 || uint64(first)+uint64(n) > uint64(len(l.accounts.Rows)) {
		return false
	}
	if x > 0 && Amount(n) > (MaxAmount-t.genesis)/x {
		return false
	}
	total := x * Amount(n)
	t.genesis += total
	t.supply += total
	for i := range l.accounts.Rows[first : first+Agent(n)] {
		l.accounts.Rows[first+Agent(i)].Balance += x
	}
	return true
}

// Move pays x; false, with nothing changed, when from holds less or x is negative. A balance cannot overflow, since
// the supply does not.
func (l *Ledger) Move(from, to Agent, x Amount) bool {
	f := &l.accounts.Rows[from]
	if x < 0 || f.Balance < x {
		return false
	}
	f.Balance -= x
	l.accounts.Rows[to].Balance += x
	return true
}

// Burn destroys x of from's money; false, with nothing changed, when from holds less or x is negative.
func (l *Ledger) Burn(from Agent, x Amount) bool {
	f := &l.accounts.Rows[from]
	if x < 0 || f.Balance < x {
		return false
	}
	f.Balance -= x
	t := &l.totals.Rows[0]
	t.supply -= x
	t.burned += x
	return true
}

// Receive notes that a got something worth x to it.
func (l *Ledger) Receive(a Agent, x Amount) { add(&l.accounts.Rows[a].Value, x) }

// Spend notes that a did work that cost it x.
func (l *Ledger) Spend(a Agent, x Amount) { add(&l.accounts.Rows[a].Effort, x) }

// Charge notes that a paid a fee of x outside the money of this ledger (gas).
func (l *Ledger) Charge(a Agent, x Amount) {
	if x != 0 {
		add(&l.accounts.Rows[a].Fees, x)
	}
}

func add(column *Amount, x Amount) {
	sum, ok := column.Plus(x)
	if !ok {
		panic(fmt.Sprintf("sim: utility overflows: %d + %d", *column, x))
	}
	*column = sum
}

// Lock notes that x of a's money is tied up from now on; Unlock that it is not any more. They move nothing: they are
// there for the capital cost.
func (l *Ledger) Lock(a Agent, x Amount, now Second) {
	if l.locks != nil {
		l.tie(a, x, now)
	}
}

// Unlock undoes Lock.
func (l *Ledger) Unlock(a Agent, x Amount, now Second) {
	if l.locks != nil {
		l.tie(a, -x, now)
	}
}

func (l *Ledger) tie(a Agent, x Amount, now Second) {
	row := &l.locks.Rows[a]
	row.cost += l.interest(row.locked, now-row.since)
	row.locked += x
	row.since = now
}

// Capital is what a's locked money has cost it until now: locked x seconds x rate, rounded down at each change.
func (l *Ledger) Capital(a Agent, now Second) Amount {
	if l.locks == nil {
		return 0
	}
	row := l.locks.Rows[a]
	return row.cost + l.interest(row.locked, now-row.since)
}

func (l *Ledger) interest(locked Amount, seconds Second) Amount {
	if locked <= 0 || seconds <= 0 {
		return 0
	}
	// rate x seconds / year is at most 292 x 10^9 parts per billion for 100% a year: it fits before the second step.
	part, ok1 := MulDivDown(Amount(l.capital), Amount(seconds)*1000, Amount(Year))
	cost, ok2 := MulDivDown(locked, part, 1_000_000_000*1000)
	if !ok1 || !ok2 {
		panic("sim: capital cost overflows")
	}
	return cost
}

// Check adds up all accounts: an error says what is not conserved. It takes time in proportion to the accounts.
func (l *Ledger) Check() error {
	var sum Amount
	for i := range l.accounts.Rows {
		b := l.accounts.Rows[i].Balance
		if b < 0 {
			return fmt.Errorf("account %d holds %d base units", i, b)
		}
		sum += b
	}
	return l.checkSum(sum)
}

func (l *Ledger) checkSum(sum Amount) error {
	t := l.totals.Rows[0]
	switch {
	case sum != t.supply:
		return fmt.Errorf("balances add up to %d base units, supply is %d", sum, t.supply)
	case t.supply+t.burned != t.genesis:
		return fmt.Errorf("supply %d + burned %d is not genesis %d", t.supply, t.burned, t.genesis)
	}
	return nil
}
