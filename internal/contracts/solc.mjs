#!/usr/bin/env node
// The pinned solc as the command that Slither wants (--version, --combined-json), from the folder of the module:
//
//   pip install slither-analyzer==0.11.6
//   npm run slither
//
// slither.config.json leaves out, and why:
//
//   timestamp              deadlines are seconds of days and hours (docs/contracts.md)
//   unchecked-transfer     the token reverts on failure: an assumption of Vault
//   calls-loop             everybody on a panel is paid in one settlement; the token calls nobody back
//   unused-return          of approve, likewise, and of the ballot's id, which Deal has asked for before
//   divide-before-multiply what is left over by equal shares is meant: lost - each * winners
//   uninitialized-local    a struct in memory begins with zeros
//   incorrect-equality     stages are compared, no balances

import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";

const solc = createRequire(import.meta.url)("solc");
const args = process.argv.slice(2);
const modules = "internal/contracts/node_modules/";

if (args.includes("--version")) {
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}`);
  process.exit(0);
}

function read(unit) {
  const path = unit.startsWith("@") ? modules + unit : unit;
  return existsSync(path) ? { contents: readFileSync(path, "utf8") } : { error: `${unit}: not found` };
}

const file = args.filter((a) => a.endsWith(".sol")).pop();
const parts = ["abi", "devdoc", "userdoc", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers"];
const input = {
  language: "Solidity",
  sources: { [file]: { content: read(file).contents } },
  settings: { evmVersion: "osaka", outputSelection: { "*": { "": ["ast"], "*": parts } } },
};
const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
const errors = (output.errors ?? []).filter((e) => e.severity === "error");
if (errors.length > 0) {
  for (const e of errors) console.error(e.formattedMessage);
  process.exit(1);
}
const contracts = {};
for (const [unit, inside] of Object.entries(output.contracts)) {
  for (const [name, { abi, userdoc, devdoc, evm }] of Object.entries(inside)) {
    contracts[`${unit}:${name}`] = {
      abi, userdoc, devdoc, hashes: evm.methodIdentifiers,
      bin: evm.bytecode.object, srcmap: evm.bytecode.sourceMap,
      "bin-runtime": evm.deployedBytecode.object, "srcmap-runtime": evm.deployedBytecode.sourceMap,
    };
  }
}
const sources = Object.fromEntries(Object.entries(output.sources).map(([unit, { ast }]) => [unit, { AST: ast }]));
const combined = { contracts, sources, sourceList: Object.keys(output.sources), version: solc.version() };
console.log(JSON.stringify(combined).replaceAll('"@openzeppelin/', `"${modules}@openzeppelin/`));
