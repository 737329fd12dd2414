package claims

import "github.com/dopamine-network/dopasim/internal/runs"

// List is the claims that the mechanisms at hand can answer, by number.
var List = []Claim{
	{Number: 2, Section: "abstract", Expected: runs.Fails, WorstOf: []int{31, 32, 34, 35, 36, 41, 42},
		Says: "The incentives punish those who act badly.",
		Note: "By the rule that the worst part decides: buyers who gain nothing by complaining leave fraud unpunished (claim 31), " +
			"bribes that cost nothing turn votes (36) and a holder of much gains by burning (41). Where somebody punishes, the " +
			"inequalities of the parts say how much is enough. Parts about mechanisms that do not exist yet are missing."},
	{Number: 3, Section: "Abstract", Expected: runs.Conditional,
		Says: "Contracts reduce the need to trust a partner or a central body.",
		Note: "Trust moves more than it goes: from partners to witnesses, or to other buyers who complain at their own cost."},
	{Number: 9, Section: "1.1", Expected: runs.Fails,
		Says: "Micropayments for data flow without friction.",
		Note: "A deal costs the same fees whatever its price, so each price of gas has a smallest price that is worth it: about " +
			"1 DPMN on an idle chain and 225 DPMN on a busy one, if ether costs 2,500 DPMN; for 1% of the price five times, " +
			"for 20% a quarter of that. The uses that the paper names are smaller; this part decides. In channels the " +
			"boundary is divided by the payments that one deal settles. What load does to fees: below half-full blocks the " +
			"base fee falls to nothing, above it rises to what the last wallet pays (dopasim run fee-spike)."},
	{Number: 18, Section: "2.2", Expected: runs.Conditional,
		Says:   "Deals clear by algorithm, without anybody between the two sides.",
		Checks: []Check{{Part: "the provider is paid", Run: withoutThirds, Want: runs.Conditional}},
		Note:   "It holds for deals that the payer decides and for the trust fund, and fails for deals that witnesses decide."},
	{Number: 19, Section: "2.2", Expected: runs.Holds,
		Says: "Strong security: no call takes what belongs to somebody else.",
		Checks: []Check{{Part: "random and hostile calls on the native side", Run: noTheft(hostileWorlds), Full: noTheft(hostileWorldsFull),
			Want: runs.Holds}},
		Note: "It holds within the model, by search and not by proof. After every call money is conserved, every invariant holds and " +
			"a refused call has moved nothing; contracts hold what they owe, pay out only what they owed and keep nothing else; " +
			"nobody but the caller has less, save by transferFrom within what was allowed; and whoever has more is named in a row " +
			"that the call is about. Which of those whom a row names gets what was locked is not judged here, but by tables of " +
			"calls, by claims 43, 44 and 46 and by comparison with the contract. The same is asked of the contracts, call by " +
			"call on a real EVM, by `dopasim fuzz` and not here: 10,002,887 calls, no theft and no difference " +
			"([parity](parity.md)). Assumed: keys are kept, signatures are right, the token is ours and calls nobody back. Not " +
			"modelled: attacks on consensus and on the ciphers, theft of keys, censorship, bugs of the EVM, of solc or of wallets, " +
			"reentrancy by contracts of others, griefing with gas (but a vote refuses to be settled with too little of it), more " +
			"than one instance of a kind in a world. A deal that ends badly by its own rules is no " +
			"theft; the other claims are about those."},
	{Number: 21, Section: "2.2", Expected: runs.Conditional,
		Says: "Transactions clear within minutes, day and night.",
		Note: "Below the capacity of the blocks an action waits for one or two of them; near it waits grow like 1/(1 - load), and " +
			"beyond it without end. Under EIP-1559 half of the gas limit is that capacity, where nobody gives up because of " +
			"the price (dopasim run throughput). A deal is over later than its last action is sent: windows and deadlines are " +
			"part of it, three days by default."},
	{Number: 22, Section: "2.2", Expected: runs.Conditional,
		Says: "Joining the network needs no formality.",
		Note: "Entry holds: whoever registers is drawn like everybody else. What it costs is that a place in a pool is no person: " +
			"panels drawn by lot are worse than a coin once Sybil places outnumber honest ones by a factor that the accuracy of " +
			"the honest sets. A named panel has no such boundary; there the one who names decides (claim 34)."},
	{Number: 27, Section: "2.2", Expected: runs.Fails,
		Says: "Witnesses or trustees guarantee, for a reward, that contracts are carried out.",
		Note: "A fee that is large enough a part of the stake keeps a witness from selling; that part alone would be CONDITIONAL. " +
			"A guarantee has no exceptions, and one bought decision is a counterexample; nor does a flat fee pay for looking."},
	{Number: 28, Section: "2.2", Expected: runs.Fails,
		Says: "Contracts settle disputes.",
		Note: "Burning deposits settles nothing: whatever the reading, the innocent party of a disputed trust deal loses at " +
			"least its deposit; this part decides. The price alone goes where it should more often than by a coin only if most " +
			"complaints are false (price kept) or true (price refunded). A vote beats a coin where its witnesses do. " +
			"Contracts that take proofs, which were expected to be conditional, do not exist yet."},
	{Number: 31, Section: "3.4", Expected: runs.Fails,
		Says: "The trust fund punishes fraud.",
		Note: "It does where buyers complain about junk for another reason than money, and then deposits have to be large " +
			"enough, and not too large. A selfish buyer's complaint cannot depend on what it got, so that the fund never " +
			"tells a cheat from an honest provider; this part decides."},
	{Number: 32, Section: "3.4", Expected: runs.Underspecified,
		Says: "The trust fund rewards honest users.",
		Note: "Expected at first to be conditional, as it is among griefers and among cheats. But where buyers complain " +
			"falsely only when that pays, everything depends on the reading: false complaints never pay unless the price is " +
			"refunded, and then they do below a deposit of r - k - g."},
	{Number: 33, Section: "3.4", Expected: runs.Fails,
		Says: "The trust fund raises transparency and trust.",
		Note: "Trust rises for a while. As long as anybody cheats now and then, punishers earn less than lenient buyers and " +
			"fade, and in the end fewer providers are honest than at first; this part decides."},
	{Number: 34, Section: "3.2.4.1", Expected: runs.Underspecified,
		Says: "A single witness, trusted by both sides, decides whether a deal was a success.",
		Note: "Errors, bribes and effort are CONDITIONAL each, as theory has it. The paper does not say who names the witness: a " +
			"payer who may name its own friend never pays, and a lot bears some friends. Where both sides have to agree, the " +
			"witness is nobody's friend, as in the other parts."},
	{Number: 35, Section: "3.2.4.2", Expected: runs.Underspecified,
		Says: "A majority of paid witnesses decides well.",
		Note: "Accuracy, collusion and effort are CONDITIONAL each, as theory has it. What silence is decides whether absent " +
			"witnesses matter: the literal sum counts it for failure, a count of the votes cast does not. Bribes are judged at " +
			"claims 27 and 36."},
	{Number: 36, Section: "3.2.4.3", Expected: runs.Fails,
		Says: "Penalising outliers makes witnesses honest.",
		Note: "There is a window of bonds in which looking is the best answer to others who look, with the boundaries that theory " +
			"names. It is no guarantee of truth, as the contract pays for agreement: a start from which too few look ends where " +
			"all say success, and an offer that is paid to outliers only buys every decision at no cost, whatever the bond. Who " +
			"gets lost bonds decides whether large ones drive honest witnesses away, and votes that are seen are copied."},
	{Number: 37, Section: "3", Expected: runs.Holds,
		Says:   "Users can build contracts with rules of their own.",
		Checks: []Check{{Run: ownRules, Want: runs.Holds}},
		Note: "The kit did grow when votes came (commitments, needs that may be left out, calls between contracts); what is judged " +
			"is the kit as it is. Each contract needs a Solidity twin to be replayed."},
	{Number: 40, Section: "3.2.3", Expected: runs.Conditional,
		Says:   "Burning tokens raises the value of every other holding.",
		Checks: []Check{{Part: "value of a token", Run: burnedValue, Want: runs.Conditional}},
		Note: "Shares of the supply rise by exactly S / (S - x), in every run. What they are worth takes a market, which is " +
			"not here: that part is arithmetic on an assumed elasticity of demand, and decides."},
	{Number: 41, Section: "3.2.3", Expected: runs.Fails,
		Says: "Burning makes sure that nobody gains.",
		Note: "All other holders gain, together what the burners lose (claim 40). And the one who declares gains itself, " +
			"against an honest partner, if it holds more than t_payer / (t_payer + t_provider) of the supply."},
	{Number: 42, Section: "3.2.4.1", Expected: runs.Conditional,
		Says: "The payer alone can clear the deal."},
	{Number: 43, Section: "3.2.2", Expected: runs.Underspecified,
		Says: "Amount, deadline, type and witnesses, once declared, fix what happens.",
		Checks: []Check{
			{Part: "every path ends", Run: everyPath, Want: runs.Holds},
			{Part: "nobody decides, and the provider is paid", Run: silence, Want: runs.Underspecified},
		},
		Note: "What is declared fixes one end for every order of calls. What silence means has to be declared too, and the paper " +
			"does not say it (R-1)."},
	{Number: 44, Section: "3.2.4.2, Diagram 6", Expected: runs.Holds,
		Says:   "Of three votes, two for success make a success.",
		Checks: []Check{{Run: threeVotes, Want: runs.Holds}}},
	{Number: 45, Section: "3.2.4.2", Expected: runs.Fails,
		Says: "Rewards for votes attract more users as witnesses.",
		Note: "They attract numbers: taking part pays from a reward on that covers the fee and the effort. They do not attract " +
			"witnesses who look, as those who do not are paid the same and save the effort; that part decides the verdict."},
	{Number: 46, Section: "3.2.4.3, Diagram 7", Expected: runs.Underspecified,
		Says:   "An outlier loses its bond; each of the others gets the reward beside its own bond.",
		Checks: []Check{{Run: outlierPays, Want: runs.Underspecified}},
		Note: "Where a lost bond and an unspent reward go is not said (R-6): if they go to the majority, the others get more than " +
			"the reward."},
	{Number: 54, Section: "3.5", Expected: runs.Conditional,
		Says: "The example of a certificate works: predictions for all listed symbols, every business day, before 4 AM.",
		Note: "Its load alone: whether the entries get in. Whether its deposit and contribution deter guessing waits for the " +
			"certificate. One by one, 5,000 entries cost about 560 DPMN a day at 1 gwei, and in the last minutes before the " +
			"deadline not all get in when others fill nine tenths of the blocks; in batches all do for half of that, and one " +
			"Merkle root costs 0.1 DPMN."},
}

// Outside are statements that are no claims about incentives or protocols, or that nothing here can test, and why.
var Outside = []struct{ What, Why string }{
	{"Market forecasts, survey shares and volumes of data (Introduction, 1.1, 2)", "figures from elsewhere, with nothing to compute"},
	{"Networks like brains lead to super-intelligence; capacity grows with size (abstract, 4.8)", "no statement about an economy or a protocol"},
	{"Entry is legally simple; regulation and privacy law (1, 2.2)", "law is not modelled"},
	{"A browser extension, scripts on advertising platforms, an API (1.3, 2.2, 4.1, 4.3, 4.4)", "software, of which only the cost of joining is a parameter"},
	{"Counts of trucks predict the price of oil (4.3)", "a question of data, not of the market for it"},
	{"Ethereum's consensus and the ciphers are secure (2.2, 4.1)", "assumed; attacks on them are not modelled"},
	{"Residents learn how to avoid burglary (4.6)", "an effect outside the network"},
	{"The foundation recruits users (abstract)", "the effort of one organisation"},
}
