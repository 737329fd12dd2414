// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title The DPMN token: a fixed supply that only burning changes.
/// @notice An ERC-20 whose whole supply exists from the start (whitepaper 2.2, 3.4). What a mechanism
/// forfeits is burned and leaves the supply.
/// @dev Amounts everywhere are base units: 10^9 of them are one DPMN, so that the total fits the
/// simulator's int64.
///
/// Trust assumptions:
///
/// | who        | can                                   | cannot                          |
/// |------------|---------------------------------------|---------------------------------|
/// | deployer   | name the first holder and the supply  | mint, pause, freeze or upgrade  |
/// | holder     | transfer, approve, burn its own       | burn what another holds         |
/// | spender    | move up to the allowance it was given | burn it (there is no burnFrom)  |
contract Token is ERC20 {
    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice `holder` took `amount` base units out of the supply. Follows ERC-20's Transfer to zero.
    event Burned(address indexed holder, uint256 amount);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice None -> Issued. Gives the whole supply to one holder; nothing else ever mints.
    /// @param holder the account that receives the supply
    /// @param supply base units (10^9 to a DPMN)
    constructor(address holder, uint256 supply) ERC20("Dopamine", "DPMN") {
        _mint(holder, supply);
    }

    /// @notice Held -> Burned. Destroys base units of the sender.
    /// @param amount base units (10^9 to a DPMN)
    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
        emit Burned(msg.sender, amount);
    }

    /// @notice Decimal places of a DPMN: 9.
    function decimals() public pure override returns (uint8) {
        return 9;
    }
}
