// What every contract has to say of itself, in NatSpec: a title, a notice and its trust assumptions; a notice for each
// function that can be called from outside, each event, error, struct and each state variable that can be read from
// outside or is stored. Constants that only the code sees (the numbers of choices and stages) speak for themselves.

const says = (node, tag) => new RegExp(`@${tag}\\b`).test(text(node));
const text = (node) => (typeof node.documentation === "string" ? node.documentation : node.documentation?.text) ?? "";

function missing(node, contract) {
  switch (node.nodeType) {
    case "FunctionDefinition":
      if (!["external", "public"].includes(node.visibility)) return [];
      if (node.kind === "constructor" && contract.abstract) return [];
      return says(node, "notice") || says(node, "inheritdoc") ? [] : [`${node.kind} ${node.name}`];
    case "EventDefinition":
    case "ErrorDefinition":
    case "StructDefinition":
      return says(node, "notice") ? [] : [`${node.nodeType.replace("Definition", "").toLowerCase()} ${node.name}`];
    case "VariableDeclaration":
      if (node.visibility === "public") return says(node, "notice") ? [] : [`variable ${node.name}`];
      return node.mutability !== "mutable" || says(node, "dev") ? [] : [`variable ${node.name}`];
  }
  return [];
}

// Lines that name what is not documented in our sources.
export function undocumented(sources) {
  const lines = [];
  for (const [unit, { ast }] of Object.entries(sources)) {
    if (unit.startsWith("@")) continue;
    for (const contract of ast.nodes.filter((n) => n.nodeType === "ContractDefinition")) {
      for (const tag of ["title", "notice"]) {
        if (!says(contract, tag)) lines.push(`${unit}: ${contract.name} has no @${tag}`);
      }
      if (contract.contractKind !== "interface" && !text(contract).includes("Trust assumptions:")) {
        lines.push(`${unit}: ${contract.name} has no table of trust assumptions`);
      }
      for (const node of contract.nodes) {
        for (const what of missing(node, contract)) lines.push(`${unit}: ${contract.name}: ${what} is not documented`);
      }
    }
  }
  return lines.sort();
}
