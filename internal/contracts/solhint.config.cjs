// What a static analysis of the contracts asks, beside the compiler, whose warnings are errors (build.mjs). Every rule of
// security is on; what is off says why.
module.exports = {
  rules: {
    // ---- security
    "avoid-call-value": "error",
    "avoid-low-level-calls": "error",
    "avoid-sha3": "error",
    "avoid-suicide": "error",
    "avoid-throw": "error",
    "avoid-tx-origin": "error",
    "check-send-result": "error",
    "compiler-version": ["error", "0.8.37"],
    "func-visibility": ["error", { ignoreConstructors: true }],
    "multiple-sends": "error",
    "no-complex-fallback": "error",
    "no-immutable-before-declaration": "error",
    "no-inline-assembly": "error",
    "no-unchecked-calls": "error",
    "not-rely-on-block-hash": "error",
    // Deadlines are seconds of days and hours: what a block maker can shift is among the assumptions (docs/contracts.md).
    "not-rely-on-time": "off",
    reentrancy: "error",
    "state-visibility": "error",

    // ---- mistakes
    "explicit-types": ["error", "explicit"],
    "gas-custom-errors": "error",
    "no-console": "error",
    // A decision that fails must not keep a panel from being paid: Vote's try has nothing to do in either case.
    "no-empty-blocks": "off",
    "no-global-import": "error",
    "no-unused-import": "error",
    "no-unused-private-funcs": "error",
    "no-unused-vars": "error",
    "payable-fallback": "error",
    "reason-string": "error",

    // ---- names and form
    "const-name-snakecase": "error",
    "contract-name-capwords": "error",
    "event-name-capwords": "error",
    "func-name-mixedcase": "error",
    "func-param-name-mixedcase": "error",
    // Immutables are read from outside under the names of the simulator's parameters.
    "immutable-vars-naming": "off",
    "imports-on-top": "error",
    "max-line-length": ["error", 122],
    "modifier-name-mixedcase": "error",
    "named-parameters-mapping": "error",
    quotes: ["error", "double"],
    "var-name-mixedcase": "error",
    "visibility-modifier-order": "error",
  },
};
