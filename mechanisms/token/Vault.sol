// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {Token} from "./Token.sol";

/// @title What every contract that holds tokens does with them: take, pay and burn.
/// @notice A part of other contracts, with no actions of its own.
/// @dev Amounts are base units of the token (10^9 to a DPMN). A call of zero base units is skipped. Results need no
/// check: the token reverts instead. Its errors bubble up, so they are part of the ABI of every contract (IERC20Errors).
///
/// Trust assumptions:
///
/// | who       | is trusted with                             | is not trusted with |
/// |-----------|---------------------------------------------|---------------------|
/// | the token | reverting on failure, no callbacks, no fees | -                   |
abstract contract Vault is IERC20Errors {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The token all money of this contract is in.
    Token public immutable token;

    // ---------------------------------------------------------------------------------- ACTIONS

    constructor(Token token_) {
        token = token_;
    }

    // Takes base units from an account that has allowed it.
    function _collect(address from, uint256 amount) internal {
        if (amount != 0) token.transferFrom(from, address(this), amount);
    }

    function _pay(address to, uint256 amount) internal {
        if (amount != 0) token.transfer(to, amount);
    }

    function _burn(uint256 amount) internal {
        if (amount != 0) token.burn(amount);
    }
}
