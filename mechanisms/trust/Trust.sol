// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Token} from "../token/Token.sol";
import {Vault} from "../token/Vault.sol";

/// @title A deal in which both sides put down a deposit that either can have burned.
/// @notice The trust mechanism of whitepaper 3.4, Diagram 8: a payer offers a price r and a deposit
/// ta, a provider accepts with a deposit tb, delivers, and for a while each of them may declare the
/// deal unsatisfactory (F = fa | fb), which burns both deposits. What the paper leaves open (the
/// fate of the price, who may complain how long, when the window starts, whether the last second
/// counts) is a parameter.
/// @dev Amounts are base units of the token (10^9 to a DPMN). Times are unix seconds, durations are
/// seconds. A deposit or price of zero makes no call to the token.
///
/// Trust assumptions:
///
/// | who         | is trusted with                                   | is not trusted with          |
/// |-------------|---------------------------------------------------|------------------------------|
/// | the token   | what Vault says                                   | -                            |
/// | deployer    | the parameters, once                              | anything afterwards          |
/// | payer       | nothing                                           | paying, complaining honestly |
/// | provider    | nothing                                           | delivering what was agreed   |
/// | anyone      | nothing; settle and expire only pay the parties   | -                            |
/// | block maker | `block.timestamp` to within the seconds of a slot | longer delays                |
contract Trust is Vault {
    // ---------------------------------------------------------------------------------- STORAGE

    /// @notice The rules of every deal of this contract.
    struct Params {
        uint256 price; // r, base units, from payer to provider
        uint256 depositPayer; // ta, base units
        uint256 depositProvider; // tb, base units
        uint64 acceptWithin; // seconds after open
        uint64 deliverWithin; // seconds after accept
        uint64 completeWithin; // seconds after deliver, when payment starts the window
        uint64 window; // seconds in which a complaint counts
        uint64 windowProvider; // seconds, the provider's own when each has one
        uint8 fate; // of the price after a complaint: 0 kept, 1 refund, 2 burned
        uint8 windows; // 0 one common window, 1 each side its own
        uint8 start; // of the window: 0 delivery, 1 payment, 2 delivery deadline
        uint8 undelivered; // provider's deposit: 0 refund, 1 forfeit
        uint8 boundary; // the last second: 0 inclusive (in time), 1 exclusive (late)
    }

    /// @notice A deal that is alive. Two slots.
    struct Deal {
        address payer;
        uint64 deadline; // unix seconds of the next step; when Watched, of the window's start
        uint8 status; // 0 none, 1 Offered, 2 Accepted, 3 Delivered, 4 Watched
        address provider;
        uint64 ref; // the payer's own reference, not interpreted
    }

    uint8 private constant NONE = 0;
    uint8 private constant OFFERED = 1; // waits for the provider to accept
    uint8 private constant ACCEPTED = 2; // waits for the delivery
    uint8 private constant DELIVERED = 3; // waits for the payment; only if payment starts the window
    uint8 private constant WATCHED = 4; // either side may complain

    uint8 private constant FATE_KEPT = 0;
    uint8 private constant FATE_REFUND = 1;
    uint8 private constant FATE_BURNED = 2;

    uint8 private constant WINDOWS_COMMON = 0;
    uint8 private constant WINDOWS_EACH = 1;

    uint8 private constant START_DELIVERY = 0;
    uint8 private constant START_PAYMENT = 1;
    uint8 private constant START_DEADLINE = 2;

    uint8 private constant UNDELIVERED_REFUND = 0;
    uint8 private constant UNDELIVERED_FORFEIT = 1;

    uint8 private constant BOUNDARY_INCLUSIVE = 0;
    uint8 private constant BOUNDARY_EXCLUSIVE = 1;

    /// @notice r: base units the provider earns.
    uint256 public immutable price;
    /// @notice ta: base units the payer puts down.
    uint256 public immutable depositPayer;
    /// @notice tb: base units the provider puts down.
    uint256 public immutable depositProvider;
    /// @notice Seconds after open in which the provider may accept.
    uint64 public immutable acceptWithin;
    /// @notice Seconds after accept in which the provider may deliver.
    uint64 public immutable deliverWithin;
    /// @notice Seconds after deliver in which only the payer may complete.
    uint64 public immutable completeWithin;
    /// @notice Seconds in which a complaint counts; the payer's own when each has one.
    uint64 public immutable window;
    /// @notice Seconds in which the provider's complaint counts when each has its own window.
    uint64 public immutable windowProvider;
    /// @notice Of the price after a complaint: 0 kept, 1 refund, 2 burned.
    uint8 public immutable fate;
    /// @notice 0 one common window, 1 each side its own.
    uint8 public immutable windows;
    /// @notice What starts the window: 0 delivery, 1 payment, 2 the delivery deadline.
    uint8 public immutable start;
    /// @notice The provider's deposit when it never delivers: 0 refund, 1 forfeit.
    uint8 public immutable undelivered;
    /// @notice An action at exactly the deadline: 0 inclusive (in time), 1 exclusive (late).
    uint8 public immutable boundary;

    /// @dev Deals that have not ended, by id.
    mapping(uint256 id => Deal deal) private rows;

    /// @notice The id the next deal gets. Ids start at 1 and are never used again.
    uint256 public next = 1;

    // ----------------------------------------------------------------------------------- ERRORS

    /// @notice A choice is out of range, or the price is paid before the window yet not kept after it.
    error BadParams();
    /// @notice The provider is the zero address.
    error NoProvider();
    /// @notice The provider is the payer.
    error SelfDeal();
    /// @notice No deal ever had this id.
    error Unknown();
    /// @notice The deal has ended.
    error Closed();
    /// @notice The deal is not in a state that allows the action.
    error WrongState();
    /// @notice Only the provider may.
    error NotProvider();
    /// @notice Only the payer may, until the deadline has passed.
    error NotPayer();
    /// @notice Only the payer and the provider may.
    error NotParty();
    /// @notice The deadline has not passed, or the window has not started.
    error TooEarly();
    /// @notice The deadline or the end of the window has passed.
    error TooLate();

    // ----------------------------------------------------------------------------------- EVENTS

    /// @notice The payer put down deposit and price.
    event Opened(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice The provider put down its deposit.
    event Accepted(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice The provider says that it delivered.
    event Delivered(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice The price was paid, which started the window.
    event Completed(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice `by`, a party, declared the deal unsatisfactory: the deposits burned.
    event Declared(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, address by);
    /// @notice Nobody complained: the deposits went back.
    event Settled(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);
    /// @notice It was not accepted, or not delivered, in time.
    event Expired(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref);

    // ---------------------------------------------------------------------------------- ACTIONS

    /// @notice Fixes the rules. BadParams when a choice is out of range, or when the price would be
    /// paid before the window (start = payment) and yet refunded or burned after it.
    constructor(Token token_, Params memory params) Vault(token_) {
        if (
            params.fate > FATE_BURNED || params.windows > WINDOWS_EACH || params.start > START_DEADLINE
                || params.undelivered > UNDELIVERED_FORFEIT || params.boundary > BOUNDARY_EXCLUSIVE
                || (params.start == START_PAYMENT && params.fate != FATE_KEPT)
        ) revert BadParams();
        price = params.price;
        depositPayer = params.depositPayer;
        depositProvider = params.depositProvider;
        acceptWithin = params.acceptWithin;
        deliverWithin = params.deliverWithin;
        completeWithin = params.completeWithin;
        window = params.window;
        windowProvider = params.windowProvider;
        fate = params.fate;
        windows = params.windows;
        start = params.start;
        undelivered = params.undelivered;
        boundary = params.boundary;
    }

    /// @notice None -> Offered. The payer puts down deposit and price for a provider it names.
    /// @param ref the payer's own reference, not interpreted
    /// @return id of the deal
    function open(address provider, uint64 ref) external returns (uint256 id) {
        if (provider == address(0)) revert NoProvider();
        if (provider == msg.sender) revert SelfDeal();
        id = next++;
        rows[id] = Deal(msg.sender, uint64(block.timestamp) + acceptWithin, OFFERED, provider, ref);
        emit Opened(id, msg.sender, provider, ref);
        _collect(msg.sender, depositPayer + price);
    }

    /// @notice Offered -> Accepted. The provider puts down its deposit.
    function accept(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != OFFERED) revert WrongState();
        if (msg.sender != deal.provider) revert NotProvider();
        if (_late(deal.deadline)) revert TooLate();
        _step(id, ACCEPTED, uint64(block.timestamp) + deliverWithin);
        emit Accepted(id, deal.payer, deal.provider, deal.ref);
        _collect(deal.provider, depositProvider);
    }

    /// @notice Accepted -> Watched, or Delivered if payment starts the window.
    function deliver(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != ACCEPTED) revert WrongState();
        if (msg.sender != deal.provider) revert NotProvider();
        if (_late(deal.deadline)) revert TooLate();
        if (start == START_PAYMENT) _step(id, DELIVERED, uint64(block.timestamp) + completeWithin);
        else _step(id, WATCHED, start == START_DELIVERY ? uint64(block.timestamp) : deal.deadline);
        emit Delivered(id, deal.payer, deal.provider, deal.ref);
    }

    /// @notice Delivered -> Watched. Pays the provider, which starts the window: by the payer at any
    /// time, by anybody after the deadline.
    function complete(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != DELIVERED) revert WrongState();
        if (msg.sender != deal.payer && !_late(deal.deadline)) revert NotPayer();
        _step(id, WATCHED, uint64(block.timestamp));
        emit Completed(id, deal.payer, deal.provider, deal.ref);
        _pay(deal.provider, price);
    }

    /// @notice Watched -> None. Either side declares the deal unsatisfactory within its window: both
    /// deposits burn, and the price goes where `fate` says.
    function declare(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != WATCHED) revert WrongState();
        if (msg.sender != deal.payer && msg.sender != deal.provider) revert NotParty();
        if (block.timestamp < deal.deadline) revert TooEarly();
        bool own = windows == WINDOWS_EACH && msg.sender == deal.provider;
        if (_late(uint256(deal.deadline) + (own ? windowProvider : window))) revert TooLate();
        delete rows[id];
        emit Declared(id, deal.payer, deal.provider, deal.ref, msg.sender);
        uint256 deposits = depositPayer + depositProvider;
        if (start == START_PAYMENT) {
            _burn(deposits); // the price is with the provider since complete
        } else if (fate == FATE_BURNED) {
            _burn(deposits + price);
        } else {
            _burn(deposits);
            _pay(fate == FATE_KEPT ? deal.provider : deal.payer, price);
        }
    }

    /// @notice Watched -> None. After the last window anyone may close a deal nobody complained
    /// about: deposits go back, the price (unless paid before) to the provider.
    function settle(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != WATCHED) revert WrongState();
        uint64 last = windows == WINDOWS_EACH && windowProvider > window ? windowProvider : window;
        if (!_late(uint256(deal.deadline) + last)) revert TooEarly();
        delete rows[id];
        emit Settled(id, deal.payer, deal.provider, deal.ref);
        _pay(deal.payer, depositPayer);
        _pay(deal.provider, start == START_PAYMENT ? depositProvider : depositProvider + price);
    }

    /// @notice Offered -> None, Accepted -> None. After the deadline anyone may end a deal that was
    /// not accepted or not delivered: the payer gets everything back, the provider what
    /// `undelivered` says.
    function expire(uint256 id) external {
        Deal memory deal = _alive(id);
        if (deal.status != OFFERED && deal.status != ACCEPTED) revert WrongState();
        if (!_late(deal.deadline)) revert TooEarly();
        delete rows[id];
        emit Expired(id, deal.payer, deal.provider, deal.ref);
        _pay(deal.payer, depositPayer + price);
        if (deal.status == ACCEPTED) {
            if (undelivered == UNDELIVERED_REFUND) _pay(deal.provider, depositProvider);
            else _burn(depositProvider);
        }
    }

    /// @notice The deal, all zero when it is unknown or has ended.
    function deals(uint256 id) external view returns (Deal memory) {
        return rows[id];
    }

    // A deal that exists. Reads the row first: status 0 tells both cases in which it does not, and
    // only then is `next` worth a cold read (2,100 gas).
    function _alive(uint256 id) private view returns (Deal memory deal) {
        deal = rows[id];
        if (deal.status == NONE) {
            if (id == 0 || id >= next) revert Unknown();
            revert Closed();
        }
    }

    // Both fields share a slot, so this is one write.
    function _step(uint256 id, uint8 status, uint64 deadline) private {
        Deal storage row = rows[id];
        row.deadline = deadline;
        row.status = status;
    }

    // Whether now is past the deadline (unix seconds; 256 bits, so that a sum of two cannot wrap).
    function _late(uint256 deadline) private view returns (bool) {
        return boundary == BOUNDARY_INCLUSIVE ? block.timestamp > deadline : block.timestamp >= deadline;
    }
}
