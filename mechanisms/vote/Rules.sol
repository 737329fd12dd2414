// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The rules of a vote: its parameters, and what they make of the votes.
/// @notice The part of Vote that knows who earns and loses what. It has no rows and moves no money.
/// @dev Amounts are base units of the token (10^9 to a DPMN), times are unix seconds, durations seconds.
///
/// Trust assumptions:
///
/// | who      | is trusted with            | is not trusted with |
/// |----------|----------------------------|---------------------|
/// | deployer | the parameters, once       | anything afterwards |
abstract contract Rules {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The rules of every ballot of this contract.
    struct Params {
        uint8 seats; // n, of a panel, 1 to 101
        uint8 panel; // 0 named by the asker, 1 drawn by lot
        uint256 reward; // r, base units, of a witness
        uint8 rewardTo; // 0 voters, 1 all, absent ones too
        uint8 split; // 0 the reward each, 1 the rewards of all seats shared by those who get one
        uint8 unspent; // rewards that nobody earned: 0 to the payer, 1 to the majority, 2 burned
        uint8 penalty; // 0 none, 1 outliers lose bond and reward
        uint256 bond; // b, base units, with each vote
        uint8 slashed; // lost bonds: 0 burned, 1 to the majority, 2 to the payer
        uint8 absent; // an absent vote: 0 failure, 1 ignored, 2 failure and slashed
        uint8 tie; // 0 failure, 1 decided by the beacon's coin
        uint64 coinWithin; // seconds that a tie waits for the coin
        uint8 tieOutliers; // outliers at a tie: 0 nobody, 1 the losers
        uint8 ballots; // 0 open, 1 sealed
        uint64 revealWithin; // seconds before the deadline in which sealed votes are revealed
        uint256 standing; // base units, of a witness in the pool
        uint64 keep; // seconds that a decided ballot stays readable
        uint8 boundary; // the last second: 0 inclusive (in time), 1 exclusive (late)
    }

    /// @notice What a decided ballot pays. All of the rewards and lost bonds is in one of its parts: shares are rounded
    /// down, and who gets what is left over is said at _divide and _forfeit.
    struct Payout {
        bool success;
        bool outliers; // whether those who disagree are outliers
        bool vacant; // no panel was drawn
        uint256 rewarded; // seats that earned a reward
        uint256 winners; // seats that voted as was decided
        uint256 lost; // base units of bonds and standings
        uint256 share; // base units to each rewarded seat
        uint256 bonus; // base units to each winner, beside it
        uint256 payer; // base units to the payer
        uint256 fire; // base units to burn
    }

    /// @notice How a seat comes out.
    struct Result {
        address witness;
        uint64 place;
        bool absent; // it has not voted, or not revealed
        bool bonded; // it escrowed a bond
        bool lost; // and loses it
        bool rewarded;
        bool winner; // it voted as was decided
        bool struck; // it loses its place in the pool
    }

    uint8 internal constant VACANT = 1; // a seat that waits for the lot
    uint8 internal constant SEATED = 2; // whose witness may vote
    uint8 internal constant COMMITTED = 3; // whose witness has sealed its vote
    uint8 internal constant YES = 4; // a vote for success, cast openly or revealed
    uint8 internal constant NO = 5; // a vote for failure

    uint8 internal constant PANEL_NAMED = 0;
    uint8 internal constant PANEL_LOT = 1;
    uint8 private constant REWARD_TO_ALL = 1;
    uint8 private constant SPLIT_SHARED = 1;
    uint8 private constant UNSPENT_MAJORITY = 1;
    uint8 private constant UNSPENT_BURNED = 2;
    uint8 private constant PENALTY_OUTLIERS = 1;
    uint8 private constant SLASHED_MAJORITY = 1;
    uint8 private constant SLASHED_PAYER = 2;
    uint8 private constant ABSENT_IGNORED = 1;
    uint8 internal constant ABSENT_SLASHED = 2;
    uint8 internal constant TIE_COIN = 1;
    uint8 private constant TIE_OUTLIERS_LOSERS = 1;
    uint8 internal constant BALLOTS_OPEN = 0;
    uint8 internal constant BALLOTS_SEALED = 1;
    uint8 private constant BOUNDARY_INCLUSIVE = 0;
    uint8 private constant BOUNDARY_EXCLUSIVE = 1;

    uint8 private constant MAX_SEATS = 101;
    uint8 private constant MAX_NAMED = 21; // of witnesses named; larger panels are drawn by lot

    /// @notice n: the seats of a ballot.
    uint256 public immutable panelSize;
    /// @notice Whether witnesses are 0 named by the asker, 1 drawn by lot.
    uint8 public immutable panel;
    /// @notice r: base units of a witness for its vote.
    uint256 public immutable reward;
    /// @notice Base units that opening a ballot takes from the asker: the rewards of all seats.
    uint256 public immutable cost;
    /// @notice Who gets a reward: 0 voters, 1 all.
    uint8 public immutable rewardTo;
    /// @notice 0 the reward each, 1 the rewards of all seats shared by those who get one.
    uint8 public immutable split;
    /// @notice Rewards that nobody earned: 0 to the payer, 1 to the majority, 2 burned.
    uint8 public immutable unspent;
    /// @notice 0 none, 1 outliers lose their bond and their reward.
    uint8 public immutable penalty;
    /// @notice b: base units that a witness escrows with its vote.
    uint256 public immutable bond;
    /// @notice Lost bonds: 0 burned, 1 to the majority, 2 to the payer.
    uint8 public immutable slashed;
    /// @notice An absent vote: 0 a vote for failure, 1 ignored, 2 for failure, and bond and place are lost.
    uint8 public immutable absent;
    /// @notice A tie: 0 failure, 1 decided by the beacon's coin.
    uint8 public immutable tie;
    /// @notice Seconds that a tie waits for the coin.
    uint64 public immutable coinWithin;
    /// @notice Outliers at a tie: 0 nobody, 1 the losers.
    uint8 public immutable tieOutliers;
    /// @notice The parameter ballots: 0 open as they are cast, 1 sealed first.
    uint8 public immutable secrecy;
    /// @notice Seconds before the deadline in which sealed votes are revealed; they are sealed before that.
    uint64 public immutable revealWithin;
    /// @notice Base units that a witness locks while it is registered in the pool.
    uint256 public immutable standing;
    /// @notice Seconds that a decided ballot stays readable; 0 deletes it with the decision.
    uint64 public immutable keep;
    /// @notice An action at exactly the deadline: 0 inclusive (in time), 1 exclusive (late).
    uint8 public immutable boundary;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice A parameter is out of range, too many witnesses would be named, sealed votes would have no time to be
    /// revealed, or lot or coin have no beacon.
    error BadParams();

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rules.
    constructor(Params memory params) {
        if (
            params.seats == 0 || params.seats > MAX_SEATS || params.panel > PANEL_LOT
                || (params.panel == PANEL_NAMED && params.seats > MAX_NAMED) || params.rewardTo > REWARD_TO_ALL
                || params.split > SPLIT_SHARED || params.unspent > UNSPENT_BURNED || params.penalty > PENALTY_OUTLIERS
                || params.slashed > SLASHED_PAYER || params.absent > ABSENT_SLASHED || params.tie > TIE_COIN
                || params.tieOutliers > TIE_OUTLIERS_LOSERS || params.ballots > BALLOTS_SEALED
                || params.boundary > BOUNDARY_EXCLUSIVE
                || (params.ballots == BALLOTS_SEALED && params.revealWithin == 0)
        ) revert BadParams();
        panelSize = params.seats;
        panel = params.panel;
        reward = params.reward;
        cost = params.reward * params.seats;
        rewardTo = params.rewardTo;
        split = params.split;
        unspent = params.unspent;
        penalty = params.penalty;
        bond = params.bond;
        slashed = params.slashed;
        absent = params.absent;
        tie = params.tie;
        coinWithin = params.coinWithin;
        tieOutliers = params.tieOutliers;
        secrecy = params.ballots;
        revealWithin = params.revealWithin;
        standing = params.standing;
        keep = params.keep;
        boundary = params.boundary;
    }

    // The decision by the votes alone: success needs more than half of all seats, or of those who voted.
    function _majority(uint256 voted, uint256 yes) internal view returns (bool success, bool tied) {
        uint256 all = absent == ABSENT_IGNORED ? voted : panelSize;
        return (2 * yes > all, 2 * yes == all && all > 0);
    }

    // Whether those who disagree with the decision are outliers.
    function _outliers(bool tied) internal view returns (bool) {
        return penalty == PENALTY_OUTLIERS && (!tied || tieOutliers == TIE_OUTLIERS_LOSERS);
    }

    // Says how a seat of that status comes out.
    function _judge(uint8 status, Result memory result, Payout memory payout) internal view {
        if (status == YES || status == NO) {
            result.bonded = true;
            result.lost = payout.outliers && (status == YES) != payout.success;
            result.rewarded = !result.lost;
            result.winner = (status == YES) == payout.success;
        } else if (status == SEATED || status == COMMITTED) {
            result.absent = true;
            result.bonded = status == COMMITTED;
            if (absent == ABSENT_SLASHED) {
                result.lost = true;
                return;
            }
            // Unless it is ignored, it is a vote for failure.
            result.lost = absent != ABSENT_IGNORED && payout.outliers && payout.success;
            result.rewarded = rewardTo == REWARD_TO_ALL && !result.lost;
        }
    }

    // Splits the rewards of all seats. Shares and bonuses are rounded down, the rest of both goes to the payer.
    function _divide(Payout memory payout) internal view {
        if (split == SPLIT_SHARED && payout.rewarded > 0) {
            payout.share = cost / payout.rewarded;
            payout.payer = cost - payout.share * payout.rewarded;
            return;
        }
        payout.share = reward;
        uint256 rest = cost - reward * payout.rewarded;
        if (unspent == UNSPENT_BURNED && !payout.vacant) {
            payout.fire = rest;
        } else if (unspent == UNSPENT_MAJORITY && payout.winners > 0) {
            payout.bonus = rest / payout.winners;
            payout.payer = rest - payout.bonus * payout.winners;
        } else {
            payout.payer = rest;
        }
    }

    // Splits what was lost. What the majority gets is rounded down, the rest burns.
    function _forfeit(Payout memory payout) internal view {
        if (slashed == SLASHED_PAYER) {
            payout.payer += payout.lost;
        } else if (slashed == SLASHED_MAJORITY && payout.winners > 0) {
            uint256 each = payout.lost / payout.winners;
            payout.bonus += each;
            payout.fire += payout.lost - each * payout.winners;
        } else {
            payout.fire += payout.lost;
        }
    }

    // Whether now is past the deadline (unix seconds; 256 bits, so that a sum of two cannot wrap).
    function _late(uint256 deadline) internal view returns (bool) {
        return boundary == BOUNDARY_INCLUSIVE ? block.timestamp > deadline : block.timestamp >= deadline;
    }

    // Whether it is too late to cast a vote, or to seal one: `revealWithin` earlier where votes are sealed. Both sides
    // are moved by it, so that an early deadline cannot wrap.
    function _castLate(uint256 deadline) internal view returns (bool) {
        uint256 by = block.timestamp + (secrecy == BALLOTS_SEALED ? revealWithin : 0);
        return boundary == BOUNDARY_INCLUSIVE ? by > deadline : by >= deadline;
    }
}
