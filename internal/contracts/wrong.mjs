// Deliberately wrong twins: each is a contract of mechanisms/ with a few words of its sources replaced. Replay must
// catch every one at its first diverging call (sim/chain, wrong_test.go), else it could not be believed when it says
// "identical". None changes the ABI.

const trust = "mechanisms/trust/Trust.sol";
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
];
