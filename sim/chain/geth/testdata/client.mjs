// Reads a replayed chain with ethers, as anybody would, and compares it with the native run, whose figures come on
// standard input. The argument is the package.json beside whose node_modules ethers is.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { ethers } = createRequire(process.argv[2])("ethers");
const native = JSON.parse(readFileSync(0, "utf8"));

let checks = 0;
function same(have, want, what) {
  assert.equal(String(have), String(want), what);
  checks++;
}

const provider = new ethers.JsonRpcProvider(native.URL);
const token = new ethers.Contract(native.Token, native.TokenABI, provider);
const trust = new ethers.Contract(native.Trust, native.TrustABI, provider);

// The chain.
same((await provider.getNetwork()).chainId, native.ChainID, "chain id");
same(await provider.getBlockNumber(), native.Blocks, "number of the last block");
const head = await provider.getBlock("latest");
same(head.hash, native.Head, "hash of the last block");
same((await provider.getBlock(head.hash)).number, head.number, "block by its hash");

// Balances and the supply, now and at genesis.
same(await token.totalSupply(), native.Supply, "supply");
for (const [address, balance] of Object.entries(native.Balances)) {
  same(await token.balanceOf(address), balance, `balance of ${address}`);
}
const past = await token.totalSupply({ blockTag: 0 });
assert(past >= BigInt(native.Supply), "supply at genesis");

// Events: as many as natively; transfers since genesis lead from the balances there to those of now.
const transfers = await token.queryFilter(token.filters.Transfer());
same(transfers.length, native.Transfers, "transfers");
same((await trust.queryFilter(trust.filters.Opened())).length, native.Opened, "deals opened");
const [address, balance] = Object.entries(native.Balances)[0];
const sum = (all) => all.reduce((total, each) => total + each.args[2], 0n);
const received = sum(await token.queryFilter(token.filters.Transfer(null, address)));
const sent = sum(await token.queryFilter(token.filters.Transfer(address)));
same((await token.balanceOf(address, { blockTag: 0 })) + received - sent, balance, "balance from events");

// Rows of a view, all fields of all.
const rows = await Promise.all(native.Deals.map((_, n) => trust.deals(n + 1)));
for (const [n, deal] of native.Deals.entries()) {
  const row = rows[n];
  for (const [field, value] of Object.entries(deal)) same(row[field], value, `${field} of deal ${n + 1}`);
}

// Every transaction has a receipt that fits its block.
const numbers = Array.from({ length: native.Blocks }, (_, n) => n + 1);
const blocks = await Promise.all(numbers.map((n) => provider.getBlock(n)));
const receipts = await Promise.all(
  blocks.flatMap((block) =>
    block.transactions.map(async (hash) => {
      const receipt = await provider.getTransactionReceipt(hash);
      assert.equal(receipt.blockHash, block.hash);
      return receipt;
    }),
  ),
);
const calls = receipts.length;
const gas = receipts.reduce((sum, receipt) => sum + receipt.gasUsed, 0n);
same(calls, native.Calls, "transactions");
same(gas, native.Gas, "gas of all transactions");

// A transaction comes back whole: who signed it, and how many it has sent.
const transaction = await (await provider.getBlock(native.Blocks)).getTransaction(0);
same(ethers.Transaction.from(transaction).from, transaction.from, "who signed");
assert((await provider.getTransactionCount(transaction.from)) > transaction.nonce);

// What else clients ask for.
same((await provider.getCode(native.Trust)).length > 100, true, "code of the contract");
same(BigInt(await provider.getStorage(native.Token, 2)), native.Supply, "slot of the supply");
same((await provider.getBalance(transaction.from)) > 0n, true, "ether for fees");
assert((await provider.getFeeData()).maxFeePerGas > 0n);
assert((await provider.send("eth_feeHistory", ["0x4", "latest", [50]])).baseFeePerGas.length === 5);
const estimate = await token.connect(new ethers.VoidSigner(transaction.from, provider)).approve.estimateGas(address, 1n);
assert(estimate > 21000n && estimate < 100000n, `estimate ${estimate}`);
checks += 4;

// A refusal is decoded by the contract's ABI.
await assert.rejects(trust.accept.staticCall(1n << 60n, { from: address }), (e) => e.revert?.name === "Unknown");
// A method that is not there is an error of JSON-RPC, not of HTTP.
await assert.rejects(provider.send("eth_nothing", []), (e) => e.info.error.code === -32601);
checks += 2;

provider.destroy();
console.log(`${checks} checks passed`);
