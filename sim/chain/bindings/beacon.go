// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// BeaconParams is an auto generated low-level Go binding around an user-defined struct.
type BeaconParams struct {
	Deposit      *big.Int
	CommitWithin uint64
	RevealWithin uint64
	Boundary     uint8
}

// BeaconRound is an auto generated low-level Go binding around an user-defined struct.
type BeaconRound struct {
	CommitUntil uint64
	Status      uint8
	Shares      uint32
	Revealed    uint32
	Word        uint64
}

// BeaconShare is an auto generated low-level Go binding around an user-defined struct.
type BeaconShare struct {
	Keeper common.Address
	Round  uint64
	Status uint8
	Seal   [32]byte
}

// BeaconMetaData contains all meta data concerning the Beacon contract.
var BeaconMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractToken\",\"name\":\"token_\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"deposit\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"commitWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"revealWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"boundary\",\"type\":\"uint8\"}],\"internalType\":\"structBeacon.Params\",\"name\":\"params\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"BadParams\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Closed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotKeeper\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooEarly\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooLate\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Unknown\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongRound\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongSecret\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongState\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"keeper\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"round\",\"type\":\"uint256\"}],\"name\":\"Committed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"word\",\"type\":\"uint64\"}],\"name\":\"Drawn\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"keeper\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"round\",\"type\":\"uint256\"}],\"name\":\"Revealed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"keeper\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"round\",\"type\":\"uint256\"}],\"name\":\"Swept\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"boundary\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"close\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"coming\",\"outputs\":[{\"internalType\":\"uint32\",\"name\":\"\",\"type\":\"uint32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"round\",\"type\":\"uint64\"},{\"internalType\":\"bytes32\",\"name\":\"seal\",\"type\":\"bytes32\"}],\"name\":\"commit\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"commitWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"deposit\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"nextRounds\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"nextShares\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"secret\",\"type\":\"bytes32\"}],\"name\":\"reveal\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"revealWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"rounds\",\"outputs\":[{\"components\":[{\"internalType\":\"uint64\",\"name\":\"commitUntil\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"uint32\",\"name\":\"shares\",\"type\":\"uint32\"},{\"internalType\":\"uint32\",\"name\":\"revealed\",\"type\":\"uint32\"},{\"internalType\":\"uint64\",\"name\":\"word\",\"type\":\"uint64\"}],\"internalType\":\"structBeacon.Round\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"shares\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"keeper\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"round\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"seal\",\"type\":\"bytes32\"}],\"internalType\":\"structBeacon.Share\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"sweep\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"contractToken\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"round\",\"type\":\"uint32\"}],\"name\":\"wordOf\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"word\",\"type\":\"uint64\"},{\"internalType\":\"bool\",\"name\":\"drawn\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"}]",
	ID:  "Beacon",
	Bin: "0x6101206040526001600255600160035534801561001a575f5ffd5b50604051611243380380611243833981016040819052610039916100fb565b6001600160a01b03821660805260208101516001600160401b0316158061006b575060408101516001600160401b0316155b806100805750600160ff16816060015160ff16115b1561009e5760405163019af63760e01b815260040160405180910390fd5b805160a05260208101516001600160401b0390811660c05260408201511660e0526060015160ff1661010052506101ae565b80516001600160401b03811681146100e6575f5ffd5b919050565b805160ff811681146100e6575f5ffd5b5f5f82840360a081121561010d575f5ffd5b83516001600160a01b0381168114610123575f5ffd5b92506080601f1982011215610136575f5ffd5b50604051608081016001600160401b038111828210171561016557634e487b7160e01b5f52604160045260245ffd5b60409081526020850151825261017c9085016100d0565b602082015261018d606085016100d0565b604082015261019e608085016100eb565b6060820152809150509250929050565b60805160a05160c05160e0516101005161100b6102385f395f81816101ae0152610c3f01525f818161040f01528181610561015281816107050152610b5901525f818161015c015261093d01525f8181610436015281816108a101528181610a980152610c1401525f818161045d01528181610d7101528181610e130152610e5e015261100b5ff3fe608060405234801561000f575f5ffd5b50600436106100f0575f3560e01c8063681e19b611610093578063aa60e73311610063578063aa60e733146103f7578063c29e84771461040a578063d0e30db014610431578063fc0c546a14610458575f5ffd5b8063681e19b6146102b75780637c022ea2146102ca5780638c65c81f146102d3578063a5691acb146103da575f5ffd5b80633d94239e116100ce5780633d94239e146101575780634036778f146101965780634515798d146101a957806357a858fc146101e2575f5ffd5b80630aebeb4e146100f457806314d15d1714610109578063257f1dcd14610125575b5f5ffd5b610107610102366004610ec1565b610497565b005b61011260025481565b6040519081526020015b60405180910390f35b610138610133366004610ed8565b610613565b604080516001600160401b03909316835290151560208301520161011c565b61017e7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160401b03909116815260200161011c565b6101076101a4366004610f02565b610658565b6101d07f000000000000000000000000000000000000000000000000000000000000000081565b60405160ff909116815260200161011c565b61026f6101f0366004610ec1565b604080516080810182525f808252602082018190529181018290526060810191909152505f90815260016020818152604092839020835160808101855281546001600160a01b0381168252600160a01b81046001600160401b031693820193909352600160e01b90920460ff1693820193909352910154606082015290565b60405161011c919081516001600160a01b031681526020808301516001600160401b03169082015260408083015160ff16908201526060918201519181019190915260800190565b6101126102c5366004610f22565b6108cb565b61011260035481565b6103786102e1366004610ec1565b6040805160a0810182525f80825260208201819052918101829052606081018290526080810191909152505f9081526020818152604091829020825160a08101845290546001600160401b03808216835260ff600160401b8304169383019390935263ffffffff600160481b8204811694830194909452600160681b81049093166060820152600160881b90920416608082015290565b60405161011c91905f60a0820190506001600160401b03835116825260ff602084015116602083015263ffffffff604084015116604083015263ffffffff60608401511660608301526001600160401b03608084015116608083015292915050565b6103e2610ac3565b60405163ffffffff909116815260200161011c565b610107610405366004610ec1565b610b23565b61017e7f000000000000000000000000000000000000000000000000000000000000000081565b6101127f000000000000000000000000000000000000000000000000000000000000000081565b61047f7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161011c565b5f8181526020819052604090208054600160401b900460ff166104cd5760405163019ec8b360e31b815260040160405180910390fd5b8054600119600160401b90910460ff16016104fb57604051636f20b45d60e11b815260040160405180910390fd5b805461050f906001600160401b0316610c3c565b61052c5760405163085de62560e01b815260040160405180910390fd5b805463ffffffff600160481b82048116600160681b909204161080156105905750805461058e90610589906001600160401b037f000000000000000000000000000000000000000000000000000000000000000081169116610f6b565b610c3c565b155b156105ae5760405163085de62560e01b815260040160405180910390fd5b805468ff000000000000000019166802000000000000000017808255604051600160881b9091046001600160401b0316815282907f9535413e8e2be0bb17e1aa892fd66ebcd675496a41ea21acc50047c84c36be119060200160405180910390a25050565b63ffffffff81165f9081526020819052604081208054600160401b900460ff16600214908115610652578054600160881b90046001600160401b031692505b50915091565b5f61066283610c79565b6020818101516001600160401b03165f90815290819052604090208151919250906001600160a01b031633146106ab57604051631ea2564f60e31b815260040160405180910390fd5b80546106bf906001600160401b0316610c3c565b6106dc5760405163085de62560e01b815260040160405180910390fd5b8054600160401b900460ff166002148061072d5750805461072d90610589906001600160401b037f000000000000000000000000000000000000000000000000000000000000000081169116610f6b565b1561074b5760405163ecdd1c2960e01b815260040160405180910390fd5b60208083015160408051468185015230818301526001600160401b0390921660608301523360808301525f60a083015260c08083018790528151808403909101815260e0909201905280519101208260600151146107bc57604051633e1b126f60e21b815260040160405180910390fd5b80546001600160401b03600160881b808304821660c087901c189091160267ffffffffffffffff60881b199091161780825563ffffffff600160681b9091041681600d61080883610f7e565b825463ffffffff9182166101009390930a9283029190920219909116179055505f84815260016020818152604080842080546001600160e81b03191681559092019290925583518483015191516001600160401b0390921682526001600160a01b03169186917ff87397f8ccf18c41bfee81144299ad64e11085c5a27b280fde98beeefd3e71bd910160405180910390a381516108c5907f0000000000000000000000000000000000000000000000000000000000000000610d45565b50505050565b5f6108d4610ac3565b63ffffffff16836001600160401b031614610902576040516330fe9c1560e21b815260040160405180910390fd5b6001600160401b0383165f8181526020819052604090206002549091036109865760028054905f61093283610fa2565b9091555061096290507f000000000000000000000000000000000000000000000000000000000000000042610fba565b815468ffffffffffffffffff19166001600160401b039190911617600160401b1781555b8054600160481b900463ffffffff168160096109a183610f7e565b91906101000a81548163ffffffff021916908363ffffffff1602179055505060035f8154809291906109d290610fa2565b9091555060408051608081018252338082526001600160401b0388811660208085018281526001868801818152606088018d81525f8b81528386528a9020985189549451925160ff16600160e01b0260ff60e01b1993909816600160a01b026001600160e01b03199095166001600160a01b03909116179390931716949094178655519490920193909355925191825292945084917f245cbccbc6875e4b0475a653568fd4f7c2dae5fb8929e33c0d66dc530ba11b00910160405180910390a3610abc337f0000000000000000000000000000000000000000000000000000000000000000610de1565b5092915050565b5f5f6001600254610ad49190610fd9565b90505f8115801590610b0357505f82815260208190526040902054610b01906001600160401b0316610c3c565b155b905080610b1a57610b15826001610f6b565b610b1c565b815b9250505090565b5f610b2d82610c79565b6020808201516001600160401b039081165f90815291829052604090912054919250610b8191610589917f000000000000000000000000000000000000000000000000000000000000000081169116610f6b565b610b9e5760405163085de62560e01b815260040160405180910390fd5b5f82815260016020818152604080842080546001600160e81b03191681559092019290925582518383015191516001600160401b0390921682526001600160a01b03169184917f635115695722305cd48dbad76225961b39079f2cf952cc198f13fb4904cf3512910160405180910390a3610c387f0000000000000000000000000000000000000000000000000000000000000000610e42565b5050565b5f7f000000000000000000000000000000000000000000000000000000000000000060ff1615610c6f5781421015610c73565b8142115b92915050565b604080516080810182525f808252602082018190529181018290526060810191909152505f81815260016020818152604092839020835160808101855281546001600160a01b0381168252600160a01b81046001600160401b031693820193909352600160e01b90920460ff1693820184905290910154606082015290610d4057811580610d0957506003548210155b15610d275760405163019ec8b360e31b815260040160405180910390fd5b604051631cdde67b60e01b815260040160405180910390fd5b919050565b8015610c385760405163a9059cbb60e01b81526001600160a01b038381166004830152602482018390527f0000000000000000000000000000000000000000000000000000000000000000169063a9059cbb906044015b6020604051808303815f875af1158015610db8573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610ddc9190610fec565b505050565b8015610c38576040516323b872dd60e01b81526001600160a01b038381166004830152306024830152604482018390527f000000000000000000000000000000000000000000000000000000000000000016906323b872dd90606401610d9c565b8015610ebe57604051630852cd8d60e31b8152600481018290527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906342966c68906024015f604051808303815f87803b158015610ea7575f5ffd5b505af1158015610eb9573d5f5f3e3d5ffd5b505050505b50565b5f60208284031215610ed1575f5ffd5b5035919050565b5f60208284031215610ee8575f5ffd5b813563ffffffff81168114610efb575f5ffd5b9392505050565b5f5f60408385031215610f13575f5ffd5b50508035926020909101359150565b5f5f60408385031215610f33575f5ffd5b82356001600160401b0381168114610f49575f5ffd5b946020939093013593505050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115610c7357610c73610f57565b5f63ffffffff821663ffffffff8103610f9957610f99610f57565b60010192915050565b5f60018201610fb357610fb3610f57565b5060010190565b6001600160401b038181168382160190811115610c7357610c73610f57565b81810381811115610c7357610c73610f57565b5f60208284031215610ffc575f5ffd5b81518015158114610efb575f5ffd",
}

