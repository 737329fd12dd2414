// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Beacon} from "../beacon/Beacon.sol";
import {Token} from "../token/Token.sol";
import {Vault} from "../token/Vault.sol";
import {Rules} from "./Rules.sol";

/// @title The witnesses that panels are drawn from by lot.
/// @notice The part of Vote that knows who is registered: a witness locks its standing for a place, and leaves when it
/// sits on no panel. A place never ends; a free one is taken by the next who joins there.
/// @dev Identities are free, so one account may hold several places, as it could under several names; it never gets two
/// seats of one ballot. Amounts are base units of the token (10^9 to a DPMN).
///
/// Trust assumptions:
///
/// | who        | is trusted with                                    | is not trusted with                        |
/// |------------|----------------------------------------------------|--------------------------------------------|
/// | the beacon | words that nobody knew when the ballot was opened  | drawing in time: a late lot ends as failure|
/// | a witness  | nothing                                            | voting: it may lose its standing for that  |
/// | asker      | nothing                                            | being no party: it is never drawn itself   |
/// | who is rich| leaving most places taken                          | turning a lot whose word is known          |
///
/// A lot fails, and its ballot with it, when most places are free: whoever can put down many times the standings of all
/// others may join and resign to bring that about. It costs nothing but gas and the use of that money for a while.
abstract contract Pool is Vault, Rules {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice A place in the pool. One slot.
    struct Place {
        address witness; // zero when it is free
        uint32 seats; // that it holds in ballots under way
        uint8 status; // 0 none, 1 Member, 2 Free
        uint32 since; // round of the beacon that was to come when the witness joined: no earlier one draws it
    }

    uint8 private constant MEMBER = 1; // somebody is registered there
    uint8 private constant FREE = 2; // whoever was has left or was struck off

    /// @notice Where the luck of lots and coins is from; zero if nothing needs any.
    Beacon public immutable beacon;

    /// @dev Places of the pool, by id.
    mapping(uint256 id => Place place) private placeRows;

    /// @notice The id the next new place gets. Ids start at 1.
    uint256 public nextPlaces = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice No ballot, seat or place ever had this id.
    error Unknown();
    /// @notice Open votes are cast, sealed ones committed and revealed; only panels drawn by lot have a pool.
    error WrongWay();
    /// @notice Only the witness of that seat or place may.
    error NotWitness();
    /// @notice There is no such place yet.
    error NoPlace();
    /// @notice Somebody is registered there, or was and its ballots have not ended.
    error PlaceTaken();
    /// @notice The witness sits on a panel.
    error StillSeated();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The witness put down its standing for a place.
    event Joined(uint256 indexed id, address indexed witness);
    /// @notice The witness resigned and got its standing back.
    event Resigned(uint256 indexed id, address indexed witness);
    /// @notice The witness was absent: it lost its place and its standing.
    event Struck(uint256 indexed id, address indexed witness);

    // ---------------------------------------------------------------------------------- ACTIONS

    constructor(Token token_, Beacon beacon_, Params memory params) Vault(token_) Rules(params) {
        if (address(beacon_) == address(0) && (params.panel == PANEL_LOT || params.tie == TIE_COIN)) revert BadParams();
        beacon = beacon_;
    }

    /// @notice None -> Member, Free -> Member. The sender registers for panels drawn by lot.
    /// @param place a free one, or 0 for a new one
    function join(uint64 place) external {
        if (panel != PANEL_LOT) revert WrongWay();
        if (place >= nextPlaces) revert NoPlace();
        if (placeRows[place].status == MEMBER || placeRows[place].seats != 0) revert PlaceTaken();
        uint256 id = place == 0 ? nextPlaces++ : place;
        placeRows[id] = Place(msg.sender, 0, MEMBER, beacon.coming());
        emit Joined(id, msg.sender);
        _collect(msg.sender, standing);
    }

    /// @notice Member -> Free. The witness gets its standing back, once it sits on no panel.
    function resign(uint256 id) external {
        if (id == 0 || id >= nextPlaces) revert Unknown();
        Place storage row = placeRows[id];
        if (msg.sender != row.witness) revert NotWitness();
        if (row.seats != 0) revert StillSeated();
        placeRows[id] = Place(address(0), 0, FREE, 0);
        emit Resigned(id, msg.sender);
        _pay(msg.sender, standing);
    }

    /// @notice The place, all zero when it is unknown.
    function places(uint256 id) external view returns (Place memory) {
        return placeRows[id];
    }

    // Draws n of the first `all` places with different witnesses, none of them an excluded account, and none who joined
    // when the word of `round` could have been known: by then nobody can turn the lot. Who resigns then gives its seat
    // to whoever comes next, which wins it nothing. A draw that meets a free place, an excluded account or a witness
    // drawn already does not count; it gives up after 16 draws a seat and 64 more. Only the first `drawn` of the arrays
    // are used: all of them unless the pool is too small.
    function _lots(uint256 n, uint64 seed, uint256 all, uint32 round, address[3] memory excluded)
        internal view returns (uint256 drawn, uint64[] memory ids, address[] memory witnesses)
    {
        ids = new uint64[](n);
        witnesses = new address[](n);
        for (uint64 k = 0; drawn < n && k < 16 * n + 64; k++) {
            uint256 id = ((uint256(_spread(seed, k)) * all) >> 64) + 1;
            Place storage row = placeRows[id];
            address witness = row.witness;
            if (row.status != MEMBER || row.since > round || _has(witnesses, drawn, witness)) continue;
            if (witness == excluded[0] || witness == excluded[1] || witness == excluded[2]) continue;
            ids[drawn] = uint64(id);
            witnesses[drawn] = witness;
            drawn++;
        }
    }

    function _has(address[] memory witnesses, uint256 drawn, address witness) private pure returns (bool) {
        for (uint256 i = 0; i < drawn; i++) {
            if (witnesses[i] == witness) return true;
        }
        return false;
    }

    // Notes that a place got a seat.
    function _take(uint256 id) internal {
        placeRows[id].seats++;
    }

    // Whether a witness still has the place that it was drawn for: it may have been struck off for another ballot.
    function _holds(uint256 id, address witness) internal view returns (bool) {
        Place storage row = placeRows[id];
        return row.status == MEMBER && row.witness == witness && row.seats != 0;
    }

    // Frees a place of a seat, also when its witness was struck off for another ballot.
    function _free(uint256 id) internal {
        placeRows[id].seats--;
    }

    // Member -> Free. Strikes off who _holds a place; it keeps counting the seats of other ballots.
    function _strike(uint256 id) internal {
        placeRows[id] = Place(address(0), placeRows[id].seats, FREE, 0);
    }

    // Makes words of one word that nobody could know. Nobody can choose its arguments, so it needs no cryptographic
    // hash.
    function _spread(uint64 word, uint64 n) internal pure returns (uint64) {
        return _mix(word ^ _mix(n));
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood 2014): each bit of z flips each bit of the result with a
    // probability close to one half.
    function _mix(uint64 z) private pure returns (uint64) {
        unchecked {
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            return z ^ (z >> 31);
        }
    }
}
