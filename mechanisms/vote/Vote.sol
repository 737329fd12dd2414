// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Beacon} from "../beacon/Beacon.sol";
import {Token} from "../token/Token.sol";
import {Pool} from "./Pool.sol";

/// @title What a contract is that asks a panel.
/// @notice It is told the decision, once: whether a call fails makes no difference to the panel.
interface Asker {
    /// @notice The panel has decided.
    /// @param ref what the asker called the question when it opened the ballot
    function decide(uint256 ref, bool success) external;
}

/// @title A panel of witnesses whose majority decides, and whose outliers may lose a bond.
/// @notice The vote of whitepaper 3.2.4.2 and 3.2.4.3, Diagrams 6 and 7: n witnesses, named by the asker or drawn by
/// lot, say success or failure, openly or sealed first; more than half decide. The asker puts up a reward for each. With
/// the penalty, who disagrees with the decision loses its reward and its bond. What the paper leaves open (who gets
/// what nobody earned, what an absent vote or a tie is) is a parameter.
/// @dev Amounts are base units of the token (10^9 to a DPMN), times are unix seconds, durations seconds. The seats of
/// ballot b are (b - 1) * panelSize + 1 to b * panelSize. Pool has the places, join and resign.
///
/// A sealed vote is keccak256(abi.encode(chain, contract, seat, witness, uint8(vote), salt)): who copies another's, or
/// takes it to another seat, contract or chain, can never reveal it.
///
/// Trust assumptions:
///
/// | who             | is trusted with                               | is not trusted with                           |
/// |-----------------|-----------------------------------------------|-----------------------------------------------|
/// | the token       | what Vault says                               | -                                             |
/// | the beacon      | what Pool says, and the coin of a tie         | the coin in time: without it a tie is failure |
/// | deployer        | the parameters, once                          | anything afterwards                           |
/// | asker, payer    | nothing: the rewards are here from the start  | beginning: a ballot may wait for ever         |
/// | asker that is a | nothing: its decide is the last thing a       | refusing, reentering, returning much or using |
/// | contract        | settlement does, with a gas of its own, and   | up gas: whoever settles pays DECIDE_GAS at    |
/// |                 | what comes of it is ignored                   | most, and everybody else has been paid        |
/// | witness         | nothing                                       | voting, voting honestly, not being several    |
/// | anyone          | nothing: settle, draw and clear do what votes | starving the asker: with less gas than its    |
/// |                 | and time have decided                         | decide may need, settle is refused (LowGas)   |
/// | block maker     | `block.timestamp` to within the seconds of a  | longer delays                                 |
/// |                 | slot, letting votes in                        |                                               |
contract Vote is Pool {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice A ballot that has not ended. Three slots, two where witnesses are named.
    struct Ballot {
        address asker;
        uint64 deadline; // unix seconds, of the vote; when Tied, of the coin; when decided, until when it is kept
        uint8 status; // 0 none, 1 Waiting, 2 Drawing, 3 Voting, 4 Tied, 5 Passed, 6 Failed
        uint8 voted; // votes that count so far
        uint8 yes; // of them, for success
        uint8 committed; // sealed votes, revealed or not
        address payer; // gets what is left of the rewards
        uint64 ref; // the asker's own reference, not interpreted
        uint32 round; // of the beacon, for lot or coin; 0 for none
        address other; // the other party, who may not be drawn; zero where witnesses are named
        uint32 pool; // places that the lot is among: those there were when the vote began
    }

    /// @notice A seat of a ballot. One slot, and one for the seal.
    struct Seat {
        address witness;
        uint64 place; // in the pool; 0 when it was named
        uint8 status; // 0 none, 1 Vacant, 2 Seated, 3 Committed, 4 Yes, 5 No
        bytes32 seal; // the sealed vote
    }

    uint8 private constant NONE = 0;

    uint8 private constant WAITING = 1; // has its panel, but the asker has not begun it
    uint8 private constant DRAWING = 2; // waits for the lot
    uint8 private constant VOTING = 3;
    uint8 private constant TIED = 4; // waits for the coin
    uint8 private constant PASSED = 5; // decided, kept readable
    uint8 private constant FAILED = 6; // decided, kept readable

    /// @notice Seconds from opening to the deadline, at most.
    uint256 public constant MAX_TERM = 3650 days;
    /// @notice Gas that an asker's decide may use, three times what Deal's does.
    uint256 public constant DECIDE_GAS = 200_000;

    /// @dev Ballots that are not deleted, by id.
    mapping(uint256 id => Ballot ballot) private ballotRows;
    /// @dev Their seats, by id.
    mapping(uint256 id => Seat seat) private seatRows;

    /// @notice The id the next ballot gets. Ids start at 1 and are never used again.
    uint256 public nextBallots = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice The ballot has ended.
    error Closed();
    /// @notice The payer is the zero address or this contract.
    error NoPayer();
    /// @notice The deadline is more than MAX_TERM away.
    error TooLong();
    /// @notice The panel has not panelSize witnesses, or is named though it is drawn by lot.
    error WrongPanel();
    /// @notice A witness is the zero address.
    error NoWitness();
    /// @notice A party would be a witness.
    error PartyWitness();
    /// @notice A witness is named twice.
    error TwiceWitness();
    /// @notice Only who opened the ballot may.
    error NotAsker();
    /// @notice The ballot is not in a state that allows the action.
    error WrongState();
    /// @notice The witness has voted, or sealed its vote.
    error VotedAlready();
    /// @notice The witness has sealed no vote.
    error NotCommitted();
    /// @notice That is not the vote that was sealed.
    error WrongSecret();
    /// @notice Too few witnesses are registered to draw a panel.
    error PoolTooSmall();
    /// @notice Votes may still be cast, sealed or kept, or the beacon is not that far.
    error TooEarly();
    /// @notice The deadline has passed.
    error TooLate();
    /// @notice There is not enough gas left for the asker to be told.
    error LowGas();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The asker put up the rewards.
    event Opened(uint256 indexed ballot, address indexed asker, address indexed payer, uint64 ref);
    /// @notice The witness may vote now.
    event Called(uint256 indexed ballot, uint256 seat, address indexed witness);
    /// @notice The asker gave the ballot up and got the rewards back.
    event Cancelled(uint256 indexed ballot, address indexed asker, uint64 ref);
    /// @notice A vote counts: it was cast openly, or revealed.
    event Voted(uint256 indexed ballot, uint256 seat, address indexed witness, bool success);
    /// @notice A vote was sealed.
    event Committed(uint256 indexed ballot, uint256 seat, address indexed witness);
    /// @notice The votes are tied and wait for a round of the beacon.
    event Tied(uint256 indexed ballot, address indexed asker, uint32 round);
    /// @notice The panel has decided.
    event Settled(uint256 indexed ballot, address indexed asker, uint64 ref, bool success, uint8 voted, uint8 yes);
    /// @notice A seat was paid: the bond, unless it is lost, and what it earned. `amount` may be 0; `success` is what was
    /// decided.
    event Paid(uint256 indexed ballot, uint256 seat, address indexed witness, uint256 amount, bool success);
    /// @notice A decided ballot was deleted.
    event Cleared(uint256 indexed ballot, address indexed asker, uint64 ref);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rules.
    constructor(Token token_, Beacon beacon_, Params memory params) Pool(token_, beacon_, params) {}

    /// @notice None -> Waiting, None -> Voting, None -> Drawing. The sender asks a panel and puts up the rewards.
    /// @param payer gets what is left of the rewards; may not sit on the panel
    /// @param other the other party, who may not sit on it either; zero if there is none
    /// @param witnesses the panel; empty when it is drawn by lot
    /// @param deadline unix seconds, the last of the vote
    /// @param begins whether the vote begins now, or when the sender says so
    /// @param ref the sender's own reference, told with the decision
    /// @return id of the ballot
    function open(
        address payer,
        address other,
        address[] calldata witnesses,
        uint64 deadline,
        bool begins,
        uint64 ref
    ) external returns (uint256 id) {
        if (payer == address(0) || payer == address(this)) revert NoPayer();
        if (deadline > block.timestamp + MAX_TERM) revert TooLong();
        if (_castLate(deadline)) revert TooLate();
        _checkPanel(payer, other, witnesses);
        id = nextBallots++;
        Ballot storage ballot = ballotRows[id];
        ballot.asker = msg.sender;
        ballot.deadline = deadline;
        ballot.status = WAITING;
        ballot.payer = payer;
        ballot.ref = ref;
        if (panel == PANEL_LOT) ballot.other = other;
        _seat(id, witnesses);
        emit Opened(id, msg.sender, payer, ref);
        if (begins) _start(id, ballot);
        _collect(msg.sender, cost);
    }

    /// @notice Waiting -> Voting, Waiting -> Drawing. The asker begins a ballot that waits.
    function begin(uint256 id) external {
        Ballot storage ballot = _waiting(id);
        if (_castLate(ballot.deadline)) revert TooLate();
        _start(id, ballot);
    }

    /// @notice Waiting -> None. The asker gives up a ballot that waits and gets the rewards back.
    function cancel(uint256 id) external {
        uint64 ref = _waiting(id).ref;
        _delete(id);
        emit Cancelled(id, msg.sender, ref);
        _pay(msg.sender, cost);
    }

    /// @notice Drawing -> Voting. Anyone has the panel drawn, once the beacon's round is known.
    function draw(uint256 id) external {
        Ballot storage ballot = _alive(id);
        if (ballot.status != DRAWING) revert WrongState();
        if (_castLate(ballot.deadline)) revert TooLate();
        (uint64 word, bool known) = beacon.wordOf(ballot.round);
        if (!known) revert TooEarly();
        (uint256 drawn, uint64[] memory ids, address[] memory witnesses) =
            _lotsOf(ballot, _spread(word, uint64(id)));
        if (drawn < panelSize) revert PoolTooSmall();
        ballot.status = VOTING;
        uint256 first = _firstSeat(id);
        for (uint256 i = 0; i < drawn; i++) {
            _take(ids[i]);
            _sit(seatRows[first + i], witnesses[i], ids[i], SEATED);
        }
        _call(id);
    }

    /// @notice Seated -> Yes, Seated -> No. A witness votes, openly, and escrows its bond.
    function vote(uint256 seat, bool success) external {
        (Seat storage chair, uint256 id, Ballot storage ballot) = _sitting(seat, BALLOTS_OPEN);
        if (chair.status != SEATED) revert VotedAlready();
        if (_late(ballot.deadline)) revert TooLate();
        _count(chair, ballot, success);
        emit Voted(id, seat, msg.sender, success);
        _collect(msg.sender, bond);
    }

    /// @notice Seated -> Committed. A witness seals its vote and escrows its bond.
    /// @param seal keccak256(abi.encode(block.chainid, address(this), seat, sender, uint8(vote), salt)), with 1 for
    /// success
    function commit(uint256 seat, bytes32 seal) external {
        (Seat storage chair, uint256 id, Ballot storage ballot) = _sitting(seat, BALLOTS_SEALED);
        if (chair.status != SEATED) revert VotedAlready();
        if (_castLate(ballot.deadline)) revert TooLate();
        chair.status = COMMITTED;
        chair.seal = seal;
        ballot.committed++;
        emit Committed(id, seat, msg.sender);
        _collect(msg.sender, bond);
    }

    /// @notice Committed -> Yes, Committed -> No. A witness reveals its sealed vote, once no more are sealed.
    function reveal(uint256 seat, bool success, bytes32 salt) external {
        (Seat storage chair, uint256 id, Ballot storage ballot) = _sitting(seat, BALLOTS_SEALED);
        if (chair.status == SEATED) revert NotCommitted();
        if (chair.status != COMMITTED) revert VotedAlready();
        if (ballot.committed < panelSize && !_castLate(ballot.deadline)) revert TooEarly();
        if (_late(ballot.deadline)) revert TooLate();
        if (chair.seal != _sealOf(seat, msg.sender, success, salt)) revert WrongSecret();
        _count(chair, ballot, success);
        emit Voted(id, seat, msg.sender, success);
    }

    /// @notice Voting -> None, Passed, Failed or Tied; Tied -> None, Passed or Failed; Drawing -> None or Failed. Anyone
    /// has the votes counted, once all are cast or the deadline has passed: everybody is paid, and the asker told. A tie
    /// may wait for the coin. A lot that was not drawn in time is failure.
    function settle(uint256 id) external {
        Ballot storage ballot = _alive(id);
        uint8 status = ballot.status;
        if (status == VOTING) {
            if (ballot.voted < panelSize && !_late(ballot.deadline)) revert TooEarly();
            (bool success, bool tied) = _majority(ballot.voted, ballot.yes);
            if (tied && tie == TIE_COIN) _wait(id, ballot);
            else _decide(id, ballot, success, tied);
        } else if (status == TIED) {
            (uint64 word, bool known) = beacon.wordOf(ballot.round);
            if (!known && !_late(ballot.deadline)) revert TooEarly();
            _decide(id, ballot, known && _spread(word, uint64(id)) & 1 == 1, true);
        } else if (status == DRAWING) {
            if (!_castLate(ballot.deadline)) revert TooEarly();
            _decide(id, ballot, false, false);
        } else {
            revert WrongState();
        }
    }

    /// @notice Passed -> None, Failed -> None. Anyone deletes a decided ballot that was kept long enough.
    function clear(uint256 id) external {
        Ballot storage ballot = _alive(id);
        if (ballot.status != PASSED && ballot.status != FAILED) revert WrongState();
        if (!_late(ballot.deadline)) revert TooEarly();
        (address asker, uint64 ref) = (ballot.asker, ballot.ref);
        _delete(id);
        emit Cleared(id, asker, ref);
    }

    /// @notice The ballot, all zero when it is unknown or has ended.
    function ballots(uint256 id) external view returns (Ballot memory) {
        return ballotRows[id];
    }

    /// @notice The seat, all zero when it is unknown or its ballot has ended.
    function seats(uint256 id) external view returns (Seat memory) {
        return seatRows[id];
    }

    // ---- a ballot begins

    // Refuses a panel that is not what the rules say, or on which a party or a witness twice would sit.
    function _checkPanel(address payer, address other, address[] calldata witnesses) private view {
        if (witnesses.length != (panel == PANEL_LOT ? 0 : panelSize)) revert WrongPanel();
        for (uint256 i = 0; i < witnesses.length; i++) {
            address witness = witnesses[i];
            if (witness == address(0)) revert NoWitness();
            if (witness == msg.sender || witness == payer || witness == other) revert PartyWitness();
            for (uint256 j = 0; j < i; j++) {
                if (witnesses[j] == witness) revert TwiceWitness();
            }
        }
    }

    // Opens the seats of a ballot: of witnesses, or vacant.
    function _seat(uint256 id, address[] calldata witnesses) private {
        uint256 first = _firstSeat(id);
        for (uint256 i = 0; i < panelSize; i++) {
            if (panel == PANEL_LOT) seatRows[first + i].status = VACANT;
            else _sit(seatRows[first + i], witnesses[i], 0, SEATED);
        }
    }

    // The three fields share a slot, so this is one write.
    function _sit(Seat storage chair, address witness, uint64 place, uint8 status) private {
        chair.witness = witness;
        chair.place = place;
        chair.status = status;
    }

    // Starts the vote, or waits for the lot.
    function _start(uint256 id, Ballot storage ballot) private {
        if (panel == PANEL_LOT) {
            ballot.status = DRAWING;
            ballot.round = beacon.coming();
            ballot.pool = uint32(nextPlaces - 1);
        } else {
            ballot.status = VOTING;
            _call(id);
        }
    }

    // Draws the panel of a ballot, none of its parties among it.
    function _lotsOf(Ballot storage ballot, uint64 seed)
        private view returns (uint256 drawn, uint64[] memory ids, address[] memory witnesses)
    {
        address[3] memory excluded = [ballot.asker, ballot.payer, ballot.other];
        return _lots(panelSize, seed, ballot.pool, ballot.round, excluded);
    }

    // Tells the witnesses that they may vote.
    function _call(uint256 id) private {
        uint256 first = _firstSeat(id);
        for (uint256 seat = first; seat < first + panelSize; seat++) {
            emit Called(id, seat, seatRows[seat].witness);
        }
    }

    function _firstSeat(uint256 id) private view returns (uint256) {
        return (id - 1) * panelSize + 1;
    }

    // ---- rows

    // A ballot that exists. Its row is read first: only when it is not there is `nextBallots` worth a cold read.
    function _alive(uint256 id) private view returns (Ballot storage ballot) {
        ballot = ballotRows[id];
        if (ballot.status == NONE) {
            if (id == 0 || id >= nextBallots) revert Unknown();
            revert Closed();
        }
    }

    // A ballot that its asker may begin or cancel.
    function _waiting(uint256 id) private view returns (Ballot storage ballot) {
        ballot = _alive(id);
        if (ballot.status != WAITING) revert WrongState();
        if (msg.sender != ballot.asker) revert NotAsker();
    }

    // The seat and the ballot of a witness who acts on it.
    function _sitting(uint256 seat, uint8 way)
        private view returns (Seat storage chair, uint256 id, Ballot storage ballot)
    {
        chair = seatRows[seat];
        if (chair.status == NONE) {
            if (seat == 0 || seat > (nextBallots - 1) * panelSize) revert Unknown();
            revert Closed();
        }
        id = (seat - 1) / panelSize + 1;
        ballot = ballotRows[id];
        if (secrecy != way) revert WrongWay();
        if (ballot.status != VOTING) revert WrongState();
        if (msg.sender != chair.witness) revert NotWitness();
    }

    // Ends the rows of a ballot and of its seats. Where there are no seals their slots are left alone: to write zero over
    // zero costs 2,200 gas.
    function _delete(uint256 id) private {
        delete ballotRows[id];
        uint256 first = _firstSeat(id);
        for (uint256 seat = first; seat < first + panelSize; seat++) {
            if (secrecy == BALLOTS_SEALED) delete seatRows[seat];
            else _sit(seatRows[seat], address(0), 0, NONE);
        }
    }

    // ---- votes

    // Adds a vote.
    function _count(Seat storage chair, Ballot storage ballot, bool success) private {
        chair.status = success ? YES : NO;
        ballot.voted++;
        if (success) ballot.yes++;
    }

    function _sealOf(uint256 seat, address witness, bool success, bytes32 salt) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(this), seat, witness, uint8(success ? 1 : 0), salt));
    }

    // Voting -> Tied.
    function _wait(uint256 id, Ballot storage ballot) private {
        uint32 round = beacon.coming();
        ballot.round = round;
        ballot.status = TIED;
        ballot.deadline = uint64(block.timestamp) + coinWithin;
        emit Tied(id, ballot.asker, round);
    }

    // ---- a ballot ends

    // Ends the vote: it is worked out who gets what, the rows are settled, everybody is paid in the order of the seats,
    // then the payer, the rest burned, and the asker told last.
    function _decide(uint256 id, Ballot storage row, bool success, bool tied) private {
        Ballot memory ballot = row;
        Payout memory payout;
        payout.success = success;
        payout.outliers = _outliers(tied);
        payout.vacant = row.status == DRAWING;
        Result[] memory results = _judgeAll(id, payout);
        _divide(payout);
        _forfeit(payout);
        _retire(id, row, success);
        emit Settled(id, ballot.asker, ballot.ref, success, ballot.voted, ballot.yes);
        for (uint256 i = 0; i < results.length; i++) {
            if (results[i].witness != address(0)) _paySeat(id, _firstSeat(id) + i, results[i], payout);
        }
        _pay(ballot.payer, payout.payer);
        _burn(payout.fire);
        _tell(ballot.asker, ballot.ref, success);
    }

    // Judges every seat, and frees or strikes off the places of those who were drawn.
    function _judgeAll(uint256 id, Payout memory payout) private returns (Result[] memory results) {
        results = new Result[](panelSize);
        uint256 first = _firstSeat(id);
        for (uint256 i = 0; i < results.length; i++) {
            Result memory result = results[i];
            Seat storage chair = seatRows[first + i];
            result.witness = chair.witness;
            result.place = chair.place;
            _judge(chair.status, result, payout);
            if (result.rewarded) payout.rewarded++;
            if (result.winner) payout.winners++;
            if (result.bonded && result.lost) payout.lost += bond;
            if (result.place == 0) continue;
            if (absent == ABSENT_SLASHED && result.absent && _holds(result.place, result.witness)) {
                result.struck = true;
                payout.lost += standing;
                _strike(result.place);
            }
            _free(result.place);
        }
    }

    // Deletes the ballot, or keeps it readable.
    function _retire(uint256 id, Ballot storage row, bool success) private {
        if (keep == 0) {
            _delete(id);
        } else {
            row.status = success ? PASSED : FAILED;
            row.deadline = uint64(block.timestamp) + keep;
        }
    }

    function _paySeat(uint256 id, uint256 seat, Result memory result, Payout memory payout) private {
        uint256 amount = result.bonded && !result.lost ? bond : 0;
        if (result.rewarded) amount += payout.share;
        if (result.winner) amount += payout.bonus;
        if (result.struck) emit Struck(result.place, result.witness);
        emit Paid(id, seat, result.witness, amount, payout.success);
        _pay(result.witness, amount);
    }

    // Tells an asker that is a contract. Everybody is paid by then, so it can hold up nobody by refusing; and nobody
    // can make it miss the decision by giving too little gas: the EVM lets a call have 63/64 of what is left.
    function _tell(address asker, uint64 ref, bool success) private {
        if (asker.code.length == 0) return;
        if (gasleft() < DECIDE_GAS * 64 / 63 + 10_000) revert LowGas();
        try Asker(asker).decide{gas: DECIDE_GAS}(ref, success) {} catch {}
    }
}
