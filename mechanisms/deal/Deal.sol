// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Token} from "../token/Token.sol";
import {Vault} from "../token/Vault.sol";
import {Asker, Vote} from "../vote/Vote.sol";

/// @title A deal that pays a locked amount on success.
/// @notice The conditional deal of whitepaper 3.2.2: a payer locks an amount, which the provider gets on success and
/// the payer on failure. Who decides is the only thing in which the four kinds of 3.2.4 differ (Diagrams 4 to 7): the
/// payer, one witness, or the panel of a voting contract. What the paper leaves open (what silence means, who names the
/// witnesses) is a parameter.
/// @dev Amounts are base units of the token (10^9 to a DPMN), times are unix seconds, durations seconds. A deal that a
/// vote decides is a ballot of the voting contract, opened by this one and paid for by the payer.
///
/// Trust assumptions:
///
/// | who         | is trusted with                                     | is not trusted with                        |
/// |-------------|-----------------------------------------------------|--------------------------------------------|
/// | the token   | what Vault says                                     | -                                          |
/// | the vote    | all that this contract holds (it may take it), and  | -                                          |
/// |             | deciding every ballot once, and only its own        |                                            |
/// | deployer    | the parameters and the two contracts, once          | anything afterwards                        |
/// | payer       | deciding, where it decides; naming the witnesses,   | paying for what it got                     |
/// |             | where it alone names them                           |                                            |
/// | provider    | nothing                                             | delivering; with naming both, it agrees to |
/// |             |                                                     | the witnesses before the deal counts       |
/// | witness     | deciding honestly: its fee is the same either way   | being in time; silence is a parameter      |
/// | anyone      | nothing; expire does what silence says              | -                                          |
/// | block maker | `block.timestamp` to within the seconds of a slot   | longer delays                              |
contract Deal is Vault, Asker {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The rules of every deal of this contract. Amount and deadline are declared with each deal.
    struct Params {
        uint8 decider; // 0 the payer, 1 one witness, 2 a vote
        uint256 fee; // base units, of a witness for deciding either way
        uint8 silence; // at the deadline: 0 refund, 1 pay, 2 a second witness decides
        uint64 standInWithin; // seconds that the second witness has
        uint8 naming; // of the witnesses: 0 by the payer alone, 1 the provider has to agree
        uint8 boundary; // the last second: 0 inclusive (in time), 1 exclusive (late)
    }

    /// @notice A deal that is alive. Three slots, and one or two for who decides.
    struct Row {
        address payer;
        uint64 deadline; // unix seconds, of the decision
        uint8 status; // 0 none, 1 Offered, 2 Locked
        address provider;
        uint64 ref; // the payer's own reference, not interpreted
        uint256 amount; // base units, to the provider on success
        address witness; // who decides; zero when the payer or a vote does
        uint64 ballot; // that decides; 0 when a person does
        address standIn; // the second witness; zero if there is none
    }

    uint8 private constant NONE = 0;
    uint8 private constant OFFERED = 1; // waits for the provider to agree to the witnesses
    uint8 private constant LOCKED = 2; // waits for the decision

    uint8 private constant DECIDER_PAYER = 0;
    uint8 private constant DECIDER_WITNESS = 1;
    uint8 private constant DECIDER_VOTE = 2;

    uint8 private constant SILENCE_REFUND = 0;
    uint8 private constant SILENCE_PAY = 1;
    uint8 private constant SILENCE_WITNESS = 2;

    uint8 private constant NAMING_PAYER = 0;
    uint8 private constant NAMING_BOTH = 1;

    uint8 private constant BOUNDARY_INCLUSIVE = 0;
    uint8 private constant BOUNDARY_EXCLUSIVE = 1;

    /// @notice Seconds from opening to the deadline, at most; a vote has the same limit.
    uint256 public constant MAX_TERM = 3650 days;
    /// @notice Base units of a deal, at most: the simulator counts them in an int64.
    uint256 public constant MAX_AMOUNT = 2 ** 63 - 1;

    /// @notice The contract whose panels decide; zero if none does.
    Vote public immutable vote;
    /// @notice Base units that the payer locks beside the amount: the fee of a witness, or the rewards of a panel.
    uint256 public immutable cost;
    /// @notice Who decides: 0 the payer, 1 one witness, 2 a vote.
    uint8 public immutable decider;
    /// @notice Base units of a witness for deciding, whichever way.
    uint256 public immutable fee;
    /// @notice Silence at the deadline: 0 refund, 1 pay, 2 a second witness decides, whose silence refunds.
    uint8 public immutable silence;
    /// @notice Seconds after the deadline that the second witness has.
    uint64 public immutable standInWithin;
    /// @notice Who names the witnesses: 0 the payer, 1 the payer, and the provider has to agree.
    uint8 public immutable naming;
    /// @notice An action at exactly the deadline: 0 inclusive (in time), 1 exclusive (late).
    uint8 public immutable boundary;

    /// @dev Deals that have not ended, by id.
    mapping(uint256 id => Row row) private rows;

    /// @notice The id the next deal gets. Ids start at 1 and are never used again.
    uint256 public next = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice A choice is out of range, or a vote decides and there is none, or it would be silent.
    error BadParams();
    /// @notice No deal ever had this id.
    error Unknown();
    /// @notice The deal has ended.
    error Closed();
    /// @notice The provider is the zero address or this contract.
    error NoProvider();
    /// @notice The provider is the payer.
    error SelfDeal();
    /// @notice Amount and cost are more than MAX_AMOUNT.
    error TooMuch();
    /// @notice The deal is not in a state that allows the action.
    error WrongState();
    /// @notice Only the provider may.
    error NotProvider();
    /// @notice The decision is somebody else's.
    error NotDecider();
    /// @notice A vote decides the deal: it does not expire.
    error VoteDecides();
    /// @notice The deadline has not passed.
    error TooEarly();
    /// @notice The deadline has passed. Also of the vote.
    error TooLate();
    /// @notice The deadline is more than MAX_TERM away. Also of the vote.
    error TooLong();
    /// @notice As many witnesses are named as the rules want, no more and no less. Also of the vote.
    error WrongPanel();
    /// @notice A witness is the zero address. Also of the vote.
    error NoWitness();
    /// @notice A party would be a witness. Also of the vote.
    error PartyWitness();
    /// @notice A witness is named twice. Also of the vote.
    error TwiceWitness();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The payer locked amount and cost.
    event Opened(
        uint256 indexed id,
        address indexed payer,
        address indexed provider,
        uint64 ref,
        uint256 amount,
        uint64 deadline,
        uint64 ballot
    );
    /// @notice The witness may decide; the second one only after the deadline.
    event Named(uint256 indexed id, address indexed witness, bool second);
    /// @notice The provider agreed to the witnesses.
    event Agreed(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice `by` declared success or failure.
    event Decided(
        uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, bool success, address by
    );
    /// @notice Nobody agreed or decided in time: silence says what it is.
    event Expired(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, bool success);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rules, and lets the vote take the rewards of its panels from this contract.
    constructor(Token token_, Vote vote_, Params memory params) Vault(token_) {
        bool votes = params.decider == DECIDER_VOTE;
        if (
            params.decider > DECIDER_VOTE || params.silence > SILENCE_WITNESS || params.naming > NAMING_BOTH
                || params.boundary > BOUNDARY_EXCLUSIVE
                || (votes && (address(vote_) == address(0) || params.silence != SILENCE_REFUND))
        ) revert BadParams();
        vote = vote_;
        decider = params.decider;
        fee = params.fee;
        silence = params.silence;
        standInWithin = params.standInWithin;
        naming = params.naming;
        boundary = params.boundary;
        bool person = params.decider == DECIDER_WITNESS || params.silence == SILENCE_WITNESS;
        cost = votes ? vote_.cost() : person ? params.fee : 0;
        if (address(vote_) != address(0)) token_.approve(address(vote_), type(uint256).max);
    }

    /// @notice None -> Locked, None -> Offered. The payer locks the amount and what the decision costs.
    /// @param amount base units, to the provider on success
    /// @param deadline unix seconds, the last for the decision
    /// @param witnesses the witness, or the panel; then the second witness, if there is one; none when the payer decides
    /// or lots are drawn
    /// @param ref the payer's own reference, not interpreted
    /// @return id of the deal
    function open(address provider, uint256 amount, uint64 deadline, address[] calldata witnesses, uint64 ref)
        external returns (uint256 id)
    {
        if (provider == address(0) || provider == address(this)) revert NoProvider();
        if (provider == msg.sender) revert SelfDeal();
        if (amount > MAX_AMOUNT || amount + cost > MAX_AMOUNT) revert TooMuch();
        if (decider != DECIDER_VOTE) _checkNames(provider, deadline, witnesses);
        id = next++;
        Row storage deal = rows[id];
        deal.payer = msg.sender;
        deal.deadline = deadline;
        deal.status = naming == NAMING_BOTH ? OFFERED : LOCKED;
        deal.provider = provider;
        deal.ref = ref;
        deal.amount = amount;
        uint64 ballot = _appoint(deal, witnesses);
        emit Opened(id, msg.sender, provider, ref, amount, deadline, ballot);
        if (naming == NAMING_PAYER) _name(id, deal);
        _collect(msg.sender, amount + cost);
        if (decider == DECIDER_VOTE) {
            vote.open(msg.sender, provider, witnesses, deadline, naming == NAMING_PAYER, uint64(id));
        }
    }

    /// @notice Offered -> Locked. The provider agrees to the witnesses (naming: both).
    function agree(uint256 id) external {
        Row memory deal = _alive(id);
        if (deal.status != OFFERED) revert WrongState();
        if (msg.sender != deal.provider) revert NotProvider();
        if (decider != DECIDER_VOTE && _late(deal.deadline)) revert TooLate(); // the vote has a deadline of its own
        rows[id].status = LOCKED;
        emit Agreed(id, deal.payer, deal.provider, deal.ref);
        if (decider == DECIDER_VOTE) vote.begin(deal.ballot);
        else _name(id, rows[id]);
    }

    /// @notice Locked -> None. Who decides declares success or failure: the amount goes to the provider or back. A
    /// person that decides gets the fee; what a panel gets, the vote has.
    function decide(uint256 id, bool success) external {
        Row memory deal = _alive(id);
        if (deal.status != LOCKED) revert WrongState();
        _checkDecider(deal);
        delete rows[id];
        emit Decided(id, deal.payer, deal.provider, deal.ref, success, msg.sender);
        _pay(success ? deal.provider : deal.payer, deal.amount);
        if (decider != DECIDER_VOTE) _pay(msg.sender, cost);
    }

    /// @notice Locked -> None, Offered -> None. Anyone ends a deal that nobody agreed to or decided in time.
    function expire(uint256 id) external {
        Row memory deal = _alive(id);
        if (deal.status == OFFERED) return _decline(id, deal);
        if (decider == DECIDER_VOTE) revert VoteDecides();
        if (!_late(silence == SILENCE_WITNESS ? uint256(deal.deadline) + standInWithin : deal.deadline)) {
            revert TooEarly();
        }
        bool success = silence == SILENCE_PAY;
        delete rows[id];
        emit Expired(id, deal.payer, deal.provider, deal.ref, success);
        _pay(success ? deal.provider : deal.payer, deal.amount);
        _pay(deal.payer, cost);
    }

    /// @notice The deal, all zero when it is unknown or has ended.
    function deals(uint256 id) external view returns (Row memory) {
        return rows[id];
    }

    // Offered -> None. The payer gets everything back, the cost of the panel through its ballot.
    function _decline(uint256 id, Row memory deal) private {
        if (!_late(deal.deadline)) revert TooEarly();
        delete rows[id];
        emit Expired(id, deal.payer, deal.provider, deal.ref, false);
        if (decider == DECIDER_VOTE) vote.cancel(deal.ballot);
        _pay(deal.payer, deal.amount + cost);
    }

    // Refuses a deadline or witnesses that are not what the rules say, of a deal that persons decide.
    function _checkNames(address provider, uint64 deadline, address[] calldata witnesses) private view {
        if (deadline > block.timestamp + MAX_TERM) revert TooLong();
        if (_late(deadline)) revert TooLate();
        uint256 names = (decider == DECIDER_WITNESS ? 1 : 0) + (silence == SILENCE_WITNESS ? 1 : 0);
        if (witnesses.length != names) revert WrongPanel();
        for (uint256 i = 0; i < names; i++) {
            if (witnesses[i] == address(0)) revert NoWitness();
            if (witnesses[i] == msg.sender || witnesses[i] == provider) revert PartyWitness();
        }
        if (names == 2 && witnesses[0] == witnesses[1]) revert TwiceWitness();
    }

    // Notes who decides: the ballot that is opened in the same call, or the witnesses.
    function _appoint(Row storage deal, address[] calldata witnesses) private returns (uint64 ballot) {
        if (decider == DECIDER_VOTE) {
            ballot = uint64(vote.nextBallots());
            deal.ballot = ballot;
            return ballot;
        }
        if (decider == DECIDER_WITNESS) deal.witness = witnesses[0];
        if (silence == SILENCE_WITNESS) deal.standIn = witnesses[witnesses.length - 1];
    }

    // Tells the witnesses of a deal that persons decide.
    function _name(uint256 id, Row storage deal) private {
        if (decider == DECIDER_WITNESS) emit Named(id, deal.witness, false);
        if (silence == SILENCE_WITNESS) emit Named(id, deal.standIn, true);
    }

    // Refuses a decision that is not the sender's, or not now. The vote is in time by its own rules.
    function _checkDecider(Row memory deal) private view {
        if (decider == DECIDER_VOTE) {
            if (msg.sender != address(vote)) revert NotDecider();
        } else if (msg.sender == (decider == DECIDER_WITNESS ? deal.witness : deal.payer)) {
            if (_late(deal.deadline)) revert TooLate();
        } else if (silence == SILENCE_WITNESS && msg.sender == deal.standIn) {
            if (!_late(deal.deadline)) revert TooEarly();
            if (_late(uint256(deal.deadline) + standInWithin)) revert TooLate();
        } else {
            revert NotDecider();
        }
    }

    // A deal that exists. Its row is read first: only when it is not there is `next` worth a cold read.
    function _alive(uint256 id) private view returns (Row memory deal) {
        deal = rows[id];
        if (deal.status == NONE) {
            if (id == 0 || id >= next) revert Unknown();
            revert Closed();
        }
    }

    // Whether now is past the deadline (unix seconds; 256 bits, so that a sum of two cannot wrap).
    function _late(uint256 deadline) private view returns (bool) {
        return boundary == BOUNDARY_INCLUSIVE ? block.timestamp > deadline : block.timestamp >= deadline;
    }
}
