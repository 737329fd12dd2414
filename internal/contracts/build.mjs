// Compiles every mechanisms/<name>/<Name>.sol with the pinned solc into <Name>.json next to it, and the deliberately
// wrong and the dearer twins of wrong.mjs into sim/chain/testdata; writes docs/contracts.md from the documentation in the
// sources. Abstract contracts are parts of others and have no artefact.
//
//   npm ci                   once
//   node build.mjs           writes the artefacts (then: go generate ./sim/chain/bindings)
//   node build.mjs --check   compiles and compares; exit 1 and the names of the files that differ
//
// The artefacts are committed: Go never needs node or solc, and a Go test notices a source that is
// newer than its artefact by the source hashes in it. They hold nothing of the machine or the day.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { page } from "./docs.mjs";
import { undocumented } from "./natspec.mjs";
import { revertsOf } from "./reverts.mjs";
import { priced, wrong } from "./wrong.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const solc = createRequire(import.meta.url)("solc");

// One contract a file and the file's own name, so that an artefact is found by its source.
// No metadata hash in the bytecode: a changed comment must not change what is deployed.
const settings = {
  evmVersion: "osaka",
  viaIR: false,
  optimizer: { enabled: true, runs: 200 },
  metadata: { bytecodeHash: "none", appendCBOR: false },
  outputSelection: { "*": { "": ["ast"], "*": ["abi", "evm.bytecode.object", "storageLayout"] } },
};

const files = readdirSync(join(root, "mechanisms"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(root, "mechanisms", name))
      .filter((file) => file.endsWith(".sol"))
      .map((file) => `mechanisms/${name}/${file}`),
  )
  .sort();

// Sources by unit name, the given files and all they import, as they are in the tree.
const sources = new Map();

// Words to replace in the sources for the contract at hand, [unit, old, new]; each old must be there once.
let patches = [];

function read(unit) {
  const path = unit.startsWith("@") ? join(here, "node_modules", unit) : join(root, unit);
  if (!existsSync(path)) return { error: `${unit}: not found; run npm ci in internal/contracts` };
  const contents = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  sources.set(unit, contents);
  return { contents: patches.filter(([of]) => of === unit).reduce(patched, contents) };
}

function patched(text, [unit, old, change]) {
  if (text.split(old).length === 2) return text.replace(old, change);
  console.error(`wrong.mjs: ${unit} has ${text.split(old).length - 1} times, not once: ${old}`);
  process.exit(1);
}

function compile(files) {
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(files.map((file) => [file, { content: read(file).contents }])),
    settings,
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: read }));
  const problems = (output.errors ?? []).filter((e) => e.severity !== "info");
  if (problems.length > 0) {
    for (const problem of problems) console.error(problem.formattedMessage);
    process.exit(1); // a warning is an error
  }
  return output;
}

// Units a file imports, directly or not, itself included.
function closure(unit, seen = new Set()) {
  if (seen.has(unit)) return seen;
  seen.add(unit);
  for (const [, path] of sources.get(unit).matchAll(/^import\b[^"]*"([^"]+)";/gm)) {
    closure(path.startsWith(".") ? join(dirname(unit), path) : path, seen);
  }
  return seen;
}

// Where each variable and each field of a struct lies, without solc's node numbers.
function storage({ storage: variables, types }) {
  const field = ({ label, slot, offset, type }) => ({ label, slot: Number(slot), offset, type: types[type].label });
  const structs = Object.values(types ?? {}).filter((type) => type.members);
  structs.sort((a, b) => (a.label < b.label ? -1 : 1));
  return {
    variables: variables.map(field),
    structs: Object.fromEntries(structs.map(({ label, members }) => [label, members.map(field)])),
  };
}

function artefact(file, output) {
  const contractName = file.split("/").pop().replace(/\.sol$/, "");
  const contract = output.contracts[file]?.[contractName];
  if (!contract) {
    console.error(`${file}: no contract ${contractName} in it`);
    process.exit(1);
  }
  const { outputSelection, ...stated } = settings;
  const sha256 = (unit) => createHash("sha256").update(sources.get(unit)).digest("hex");
  return {
    contractName,
    compiler: solc.version(),
    settings: stated,
    sources: Object.fromEntries([...closure(file)].sort().map((unit) => [unit, sha256(unit)])),
    abi: contract.abi,
    storage: storage(contract.storageLayout),
    reverts: revertsOf(output.sources, file, contractName),
    bytecode: "0x" + contract.evm.bytecode.object,
  };
}

const check = process.argv.includes("--check");
let stale = 0;

function write(path, contents, file) {
  const text = typeof contents === "string" ? contents : JSON.stringify(contents, null, 2) + "\n";
  const old = existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : "";
  if (old === text) return;
  if (check) {
    console.error(`${path}: differs from what ${file} compiles to; run node build.mjs`);
    stale++;
  } else {
    writeFileSync(join(root, path), text);
    console.log(`wrote ${path}`);
  }
}

const output = compile(files);
const silent = undocumented(output.sources);
if (silent.length > 0) {
  for (const line of silent) console.error(line);
  process.exit(1);
}
const described = [];
for (const file of files) {
  const made = artefact(file, output);
  for (const contract of output.sources[file].ast.nodes) {
    if (contract.contractKind === "contract") described.push({ contract, reverts: made.reverts });
  }
  if (made.bytecode !== "0x") write(file.replace(/\.sol$/, ".json"), made, file);
}
write("docs/contracts.md", page(described), "the sources");
for (const [folder, twins] of Object.entries({ wrong, priced })) {
  for (const { name, doc, file, replace } of twins) {
    patches = replace;
    const { abi, storage, reverts, settings, ...rest } = artefact(file, compile([file])); // those are the right twin's
    write(`sim/chain/testdata/${folder}/${name}.json`, { doc, replace, ...rest }, `${file} with wrong.mjs`);
  }
}
if (stale > 0) process.exit(1);
