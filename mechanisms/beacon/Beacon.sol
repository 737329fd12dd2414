// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Token} from "../token/Token.sol";
import {Vault} from "../token/Vault.sol";

/// @title Luck that no single keeper can choose.
/// @notice Round after round, keepers commit to secrets and put down a deposit for each, then reveal them. The word of
/// a round is the exclusive or of all that were revealed: whoever cannot know one of them cannot know the word. Voting
/// contracts draw their panels and break their ties with it.
/// @dev The whitepaper has none; this is commit and reveal as in RANDAO. Amounts are base units of the token (10^9 to a
/// DPMN), times are unix seconds, durations seconds.
///
/// A commitment is keccak256(abi.encode(chain, contract, round, keeper, uint8(0), secret)): who copies another's, or
/// takes it to another round, contract or chain, can never reveal it.
///
/// Trust assumptions:
///
/// | who         | is trusted with                                    | is not trusted with                       |
/// |-------------|----------------------------------------------------|-------------------------------------------|
/// | the token   | what Vault says                                    | -                                         |
/// | deployer    | the parameters, once                               | anything afterwards                       |
/// | a keeper    | nothing alone                                      | revealing, having a secret that is luck   |
/// | all keepers | that one of them is honest                         | who reveals last knows both words and may |
/// |             |                                                    | choose, at the price of its deposit       |
/// | anyone      | nothing; close and sweep do what time has decided  | -                                         |
/// | block maker | `block.timestamp` to within the seconds of a slot, | longer delays                             |
/// |             | letting reveals in                                 |                                           |
contract Beacon is Vault {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The rules of every round of this contract.
    struct Params {
        uint256 deposit; // base units, of a keeper for each secret
        uint64 commitWithin; // seconds from the first commitment of a round
        uint64 revealWithin; // seconds after that
        uint8 boundary; // the last second: 0 inclusive (in time), 1 exclusive (late)
    }

    /// @notice A round. One slot. Rounds never end: their words stay readable.
    struct Round {
        uint64 commitUntil; // unix seconds
        uint8 status; // 0 none, 1 Open, 2 Drawn
        uint32 shares; // secrets committed
        uint32 revealed; // of them, revealed
        uint64 word; // exclusive or of the revealed
    }

    /// @notice A secret that has not been revealed. Two slots.
    struct Share {
        address keeper;
        uint64 round;
        uint8 status; // 0 none, 1 Committed
        bytes32 seal; // the commitment
    }

    uint8 private constant NONE = 0;
    uint8 private constant OPEN = 1; // of a round: secrets are committed, then revealed
    uint8 private constant DRAWN = 2; // of a round: its word is final
    uint8 private constant COMMITTED = 1; // of a share

    uint8 private constant BOUNDARY_INCLUSIVE = 0;
    uint8 private constant BOUNDARY_EXCLUSIVE = 1;

    /// @notice Base units that a keeper puts down with a secret.
    uint256 public immutable deposit;
    /// @notice Seconds in which secrets are committed, from the first of a round on.
    uint64 public immutable commitWithin;
    /// @notice Seconds after that in which they are revealed.
    uint64 public immutable revealWithin;
    /// @notice An action at exactly the deadline: 0 inclusive (in time), 1 exclusive (late).
    uint8 public immutable boundary;

    /// @dev Rounds, by id.
    mapping(uint256 id => Round round) private roundRows;
    /// @dev Secrets that are not revealed, by id.
    mapping(uint256 id => Share share) private shareRows;

    /// @notice The id the next round gets. Ids start at 1 and are never used again.
    uint256 public nextRounds = 1;
    /// @notice The id the next secret gets.
    uint256 public nextShares = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice A choice is out of range, or there is no time to commit or to reveal.
    error BadParams();
    /// @notice No round or secret ever had this id.
    error Unknown();
    /// @notice The secret has been revealed or swept.
    error Closed();
    /// @notice That round takes no secrets now.
    error WrongRound();
    /// @notice The round is drawn.
    error WrongState();
    /// @notice Only who committed to the secret may.
    error NotKeeper();
    /// @notice Secrets are still committed, or may still be revealed.
    error TooEarly();
    /// @notice The time for revealing has passed, or the round is drawn.
    error TooLate();
    /// @notice That is not what was committed to.
    error WrongSecret();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The keeper committed to a secret and put down its deposit.
    event Committed(uint256 indexed id, address indexed keeper, uint256 round);
    /// @notice The keeper revealed it and got the deposit back.
    event Revealed(uint256 indexed id, address indexed keeper, uint256 round);
    /// @notice The word of round `id` is final.
    event Drawn(uint256 indexed id, uint64 word);
    /// @notice The secret was not revealed in time: the deposit burned.
    event Swept(uint256 indexed id, address indexed keeper, uint256 round);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rules.
    constructor(Token token_, Params memory params) Vault(token_) {
        if (params.commitWithin == 0 || params.revealWithin == 0 || params.boundary > BOUNDARY_EXCLUSIVE) {
            revert BadParams();
        }
        deposit = params.deposit;
        commitWithin = params.commitWithin;
        revealWithin = params.revealWithin;
        boundary = params.boundary;
    }

    /// @notice None -> Committed. The sender commits to a secret and puts down the deposit; the first of a round opens
    /// it (None -> Open).
    /// @param round what `coming` says: a commitment names it, and must not slip into the next
    /// @param seal keccak256(abi.encode(block.chainid, address(this), uint256(round), sender, uint8(0), secret))
    /// @return id of the share
    function commit(uint64 round, bytes32 seal) external returns (uint256 id) {
        if (round != coming()) revert WrongRound();
        Round storage row = roundRows[round];
        if (round == nextRounds) {
            nextRounds++;
            row.commitUntil = uint64(block.timestamp) + commitWithin;
            row.status = OPEN;
        }
        row.shares++;
        id = nextShares++;
        shareRows[id] = Share(msg.sender, round, COMMITTED, seal);
        emit Committed(id, msg.sender, round);
        _collect(msg.sender, deposit);
    }

    /// @notice Committed -> None. The keeper reveals the secret, once no more are committed, and gets the deposit back.
    /// @param secret of which the first 8 bytes enter the word
    function reveal(uint256 id, bytes32 secret) external {
        Share memory share = _alive(id);
        Round storage row = roundRows[share.round];
        if (msg.sender != share.keeper) revert NotKeeper();
        if (!_late(row.commitUntil)) revert TooEarly();
        if (row.status == DRAWN || _late(uint256(row.commitUntil) + revealWithin)) revert TooLate();
        if (share.seal != _sealOf(share.round, msg.sender, secret)) revert WrongSecret();
        row.word ^= uint64(bytes8(secret));
        row.revealed++;
        delete shareRows[id];
        emit Revealed(id, share.keeper, share.round);
        _pay(share.keeper, deposit);
    }

    /// @notice Open -> Drawn. Anyone makes the word final, once all secrets are revealed or the time for it is over.
    function close(uint256 id) external {
        Round storage row = roundRows[id];
        if (row.status == NONE) revert Unknown();
        if (row.status == DRAWN) revert WrongState();
        if (!_late(row.commitUntil)) revert TooEarly();
        if (row.revealed < row.shares && !_late(uint256(row.commitUntil) + revealWithin)) revert TooEarly();
        row.status = DRAWN;
        emit Drawn(id, row.word);
    }

    /// @notice Committed -> None. Anyone has the deposit of a secret burned that was not revealed in time.
    function sweep(uint256 id) external {
        Share memory share = _alive(id);
        if (!_late(uint256(roundRows[share.round].commitUntil) + revealWithin)) revert TooEarly();
        delete shareRows[id];
        emit Swept(id, share.keeper, share.round);
        _burn(deposit);
    }

    /// @notice The round, all zero when it is unknown.
    function rounds(uint256 id) external view returns (Round memory) {
        return roundRows[id];
    }

    /// @notice The secret, all zero when it is unknown, revealed or swept.
    function shares(uint256 id) external view returns (Share memory) {
        return shareRows[id];
    }

    /// @notice The round whose word nobody can know yet, as none of its secrets has been revealed: the newest while it
    /// takes secrets, else the one after it. A round takes a second at least, so that 2^32 of them are never used up.
    function coming() public view returns (uint32) {
        uint256 newest = nextRounds - 1;
        bool takes = newest != 0 && !_late(roundRows[newest].commitUntil);
        return uint32(takes ? newest : newest + 1);
    }

    /// @notice The word of a round, and whether it is drawn: until then the word is 0.
    function wordOf(uint32 round) external view returns (uint64 word, bool drawn) {
        Round storage row = roundRows[round];
        drawn = row.status == DRAWN;
        if (drawn) word = row.word;
    }

    // A secret that is not revealed. Its row is read first: only when it is not there is `nextShares` worth a cold read.
    function _alive(uint256 id) private view returns (Share memory share) {
        share = shareRows[id];
        if (share.status == NONE) {
            if (id == 0 || id >= nextShares) revert Unknown();
            revert Closed();
        }
    }

    function _sealOf(uint256 round, address keeper, bytes32 secret) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), round, keeper, uint8(0), secret));
    }

    // Whether now is past the deadline (unix seconds; 256 bits, so that a sum of two cannot wrap).
    function _late(uint256 deadline) private view returns (bool) {
        return boundary == BOUNDARY_INCLUSIVE ? block.timestamp > deadline : block.timestamp >= deadline;
    }
}