// Beacon is an auto generated Go binding around an Ethereum contract.
type Beacon struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Beacon) GetABI() abi.ABI {
	return c.abi
}

// NewBeacon creates a new instance of Beacon.
func NewBeacon() *Beacon {
	parsed, err := BeaconMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Beacon{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Beacon) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address token_, (uint256,uint64,uint64,uint8) params) returns()
func (beacon *Beacon) PackConstructor(token_ common.Address, params BeaconParams) []byte {
	enc, err := beacon.abi.Pack("", token_, params)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackBoundary is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4515798d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function boundary() view returns(uint8)
func (beacon *Beacon) PackBoundary() []byte {
	enc, err := beacon.abi.Pack("boundary")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBoundary is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4515798d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function boundary() view returns(uint8)
func (beacon *Beacon) TryPackBoundary() ([]byte, error) {
	return beacon.abi.Pack("boundary")
}

// UnpackBoundary is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4515798d.
//
// Solidity: function boundary() view returns(uint8)
func (beacon *Beacon) UnpackBoundary(data []byte) (uint8, error) {
	out, err := beacon.abi.Unpack("boundary", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0aebeb4e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function close(uint256 id) returns()
func (beacon *Beacon) PackClose(id *big.Int) []byte {
	enc, err := beacon.abi.Pack("close", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0aebeb4e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function close(uint256 id) returns()
func (beacon *Beacon) TryPackClose(id *big.Int) ([]byte, error) {
	return beacon.abi.Pack("close", id)
}

// PackComing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5691acb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function coming() view returns(uint32)
func (beacon *Beacon) PackComing() []byte {
	enc, err := beacon.abi.Pack("coming")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackComing is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa5691acb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function coming() view returns(uint32)
func (beacon *Beacon) TryPackComing() ([]byte, error) {
	return beacon.abi.Pack("coming")
}

// UnpackComing is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa5691acb.
//
// Solidity: function coming() view returns(uint32)
func (beacon *Beacon) UnpackComing(data []byte) (uint32, error) {
	out, err := beacon.abi.Unpack("coming", data)
	if err != nil {
		return *new(uint32), err
	}
	out0 := *abi.ConvertType(out[0], new(uint32)).(*uint32)
	return out0, nil
}

// PackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x681e19b6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function commit(uint64 round, bytes32 seal) returns(uint256 id)
func (beacon *Beacon) PackCommit(round uint64, seal [32]byte) []byte {
	enc, err := beacon.abi.Pack("commit", round, seal)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x681e19b6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function commit(uint64 round, bytes32 seal) returns(uint256 id)
func (beacon *Beacon) TryPackCommit(round uint64, seal [32]byte) ([]byte, error) {
	return beacon.abi.Pack("commit", round, seal)
}

// UnpackCommit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x681e19b6.
//
// Solidity: function commit(uint64 round, bytes32 seal) returns(uint256 id)
func (beacon *Beacon) UnpackCommit(data []byte) (*big.Int, error) {
	out, err := beacon.abi.Unpack("commit", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCommitWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d94239e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function commitWithin() view returns(uint64)
func (beacon *Beacon) PackCommitWithin() []byte {
	enc, err := beacon.abi.Pack("commitWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCommitWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3d94239e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function commitWithin() view returns(uint64)
func (beacon *Beacon) TryPackCommitWithin() ([]byte, error) {
	return beacon.abi.Pack("commitWithin")
}

// UnpackCommitWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3d94239e.
//
// Solidity: function commitWithin() view returns(uint64)
func (beacon *Beacon) UnpackCommitWithin(data []byte) (uint64, error) {
	out, err := beacon.abi.Unpack("commitWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd0e30db0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deposit() view returns(uint256)
func (beacon *Beacon) PackDeposit() []byte {
	enc, err := beacon.abi.Pack("deposit")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeposit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd0e30db0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deposit() view returns(uint256)
func (beacon *Beacon) TryPackDeposit() ([]byte, error) {
	return beacon.abi.Pack("deposit")
}

// UnpackDeposit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd0e30db0.
//
// Solidity: function deposit() view returns(uint256)
func (beacon *Beacon) UnpackDeposit(data []byte) (*big.Int, error) {
	out, err := beacon.abi.Unpack("deposit", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackNextRounds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x14d15d17.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nextRounds() view returns(uint256)
func (beacon *Beacon) PackNextRounds() []byte {
	enc, err := beacon.abi.Pack("nextRounds")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNextRounds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x14d15d17.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nextRounds() view returns(uint256)
func (beacon *Beacon) TryPackNextRounds() ([]byte, error) {
	return beacon.abi.Pack("nextRounds")
}

// UnpackNextRounds is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x14d15d17.
//
// Solidity: function nextRounds() view returns(uint256)
func (beacon *Beacon) UnpackNextRounds(data []byte) (*big.Int, error) {
	out, err := beacon.abi.Unpack("nextRounds", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackNextShares is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7c022ea2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nextShares() view returns(uint256)
func (beacon *Beacon) PackNextShares() []byte {
	enc, err := beacon.abi.Pack("nextShares")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNextShares is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7c022ea2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nextShares() view returns(uint256)
func (beacon *Beacon) TryPackNextShares() ([]byte, error) {
	return beacon.abi.Pack("nextShares")
}

// UnpackNextShares is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7c022ea2.
//
// Solidity: function nextShares() view returns(uint256)
func (beacon *Beacon) UnpackNextShares(data []byte) (*big.Int, error) {
	out, err := beacon.abi.Unpack("nextShares", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackReveal is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4036778f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function reveal(uint256 id, bytes32 secret) returns()
func (beacon *Beacon) PackReveal(id *big.Int, secret [32]byte) []byte {
	enc, err := beacon.abi.Pack("reveal", id, secret)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReveal is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4036778f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function reveal(uint256 id, bytes32 secret) returns()
func (beacon *Beacon) TryPackReveal(id *big.Int, secret [32]byte) ([]byte, error) {
	return beacon.abi.Pack("reveal", id, secret)
}

// PackRevealWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc29e8477.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function revealWithin() view returns(uint64)
func (beacon *Beacon) PackRevealWithin() []byte {
	enc, err := beacon.abi.Pack("revealWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRevealWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc29e8477.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function revealWithin() view returns(uint64)
func (beacon *Beacon) TryPackRevealWithin() ([]byte, error) {
	return beacon.abi.Pack("revealWithin")
}

// UnpackRevealWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc29e8477.
//
// Solidity: function revealWithin() view returns(uint64)
func (beacon *Beacon) UnpackRevealWithin(data []byte) (uint64, error) {
	out, err := beacon.abi.Unpack("revealWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackRounds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8c65c81f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function rounds(uint256 id) view returns((uint64,uint8,uint32,uint32,uint64))
func (beacon *Beacon) PackRounds(id *big.Int) []byte {
	enc, err := beacon.abi.Pack("rounds", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRounds is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8c65c81f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function rounds(uint256 id) view returns((uint64,uint8,uint32,uint32,uint64))
func (beacon *Beacon) TryPackRounds(id *big.Int) ([]byte, error) {
	return beacon.abi.Pack("rounds", id)
}

// UnpackRounds is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8c65c81f.
//
// Solidity: function rounds(uint256 id) view returns((uint64,uint8,uint32,uint32,uint64))
func (beacon *Beacon) UnpackRounds(data []byte) (BeaconRound, error) {
	out, err := beacon.abi.Unpack("rounds", data)
	if err != nil {
		return *new(BeaconRound), err
	}
	out0 := *abi.ConvertType(out[0], new(BeaconRound)).(*BeaconRound)
	return out0, nil
}

// PackShares is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57a858fc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function shares(uint256 id) view returns((address,uint64,uint8,bytes32))
func (beacon *Beacon) PackShares(id *big.Int) []byte {
	enc, err := beacon.abi.Pack("shares", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackShares is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x57a858fc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function shares(uint256 id) view returns((address,uint64,uint8,bytes32))
func (beacon *Beacon) TryPackShares(id *big.Int) ([]byte, error) {
	return beacon.abi.Pack("shares", id)
}

// UnpackShares is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x57a858fc.
//
// Solidity: function shares(uint256 id) view returns((address,uint64,uint8,bytes32))
func (beacon *Beacon) UnpackShares(data []byte) (BeaconShare, error) {
	out, err := beacon.abi.Unpack("shares", data)
	if err != nil {
		return *new(BeaconShare), err
	}
	out0 := *abi.ConvertType(out[0], new(BeaconShare)).(*BeaconShare)
	return out0, nil
}

// PackSweep is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa60e733.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function sweep(uint256 id) returns()
func (beacon *Beacon) PackSweep(id *big.Int) []byte {
	enc, err := beacon.abi.Pack("sweep", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSweep is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaa60e733.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function sweep(uint256 id) returns()
func (beacon *Beacon) TryPackSweep(id *big.Int) ([]byte, error) {
	return beacon.abi.Pack("sweep", id)
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (beacon *Beacon) PackToken() []byte {
	enc, err := beacon.abi.Pack("token")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function token() view returns(address)
func (beacon *Beacon) TryPackToken() ([]byte, error) {
	return beacon.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (beacon *Beacon) UnpackToken(data []byte) (common.Address, error) {
	out, err := beacon.abi.Unpack("token", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackWordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x257f1dcd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function wordOf(uint32 round) view returns(uint64 word, bool drawn)
func (beacon *Beacon) PackWordOf(round uint32) []byte {
	enc, err := beacon.abi.Pack("wordOf", round)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWordOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x257f1dcd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function wordOf(uint32 round) view returns(uint64 word, bool drawn)
func (beacon *Beacon) TryPackWordOf(round uint32) ([]byte, error) {
	return beacon.abi.Pack("wordOf", round)
}

// WordOfOutput serves as a container for the return parameters of contract
// method WordOf.
type WordOfOutput struct {
	Word  uint64
	Drawn bool
}

// UnpackWordOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x257f1dcd.
//
// Solidity: function wordOf(uint32 round) view returns(uint64 word, bool drawn)
func (beacon *Beacon) UnpackWordOf(data []byte) (WordOfOutput, error) {
	out, err := beacon.abi.Unpack("wordOf", data)
	outstruct := new(WordOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Word = *abi.ConvertType(out[0], new(uint64)).(*uint64)
	outstruct.Drawn = *abi.ConvertType(out[1], new(bool)).(*bool)
	return *outstruct, nil
}

// BeaconCommitted represents a Committed event raised by the Beacon contract.
type BeaconCommitted struct {
	Id     *big.Int
	Keeper common.Address
	Round  *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const BeaconCommittedEventName = "Committed"

// ContractEventName returns the user-defined event name.
func (BeaconCommitted) ContractEventName() string {
	return BeaconCommittedEventName
}

// UnpackCommittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Committed(uint256 indexed id, address indexed keeper, uint256 round)
func (beacon *Beacon) UnpackCommittedEvent(log *types.Log) (*BeaconCommitted, error) {
	event := "Committed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != beacon.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BeaconCommitted)
	if len(log.Data) > 0 {
		if err := beacon.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range beacon.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// BeaconDrawn represents a Drawn event raised by the Beacon contract.
type BeaconDrawn struct {
	Id   *big.Int
	Word uint64
	Raw  *types.Log // Blockchain specific contextual infos
}

const BeaconDrawnEventName = "Drawn"

// ContractEventName returns the user-defined event name.
func (BeaconDrawn) ContractEventName() string {
	return BeaconDrawnEventName
}

// UnpackDrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Drawn(uint256 indexed id, uint64 word)
func (beacon *Beacon) UnpackDrawnEvent(log *types.Log) (*BeaconDrawn, error) {
	event := "Drawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != beacon.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BeaconDrawn)
	if len(log.Data) > 0 {
		if err := beacon.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range beacon.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// BeaconRevealed represents a Revealed event raised by the Beacon contract.
type BeaconRevealed struct {
	Id     *big.Int
	Keeper common.Address
	Round  *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const BeaconRevealedEventName = "Revealed"

// ContractEventName returns the user-defined event name.
func (BeaconRevealed) ContractEventName() string {
	return BeaconRevealedEventName
}

// UnpackRevealedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Revealed(uint256 indexed id, address indexed keeper, uint256 round)
func (beacon *Beacon) UnpackRevealedEvent(log *types.Log) (*BeaconRevealed, error) {
	event := "Revealed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != beacon.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BeaconRevealed)
	if len(log.Data) > 0 {
		if err := beacon.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range beacon.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// BeaconSwept represents a Swept event raised by the Beacon contract.
type BeaconSwept struct {
	Id     *big.Int
	Keeper common.Address
	Round  *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const BeaconSweptEventName = "Swept"

// ContractEventName returns the user-defined event name.
func (BeaconSwept) ContractEventName() string {
	return BeaconSweptEventName
}

// UnpackSweptEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Swept(uint256 indexed id, address indexed keeper, uint256 round)
func (beacon *Beacon) UnpackSweptEvent(log *types.Log) (*BeaconSwept, error) {
	event := "Swept"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != beacon.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BeaconSwept)
	if len(log.Data) > 0 {
		if err := beacon.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range beacon.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (beacon *Beacon) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], beacon.abi.Errors["BadParams"].ID.Bytes()[:4]) {
		return beacon.UnpackBadParamsError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["Closed"].ID.Bytes()[:4]) {
		return beacon.UnpackClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return beacon.UnpackERC20InvalidSpenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["NotKeeper"].ID.Bytes()[:4]) {
		return beacon.UnpackNotKeeperError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return beacon.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["TooLate"].ID.Bytes()[:4]) {
		return beacon.UnpackTooLateError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["Unknown"].ID.Bytes()[:4]) {
		return beacon.UnpackUnknownError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["WrongRound"].ID.Bytes()[:4]) {
		return beacon.UnpackWrongRoundError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["WrongSecret"].ID.Bytes()[:4]) {
		return beacon.UnpackWrongSecretError(raw[4:])
	}
	if bytes.Equal(raw[:4], beacon.abi.Errors["WrongState"].ID.Bytes()[:4]) {
		return beacon.UnpackWrongStateError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BeaconBadParams represents a BadParams error raised by the Beacon contract.
type BeaconBadParams struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadParams()
func BeaconBadParamsErrorID() common.Hash {
	return common.HexToHash("0x019af6379de0e1c5d9ed7bc9cadaf094fc9efb595904a561b64245c59cd9399f")
}

// UnpackBadParamsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadParams()
func (beacon *Beacon) UnpackBadParamsError(raw []byte) (*BeaconBadParams, error) {
	out := new(BeaconBadParams)
	if err := beacon.abi.UnpackIntoInterface(out, "BadParams", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconClosed represents a Closed error raised by the Beacon contract.
type BeaconClosed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Closed()
func BeaconClosedErrorID() common.Hash {
	return common.HexToHash("0x1cdde67b72a90f19919ac732a437ac2f7a10fc128d28c2a6e525d89ce5cd9d3a")
}

// UnpackClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Closed()
func (beacon *Beacon) UnpackClosedError(raw []byte) (*BeaconClosed, error) {
	out := new(BeaconClosed)
	if err := beacon.abi.UnpackIntoInterface(out, "Closed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the Beacon contract.
type BeaconERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func BeaconERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (beacon *Beacon) UnpackERC20InsufficientAllowanceError(raw []byte) (*BeaconERC20InsufficientAllowance, error) {
	out := new(BeaconERC20InsufficientAllowance)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the Beacon contract.
type BeaconERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func BeaconERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (beacon *Beacon) UnpackERC20InsufficientBalanceError(raw []byte) (*BeaconERC20InsufficientBalance, error) {
	out := new(BeaconERC20InsufficientBalance)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InvalidApprover represents a ERC20InvalidApprover error raised by the Beacon contract.
type BeaconERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func BeaconERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (beacon *Beacon) UnpackERC20InvalidApproverError(raw []byte) (*BeaconERC20InvalidApprover, error) {
	out := new(BeaconERC20InvalidApprover)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the Beacon contract.
type BeaconERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func BeaconERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (beacon *Beacon) UnpackERC20InvalidReceiverError(raw []byte) (*BeaconERC20InvalidReceiver, error) {
	out := new(BeaconERC20InvalidReceiver)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InvalidSender represents a ERC20InvalidSender error raised by the Beacon contract.
type BeaconERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func BeaconERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (beacon *Beacon) UnpackERC20InvalidSenderError(raw []byte) (*BeaconERC20InvalidSender, error) {
	out := new(BeaconERC20InvalidSender)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconERC20InvalidSpender represents a ERC20InvalidSpender error raised by the Beacon contract.
type BeaconERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func BeaconERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (beacon *Beacon) UnpackERC20InvalidSpenderError(raw []byte) (*BeaconERC20InvalidSpender, error) {
	out := new(BeaconERC20InvalidSpender)
	if err := beacon.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconNotKeeper represents a NotKeeper error raised by the Beacon contract.
type BeaconNotKeeper struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotKeeper()
func BeaconNotKeeperErrorID() common.Hash {
	return common.HexToHash("0xf512b2786dc2fe013a79b1a8e10af3bcfb4da22238e025c15eb572b6194eb703")
}

// UnpackNotKeeperError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotKeeper()
func (beacon *Beacon) UnpackNotKeeperError(raw []byte) (*BeaconNotKeeper, error) {
	out := new(BeaconNotKeeper)
	if err := beacon.abi.UnpackIntoInterface(out, "NotKeeper", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconTooEarly represents a TooEarly error raised by the Beacon contract.
type BeaconTooEarly struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly()
func BeaconTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x085de625ed51bbce95c12627fc263453b8d214878d184bd1eaa2cc357a507a30")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly()
func (beacon *Beacon) UnpackTooEarlyError(raw []byte) (*BeaconTooEarly, error) {
	out := new(BeaconTooEarly)
	if err := beacon.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconTooLate represents a TooLate error raised by the Beacon contract.
type BeaconTooLate struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooLate()
func BeaconTooLateErrorID() common.Hash {
	return common.HexToHash("0xecdd1c29e1637c8bfa8cc1f1073ba3a2f674b640f167e7c16246364c720ada92")
}

// UnpackTooLateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooLate()
func (beacon *Beacon) UnpackTooLateError(raw []byte) (*BeaconTooLate, error) {
	out := new(BeaconTooLate)
	if err := beacon.abi.UnpackIntoInterface(out, "TooLate", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconUnknown represents a Unknown error raised by the Beacon contract.
type BeaconUnknown struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unknown()
func BeaconUnknownErrorID() common.Hash {
	return common.HexToHash("0x0cf64598c0d224c06e8f9cca65ec434cddc2326c0f49b813069f0e5fada22b20")
}

// UnpackUnknownError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unknown()
func (beacon *Beacon) UnpackUnknownError(raw []byte) (*BeaconUnknown, error) {
	out := new(BeaconUnknown)
	if err := beacon.abi.UnpackIntoInterface(out, "Unknown", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconWrongRound represents a WrongRound error raised by the Beacon contract.
type BeaconWrongRound struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongRound()
func BeaconWrongRoundErrorID() common.Hash {
	return common.HexToHash("0xc3fa70541cb906246361739f32410426aa8f5d41393a85ae7f57530a1115f70e")
}

// UnpackWrongRoundError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongRound()
func (beacon *Beacon) UnpackWrongRoundError(raw []byte) (*BeaconWrongRound, error) {
	out := new(BeaconWrongRound)
	if err := beacon.abi.UnpackIntoInterface(out, "WrongRound", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconWrongSecret represents a WrongSecret error raised by the Beacon contract.
type BeaconWrongSecret struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongSecret()
func BeaconWrongSecretErrorID() common.Hash {
	return common.HexToHash("0xf86c49bc29377ac8559edf8e40740e9824a2522f54af67fe1ab8ea6a00dc3c95")
}

// UnpackWrongSecretError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongSecret()
func (beacon *Beacon) UnpackWrongSecretError(raw []byte) (*BeaconWrongSecret, error) {
	out := new(BeaconWrongSecret)
	if err := beacon.abi.UnpackIntoInterface(out, "WrongSecret", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BeaconWrongState represents a WrongState error raised by the Beacon contract.
type BeaconWrongState struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongState()
func BeaconWrongStateErrorID() common.Hash {
	return common.HexToHash("0xde4168ba7198f38303be592cc28507102d9b35ab9e6847344eb3979e3a60fa52")
}

// UnpackWrongStateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongState()
func (beacon *Beacon) UnpackWrongStateError(raw []byte) (*BeaconWrongState, error) {
	out := new(BeaconWrongState)
	if err := beacon.abi.UnpackIntoInterface(out, "WrongState", raw); err != nil {
		return nil, err
	}
	return out, nil
}
