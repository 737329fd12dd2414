// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Token} from "../token/Token.sol";
import {Vault} from "../token/Vault.sol";
import {Vote} from "../vote/Vote.sol";

/// @title An attack on votes: an escrow that pays witnesses for a vote.
/// @notice A briber offers to pay those who vote for its target, and puts the money down. If only those are paid that
/// voted for it in vain, this is the p+epsilon contract (Buterin 2015): voting for the target is better whatever the
/// others do, and where it works it costs nothing. The whitepaper has none; it is what its votes must stand.
/// @dev Amounts are base units of the token (10^9 to a DPMN). Votes are read from the voting contract, which has to keep
/// decided ballots for a while.
///
/// Trust assumptions:
///
/// | who       | is trusted with                                    | is not trusted with                         |
/// |-----------|----------------------------------------------------|---------------------------------------------|
/// | the token | what Vault says                                    | -                                           |
/// | the vote  | telling how a seat voted, while it keeps a ballot  | keeping it: what is not claimed goes back   |
/// | deployer  | the parameter and the two contracts, once          | anything afterwards                         |
/// | briber    | nothing: the money is here from the start          | leaving it while the ballot is there        |
/// | witness   | nothing                                            | voting as it was paid for, before it did    |
/// | anyone    | nothing; claim only pays the witness               | -                                           |
contract Bribe is Vault {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The rules of every offer of this contract.
    struct Params {
        uint8 condition; // who may claim: 0 whoever voted for the target, 1 whoever did so in vain
    }

    /// @notice An offer that stands. Three slots.
    struct Offer {
        address briber; // gets back what nobody claims
        uint64 ballot;
        uint8 status; // 0 none, 1 Offered
        bool target; // the vote that is paid for
        uint8 left; // witnesses that it can still pay
        uint64 paid; // seats that were paid: bit i for the i-th of the ballot
        uint256 pay; // base units to each
    }

    uint8 private constant NONE = 0;
    uint8 private constant OFFERED = 1;

    uint8 private constant CONDITION_VOTED = 0;
    uint8 private constant CONDITION_LOST = 1;

    // The states of Vote's ballots and seats that matter here.
    uint8 private constant BALLOT_WAITING = 1; // the first of those that are not decided
    uint8 private constant BALLOT_TIED = 4; // the last of them
    uint8 private constant BALLOT_PASSED = 5;
    uint8 private constant BALLOT_FAILED = 6;
    uint8 private constant SEAT_YES = 4;
    uint8 private constant SEAT_NO = 5;

    /// @notice Seats of a ballot, at most: `paid` has a bit for each.
    uint256 public constant MAX_SEATS = 64;
    /// @notice Base units of an escrow, at most: the simulator counts them in an int64.
    uint256 public constant MAX_AMOUNT = 2 ** 63 - 1;

    /// @notice The contract whose votes are paid for.
    Vote public immutable vote;
    /// @notice Seats of its ballots.
    uint256 public immutable panelSize;
    /// @notice Who may claim: 0 whoever voted for the target, 1 whoever did so in vain.
    uint8 public immutable condition;

    /// @dev Offers that stand, by id.
    mapping(uint256 id => Offer offer) private rows;

    /// @notice The id the next offer gets. Ids start at 1 and are never used again.
    uint256 public next = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice The choice is out of range.
    error BadParams();
    /// @notice No offer ever had this id.
    error Unknown();
    /// @notice The offer was withdrawn.
    error Closed();
    /// @notice The ballot is not there, or is decided.
    error NoBallot();
    /// @notice An offer is for at least one seat, of a ballot of at most MAX_SEATS.
    error NoSeats();
    /// @notice The escrow would be more than MAX_AMOUNT.
    error TooMuch();
    /// @notice The seat is of another ballot.
    error OtherBallot();
    /// @notice The ballot is not decided, or its votes are gone.
    error NotDecided();
    /// @notice The seat did not vote for the target.
    error OtherVote();
    /// @notice The vote was not in vain.
    error NotLost();
    /// @notice The seat was paid.
    error PaidAlready();
    /// @notice All that the offer can pay was paid.
    error NothingLeft();
    /// @notice Only who made the offer may.
    error NotBriber();
    /// @notice The ballot is still there: witnesses may claim.
    error TooEarly();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The briber put down `pay` for each of `seats` witnesses.
    event Offered(
        uint256 indexed id, uint64 indexed ballot, address indexed briber, bool target, uint256 pay, uint8 seats
    );
    /// @notice A vote was paid for.
    event Claimed(uint256 indexed id, uint64 seat, address indexed witness, uint256 pay);
    /// @notice The briber took back the rest.
    event Withdrawn(uint256 indexed id, address indexed briber, uint256 amount);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rule.
    constructor(Token token_, Vote vote_, Params memory params) Vault(token_) {
        if (params.condition > CONDITION_LOST) revert BadParams();
        vote = vote_;
        panelSize = vote_.panelSize();
        condition = params.condition;
    }

    /// @notice None -> Offered. The sender offers to pay witnesses of a ballot and puts the money down.
    /// @param target the vote that is paid for
    /// @param pay base units to each witness
    /// @param seats how many it can pay
    /// @return id of the offer
    function offer(uint64 ballot, bool target, uint256 pay, uint8 seats) external returns (uint256 id) {
        uint8 status = vote.ballots(ballot).status;
        if (status < BALLOT_WAITING || status > BALLOT_TIED) revert NoBallot();
        if (seats == 0 || panelSize > MAX_SEATS) revert NoSeats();
        if (pay > MAX_AMOUNT / seats) revert TooMuch();
        id = next++;
        rows[id] = Offer(msg.sender, ballot, OFFERED, target, seats, 0, pay);
        emit Offered(id, ballot, msg.sender, target, pay, seats);
        _collect(msg.sender, pay * seats);
    }

    /// @notice Offered -> Offered. Anyone has a witness paid that voted as the offer says, once the ballot is decided.
    /// @param seat of the witness, in the voting contract
    function claim(uint256 id, uint64 seat) external {
        Offer memory row = _alive(id);
        if (seat == 0 || (seat - 1) / panelSize + 1 != row.ballot) revert OtherBallot();
        uint8 status = vote.ballots(row.ballot).status;
        Vote.Seat memory chair = vote.seats(seat);
        if (status != BALLOT_PASSED && status != BALLOT_FAILED) revert NotDecided();
        if (chair.status != (row.target ? SEAT_YES : SEAT_NO)) revert OtherVote();
        if (condition == CONDITION_LOST && (status == BALLOT_PASSED) == row.target) revert NotLost();
        uint64 bit = uint64(1 << ((seat - 1) % panelSize));
        if (row.paid & bit != 0) revert PaidAlready();
        if (row.left == 0) revert NothingLeft();
        rows[id].paid = row.paid | bit;
        rows[id].left = row.left - 1;
        emit Claimed(id, seat, chair.witness, row.pay);
        _pay(chair.witness, row.pay);
    }

    /// @notice Offered -> None. The briber takes back what nobody claimed, once the ballot is gone.
    function withdraw(uint256 id) external {
        Offer memory row = _alive(id);
        if (msg.sender != row.briber) revert NotBriber();
        if (vote.ballots(row.ballot).status != NONE) revert TooEarly();
        uint256 rest = row.pay * row.left;
        delete rows[id];
        emit Withdrawn(id, msg.sender, rest);
        _pay(msg.sender, rest);
    }

    /// @notice The offer, all zero when it is unknown or was withdrawn.
    function offers(uint256 id) external view returns (Offer memory) {
        return rows[id];
    }

    // An offer that stands. Its row is read first: only when it is not there is `next` worth a cold read.
    function _alive(uint256 id) private view returns (Offer memory row) {
        row = rows[id];
        if (row.status == NONE) {
            if (id == 0 || id >= next) revert Unknown();
            revert Closed();
        }
    }
}
