// Deliberately wrong twins: each is a contract of mechanisms/ with a few words of its sources replaced. Replay must
// catch every one at its first diverging call (sim/chain, wrong_test.go), else it could not be believed when it says
// "identical". None changes the ABI.

const trust = "mechanisms/trust/Trust.sol";
const beacon = "mechanisms/beacon/Beacon.sol";
const vote = "mechanisms/vote/Vote.sol";
const rules = "mechanisms/vote/Rules.sol";
const pool = "mechanisms/vote/Pool.sol";
const deal = "mechanisms/deal/Deal.sol";
const bribe = "mechanisms/bribe/Bribe.sol";
const erc20 = "@openzeppelin/contracts/token/ERC20/ERC20.sol";

export const wrong = [
  {
    name: "burn-one-less",
    doc: "declare leaves one unit of the deposits in the vault",
    file: trust,
    replace: [[trust, "deposits = depositPayer + depositProvider;", "deposits = depositPayer + depositProvider - 1;"]],
  },
  {
    name: "last-second-late",
    doc: "an action exactly at an inclusive deadline is late",
    file: trust,
    replace: [[trust, "block.timestamp > deadline :", "block.timestamp >= deadline :"]],
  },
  {
    name: "missing-event",
    doc: "deliver logs nothing",
    file: trust,
    replace: [[trust, "emit Delivered(id, deal.payer, deal.provider, deal.ref);", ""]],
  },
  {
    name: "twice-event",
    doc: "accept logs its event twice",
    file: trust,
    replace: [[trust, "emit Accepted(id, deal.payer, deal.provider, deal.ref);",
      "emit Accepted(id, deal.payer, deal.provider, deal.ref); emit Accepted(id, deal.payer, deal.provider, deal.ref);"]],
  },
  {
    name: "wrong-refusal",
    doc: "declare by a stranger is refused under another name",
    file: trust,
    replace: [[trust, "revert NotParty();", "revert NotPayer();"]],
  },
  {
    name: "settle-one-off",
    doc: "settle pays one unit of the payer's deposit to the provider",
    file: trust,
    replace: [
      [trust, "_pay(deal.payer, depositPayer);", "_pay(deal.payer, depositPayer - 1);"],
      [trust, "depositProvider + price);", "depositProvider + price + 1);"],
    ],
  },
  {
    name: "silent-unit",
    doc: "what a contract pays arrives one unit short, whatever Transfer says",
    file: "mechanisms/token/Token.sol",
    replace: [[erc20, "_balances[to] += value;",
      "uint256 cut = value > 1 && from.code.length > 0 ? 1 : 0; _balances[to] += value - cut; _balances[from] += cut;"]],
  },
  {
    name: "silent-deadline",
    doc: "the window is stored to start one second late",
    file: trust,
    replace: [[trust, "row.deadline = deadline;", "row.deadline = status == WATCHED ? deadline + 1 : deadline;"]],
  },
  {
    name: "silent-row",
    doc: "settle ends a deal without deleting its row",
    file: trust,
    replace: [[trust, "delete rows[id];\n        emit Settled", "rows[id].status = NONE;\n        emit Settled"]],
  },
  {
    name: "silent-slot",
    doc: "open writes a slot that nothing reads",
    file: trust,
    replace: [[trust, "id = next++;", "id = next++; rows[id + 2 ** 64].ref = ref;"]],
  },
  {
    name: "beacon-adds",
    doc: "the word is the sum of the secrets",
    file: beacon,
    replace: [[beacon, "row.word ^= uint64(bytes8(secret));", "row.word += uint64(bytes8(secret));"]],
  },
  {
    name: "beacon-any-sender",
    doc: "whoever knows a secret may reveal it and is not asked who it is",
    file: beacon,
    replace: [
      [beacon, "if (msg.sender != share.keeper) revert NotKeeper();", ""],
      [beacon, "_sealOf(share.round, msg.sender, secret)", "_sealOf(share.round, share.keeper, secret)"],
    ],
  },
  {
    name: "beacon-hasty",
    doc: "close does not wait for those who have not revealed",
    file: beacon,
    replace: [[beacon, "if (row.revealed < row.shares &&", "if (row.revealed == 0 &&"]],
  },
  {
    name: "beacon-forgives",
    doc: "sweep gives the deposit back",
    file: beacon,
    replace: [[beacon, "_burn(deposit);", "_pay(share.keeper, deposit);"]],
  },
  {
    name: "vote-tie-passes",
    doc: "a tie is success",
    file: vote,
    replace: [[rules, "return (2 * yes > all,", "return (2 * yes >= all,"]],
  },
  {
    name: "vote-outlier-keeps-bond",
    doc: "outliers get their bond back, and it burns all the same",
    file: vote,
    replace: [[vote, "result.bonded && !result.lost ? bond : 0", "result.bonded ? bond : 0"]],
  },
  {
    name: "vote-any-sender",
    doc: "whoever knows a sealed vote may reveal it and is not asked who it is",
    file: vote,
    replace: [
      [vote, "if (msg.sender != chair.witness) revert NotWitness();", ""],
      [vote, "_sealOf(seat, msg.sender, success, salt)", "_sealOf(seat, chair.witness, success, salt)"],
    ],
  },
  {
    name: "vote-last-second-late",
    doc: "a vote sealed exactly at the inclusive deadline is late",
    file: vote,
    replace: [[rules, "by > deadline :", "by >= deadline :"]],
  },
  {
    name: "vote-untold",
    doc: "the asker is not told the decision",
    file: vote,
    replace: [[vote, "asker.code.length == 0", "asker != address(0)"]],
  },
  {
    name: "vote-seated-twice",
    doc: "a witness may be drawn for two seats of a ballot",
    file: vote,
    replace: [[pool, "_has(witnesses, drawn, witness)) continue", "false) continue"]],
  },
  {
    name: "vote-late-joiner",
    doc: "who joins when the word may be known can be drawn",
    file: vote,
    replace: [[pool, "row.since > round", "round == type(uint32).max"]],
  },
  {
    name: "vote-silent-place",
    doc: "a place that is free again still counts the seats it had",
    file: vote,
    replace: [[pool, "placeRows[id].seats--;", ""]],
  },
  {
    name: "deal-fee-to-provider",
    doc: "the provider gets the fee of the witness",
    file: deal,
    replace: [[deal, "_pay(msg.sender, cost);", "_pay(deal.provider, cost);"]],
  },
  {
    name: "deal-stand-in-early",
    doc: "the second witness may decide before the deadline",
    file: deal,
    replace: [[deal, "if (!_late(deal.deadline)) revert TooEarly();\n            if", "if"]],
  },
  {
    name: "deal-silence-pays",
    doc: "the silence of the second witness pays the provider",
    file: deal,
    replace: [[deal, "bool success = silence == SILENCE_PAY;", "bool success = silence != SILENCE_REFUND;"]],
  },
  {
    name: "deal-no-allowance",
    doc: "the constructor lets the vote take nothing",
    file: deal,
    replace: [[deal, "token_.approve(address(vote_), type(uint256).max);", "token_.approve(address(vote_), 0);"]],
  },
  {
    name: "bribe-pays-winners",
    doc: "a vote that won is paid for too",
    file: bribe,
    replace: [[bribe, "if (condition == CONDITION_LOST && (status == BALLOT_PASSED) == row.target) revert NotLost();", ""]],
  },
  {
    name: "bribe-silent-paid",
    doc: "claim does not note which seat was paid",
    file: bribe,
    replace: [[bribe, "rows[id].paid = row.paid | bit;", ""]],
  },
];

// Twins that do the same as the right ones at another price of gas: the gate (dopasim check) must notice both, fail the
// dearer one and let the cheaper one pass. Replay must find them identical.
export const priced = [
  {
    name: "vote-dearer",
    doc: "the loop that judges the seats looks up each of them twice",
    file: vote,
    replace: [[vote, "result.place = chair.place;\n            _judge", "result.place = seatRows[_firstSeat(id) + i].place;\n            _judge"]],
  },
  {
    name: "vote-cheaper",
    doc: "the loop that pays the seats works out the number of the first one once",
    file: vote,
    replace: [
      [vote, "for (uint256 i = 0; i < results.length; i++) {\n            if (results[i].witness != address(0)) _paySeat(id, _firstSeat(id) + i, results[i], payout);\n        }",
        "_payAll(id, results, payout);"],
      [vote, "    function _paySeat(", "    function _payAll(uint256 id, Result[] memory results, Payout memory payout) private {\n        uint256 seat = _firstSeat(id);\n        for (uint256 i = 0; i < results.length; i++) {\n            if (results[i].witness != address(0)) _paySeat(id, seat, results[i], payout);\n            unchecked {\n                seat++;\n            }\n        }\n    }\n\n    function _paySeat("],
    ],
  },
];
