// Which errors a function can end with, as its source says: those of the revert statements in it, in the functions that it
// calls, in the constructors and modifiers on the way, and in the contracts that these call, whose errors come through.
// It is a bound from above: whether a call can come to a statement is for the search to find (sim/chain/parity), which
// counts how often each of these pairs was met. Calls in a try and calls through an interface are not followed: the one
// swallows errors, the other has no source.

function walk(node, visit) {
  if (node === null || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit);
    return;
  }
  if (node.nodeType && visit(node) === false) return;
  for (const [key, value] of Object.entries(node)) {
    if (key !== "typeDescriptions" && key !== "documentation") walk(value, visit);
  }
}

// Definitions by their id, over all sources.
function index(sources) {
  const byId = new Map();
  for (const { ast } of Object.values(sources)) {
    walk(ast, (node) => {
      if (node.id !== undefined) byId.set(node.id, node);
    });
  }
  return byId;
}

const declarationOf = (call) => {
  let callee = call.expression;
  while (callee?.nodeType === "FunctionCallOptions") callee = callee.expression;
  return callee?.referencedDeclaration;
};

// The function that runs in `contract` where `definition` is named: the most derived one that overrides it.
function resolve(byId, contract, definition) {
  for (const id of contract.linearizedBaseContracts) {
    for (const node of byId.get(id).nodes) {
      if (node.nodeType !== "FunctionDefinition" || !node.body) continue;
      if (node.id === definition.id || overrides(byId, node, definition.id)) return node;
    }
  }
  return definition;
}

function overrides(byId, node, id) {
  return (node.baseFunctions ?? []).some((base) => base === id || overrides(byId, byId.get(base), id));
}

function collect(byId, contract, start, found, seen) {
  const key = `${contract.id}:${start.id}`;
  if (seen.has(key)) return;
  seen.add(key);
  walk(start, (node) => {
    if (node.nodeType === "TryStatement") {
      for (const clause of node.clauses) collect(byId, contract, clause, found, seen);
      return false;
    }
    if (node.nodeType === "RevertStatement") {
      found.add(byId.get(declarationOf(node.errorCall)).name);
      return false;
    }
    if (node.nodeType !== "FunctionCall") return;
    const called = byId.get(declarationOf(node));
    if (called?.nodeType !== "FunctionDefinition") return;
    const of = node.expression.expression?.typeDescriptions?.typeString?.match(/^contract (\w+)$/)?.[1];
    const home = of ? [...byId.values()].find((n) => n.nodeType === "ContractDefinition" && n.name === of) : contract;
    collect(byId, home, resolve(byId, home, called), found, seen);
  });
}

// The names of the errors by function, both sorted, of the functions that change the contract's state.
export function revertsOf(sources, file, name) {
  const byId = index(sources);
  const contract = sources[file].ast.nodes.find((n) => n.nodeType === "ContractDefinition" && n.name === name);
  const reverts = {};
  for (const id of contract.linearizedBaseContracts) {
    for (const f of byId.get(id).nodes) {
      const acts = f.nodeType === "FunctionDefinition" && f.kind === "function" && f.body &&
        ["external", "public"].includes(f.visibility) && !["view", "pure"].includes(f.stateMutability);
      if (!acts || reverts[f.name]) continue;
      const found = new Set();
      collect(byId, contract, f, found, new Set());
      reverts[f.name] = [...found].sort();
    }
  }
  return Object.fromEntries(Object.entries(reverts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
