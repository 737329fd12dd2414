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

// BribeOffer is an auto generated low-level Go binding around an user-defined struct.
type BribeOffer struct {
	Briber common.Address
	Ballot uint64
	Status uint8
	Target bool
	Left   uint8
	Paid   uint64
	Pay    *big.Int
}

// BribeParams is an auto generated low-level Go binding around an user-defined struct.
type BribeParams struct {
	Condition uint8
}

// BribeMetaData contains all meta data concerning the Bribe contract.
var BribeMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractToken\",\"name\":\"token_\",\"type\":\"address\"},{\"internalType\":\"contractVote\",\"name\":\"vote_\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint8\",\"name\":\"condition\",\"type\":\"uint8\"}],\"internalType\":\"structBribe.Params\",\"name\":\"params\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"BadParams\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Closed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoBallot\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoSeats\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotBriber\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotDecided\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotLost\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NothingLeft\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"OtherBallot\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"OtherVote\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"PaidAlready\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooEarly\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooMuch\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Unknown\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"seat\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"witness\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"pay\",\"type\":\"uint256\"}],\"name\":\"Claimed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"uint64\",\"name\":\"ballot\",\"type\":\"uint64\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"briber\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"target\",\"type\":\"bool\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"pay\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint8\",\"name\":\"seats\",\"type\":\"uint8\"}],\"name\":\"Offered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"briber\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"Withdrawn\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"MAX_AMOUNT\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"MAX_SEATS\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"seat\",\"type\":\"uint64\"}],\"name\":\"claim\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"condition\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"next\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"ballot\",\"type\":\"uint64\"},{\"internalType\":\"bool\",\"name\":\"target\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"pay\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"seats\",\"type\":\"uint8\"}],\"name\":\"offer\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"offers\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"briber\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"ballot\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"bool\",\"name\":\"target\",\"type\":\"bool\"},{\"internalType\":\"uint8\",\"name\":\"left\",\"type\":\"uint8\"},{\"internalType\":\"uint64\",\"name\":\"paid\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"pay\",\"type\":\"uint256\"}],\"internalType\":\"structBribe.Offer\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"panelSize\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"contractToken\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"vote\",\"outputs\":[{\"internalType\":\"contractVote\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"withdraw\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "Bribe",
	Bin: "0x61010060405260018055348015610014575f5ffd5b506040516113bb3803806113bb833981016040819052610033916100fd565b6001600160a01b0383166080528051600160ff90911611156100685760405163019af63760e01b815260040160405180910390fd5b6001600160a01b03821660a081905260408051630c58e94d60e41b8152905163c58e94d0916004808201926020929091908290030181865afa1580156100b0573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906100d49190610192565b60c0525160ff1660e052506101a99050565b6001600160a01b03811681146100fa575f5ffd5b50565b5f5f5f8385036060811215610110575f5ffd5b845161011b816100e6565b602086015190945061012c816100e6565b92506020603f198201121561013f575f5ffd5b50604051602081016001600160401b038111828210171561016e57634e487b7160e01b5f52604160045260245ffd5b604090815285015160ff81168114610184575f5ffd5b815292959194509192509050565b5f602082840312156101a2575f5ffd5b5051919050565b60805160a05160c05160e05161119a6102215f395f818161022801526109bd01525f818161026101528181610395015281816107ad0152610a1a01525f818160f3015281816102e3015281816106550152818161083c01526108de01525f818161029701528181610bc10152610d67015261119a5ff3fe608060405234801561000f575f5ffd5b50600436106100a6575f3560e01c806394c2c24f1161006e57806394c2c24f14610208578063afedc63b14610210578063c503133114610223578063c58e94d01461025c578063d40dc87014610283578063fc0c546a14610292575f5ffd5b80630f4695a9146100aa5780632e1a7d4d146100d05780634c8fe526146100e5578063632a9a52146100ee5780638a72ea6a1461012d575b5f5ffd5b6100bd6100b8366004610dc8565b6102b9565b6040519081526020015b60405180910390f35b6100e36100de366004610e18565b6105f8565b005b6100bd60015481565b6101157f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b0390911681526020016100c7565b6101fb61013b366004610e18565b6040805160e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810191909152505f9081526020818152604091829020825160e08101845281546001600160a01b03811682526001600160401b03600160a01b820481169483019490945260ff600160e01b8204811695830195909552600160e81b8104851615156060830152600160f01b90049093166080840152600181015490911660a08301526002015460c082015290565b6040516100c79190610e2f565b6100bd604081565b6100e361021e366004610ea4565b610780565b61024a7f000000000000000000000000000000000000000000000000000000000000000081565b60405160ff90911681526020016100c7565b6100bd7f000000000000000000000000000000000000000000000000000000000000000081565b6100bd677fffffffffffffff81565b6101157f000000000000000000000000000000000000000000000000000000000000000081565b604051630b8c656760e31b81526001600160401b03851660048201525f9081906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690635c632b389060240161016060405180830381865afa158015610329573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061034d9190610f46565b604001519050600160ff821610806103685750600460ff8216115b1561038657604051631a41a98360e21b815260040160405180910390fd5b60ff831615806103b6575060407f0000000000000000000000000000000000000000000000000000000000000000115b156103d4576040516303be417960e21b815260040160405180910390fd5b6103e960ff8416677fffffffffffffff61104b565b8411156104095760405163d887771b60e01b815260040160405180910390fd5b60018054905f6104188361105e565b9190505591506040518060e00160405280336001600160a01b03168152602001876001600160401b03168152602001600160ff16815260200186151581526020018460ff1681526020015f6001600160401b03168152602001858152505f5f8481526020019081526020015f205f820151815f015f6101000a8154816001600160a01b0302191690836001600160a01b031602179055506020820151815f0160146101000a8154816001600160401b0302191690836001600160401b031602179055506040820151815f01601c6101000a81548160ff021916908360ff1602179055506060820151815f01601d6101000a81548160ff0219169083151502179055506080820151815f01601e6101000a81548160ff021916908360ff16021790555060a0820151816001015f6101000a8154816001600160401b0302191690836001600160401b0316021790555060c08201518160020155905050336001600160a01b0316866001600160401b0316837f08658af034fd7dcd9fca19888834295d67bf1319ee104aaa4d29104edaa828c58888886040516105d1939291909215158352602083019190915260ff16604082015260600190565b60405180910390a46105ef336105ea60ff861687611076565b610b8f565b50949350505050565b5f61060282610c30565b80519091506001600160a01b0316331461062f5760405163698e744360e01b815260040160405180910390fd5b6020810151604051630b8c656760e31b81526001600160401b0390911660048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690635c632b389060240161016060405180830381865afa1580156106a3573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906106c79190610f46565b6040015160ff16146106ec5760405163085de62560e01b815260040160405180910390fd5b5f816080015160ff168260c001516107049190611076565b5f8481526020818152604080832080546001600160f81b031916815560018101805467ffffffffffffffff19169055600201929092559051828152919250339185917fcf7d23a3cbe4e8b36ff82fd1b05b1b17373dc7804b4ebbd6e2356716ef202372910160405180910390a361077b3382610d3b565b505050565b5f61078a83610c30565b90506001600160401b03821615806107f8575060208101516001600160401b03167f00000000000000000000000000000000000000000000000000000000000000006107d7600185611093565b6001600160401b03166107ea919061104b565b6107f59060016110b2565b14155b156108165760405163b313b04960e01b815260040160405180910390fd5b6020810151604051630b8c656760e31b81526001600160401b0390911660048201525f907f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690635c632b389060240161016060405180830381865afa15801561088a573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906108ae9190610f46565b6040908101519051631d99e38160e11b81526001600160401b03851660048201529091505f906001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690633b33c70290602401608060405180830381865afa158015610923573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061094791906110c5565b905060ff8216600514801590610961575060ff8216600614155b1561097f576040516317be5b7b60e01b815260040160405180910390fd5b826060015161098f576005610992565b60045b60ff16816040015160ff16146109bb57604051635747789b60e11b815260040160405180910390fd5b7f000000000000000000000000000000000000000000000000000000000000000060ff1660011480156109f9575060608301511515600560ff841614145b15610a1757604051633e6f2aa360e21b815260040160405180910390fd5b5f7f0000000000000000000000000000000000000000000000000000000000000000610a44600187611093565b6001600160401b0316610a57919061114c565b6001901b9050808460a00151166001600160401b03165f14610a8c57604051638009f58d60e01b815260040160405180910390fd5b836080015160ff165f03610ab3576040516303ce74a160e61b815260040160405180910390fd5b60a08401515f8781526020819052604090206001908101805467ffffffffffffffff19169284176001600160401b0316929092179091556080850151610af9919061115f565b5f8781526020818152604091829020805460ff94909416600160f01b0260ff60f01b1990941693909317909255835160c087015182516001600160401b038a168152938401526001600160a01b03169188917fb7d9116b3fc37c8f0ba41a72d05e67edd49650f5621b80f355e4218dc453ed85910160405180910390a3610b87825f01518560c00151610d3b565b505050505050565b8015610c2c576040516323b872dd60e01b81526001600160a01b038381166004830152306024830152604482018390527f000000000000000000000000000000000000000000000000000000000000000016906323b872dd906064015b6020604051808303815f875af1158015610c08573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061077b9190611178565b5050565b6040805160e0810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810191909152505f8181526020818152604091829020825160e08101845281546001600160a01b03811682526001600160401b03600160a01b820481169483019490945260ff600160e01b82048116958301869052600160e81b8204811615156060840152600160f01b909104166080820152600182015490921660a08301526002015460c082015290610d3657811580610cff57506001548210155b15610d1d5760405163019ec8b360e31b815260040160405180910390fd5b604051631cdde67b60e01b815260040160405180910390fd5b919050565b8015610c2c5760405163a9059cbb60e01b81526001600160a01b038381166004830152602482018390527f0000000000000000000000000000000000000000000000000000000000000000169063a9059cbb90604401610bec565b6001600160401b0381168114610daa575f5ffd5b50565b8015158114610daa575f5ffd5b60ff81168114610daa575f5ffd5b5f5f5f5f60808587031215610ddb575f5ffd5b8435610de681610d96565b93506020850135610df681610dad565b9250604085013591506060850135610e0d81610dba565b939692955090935050565b5f60208284031215610e28575f5ffd5b5035919050565b5f60e08201905060018060a01b0383511682526001600160401b03602084015116602083015260ff604084015116604083015260608301511515606083015260ff608084015116608083015260a0830151610e9560a08401826001600160401b03169052565b5060c092830151919092015290565b5f5f60408385031215610eb5575f5ffd5b823591506020830135610ec781610d96565b809150509250929050565b60405161016081016001600160401b0381118282101715610f0157634e487b7160e01b5f52604160045260245ffd5b60405290565b80516001600160a01b0381168114610d36575f5ffd5b8051610d3681610d96565b8051610d3681610dba565b805163ffffffff81168114610d36575f5ffd5b5f610160828403128015610f58575f5ffd5b50610f61610ed2565b610f6a83610f07565b8152610f7860208401610f1d565b6020820152610f8960408401610f28565b6040820152610f9a60608401610f28565b6060820152610fab60808401610f28565b6080820152610fbc60a08401610f28565b60a0820152610fcd60c08401610f07565b60c0820152610fde60e08401610f1d565b60e0820152610ff06101008401610f33565b6101008201526110036101208401610f07565b6101208201526110166101408401610f33565b6101408201529392505050565b634e487b7160e01b5f52601260045260245ffd5b634e487b7160e01b5f52601160045260245ffd5b5f8261105957611059611023565b500490565b5f6001820161106f5761106f611037565b5060010190565b808202811582820484141761108d5761108d611037565b92915050565b6001600160401b03828116828216039081111561108d5761108d611037565b8082018082111561108d5761108d611037565b5f60808284031280156110d6575f5ffd5b50604051608081016001600160401b038111828210171561110557634e487b7160e01b5f52604160045260245ffd5b60405261111183610f07565b8152602083015161112181610d96565b6020820152604083015161113481610dba565b60408201526060928301519281019290925250919050565b5f8261115a5761115a611023565b500690565b60ff828116828216039081111561108d5761108d611037565b5f60208284031215611188575f5ffd5b815161119381610dad565b939250505056",
}

// Bribe is an auto generated Go binding around an Ethereum contract.
type Bribe struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Bribe) GetABI() abi.ABI {
	return c.abi
}

// NewBribe creates a new instance of Bribe.
func NewBribe() *Bribe {
	parsed, err := BribeMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Bribe{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Bribe) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address token_, address vote_, (uint8) params) returns()
func (bribe *Bribe) PackConstructor(token_ common.Address, vote_ common.Address, params BribeParams) []byte {
	enc, err := bribe.abi.Pack("", token_, vote_, params)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackMAXAMOUNT is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd40dc870.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_AMOUNT() view returns(uint256)
func (bribe *Bribe) PackMAXAMOUNT() []byte {
	enc, err := bribe.abi.Pack("MAX_AMOUNT")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXAMOUNT is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd40dc870.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_AMOUNT() view returns(uint256)
func (bribe *Bribe) TryPackMAXAMOUNT() ([]byte, error) {
	return bribe.abi.Pack("MAX_AMOUNT")
}

// UnpackMAXAMOUNT is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd40dc870.
//
// Solidity: function MAX_AMOUNT() view returns(uint256)
func (bribe *Bribe) UnpackMAXAMOUNT(data []byte) (*big.Int, error) {
	out, err := bribe.abi.Unpack("MAX_AMOUNT", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXSEATS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x94c2c24f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_SEATS() view returns(uint256)
func (bribe *Bribe) PackMAXSEATS() []byte {
	enc, err := bribe.abi.Pack("MAX_SEATS")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXSEATS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x94c2c24f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_SEATS() view returns(uint256)
func (bribe *Bribe) TryPackMAXSEATS() ([]byte, error) {
	return bribe.abi.Pack("MAX_SEATS")
}

// UnpackMAXSEATS is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x94c2c24f.
//
// Solidity: function MAX_SEATS() view returns(uint256)
func (bribe *Bribe) UnpackMAXSEATS(data []byte) (*big.Int, error) {
	out, err := bribe.abi.Unpack("MAX_SEATS", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xafedc63b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claim(uint256 id, uint64 seat) returns()
func (bribe *Bribe) PackClaim(id *big.Int, seat uint64) []byte {
	enc, err := bribe.abi.Pack("claim", id, seat)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xafedc63b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claim(uint256 id, uint64 seat) returns()
func (bribe *Bribe) TryPackClaim(id *big.Int, seat uint64) ([]byte, error) {
	return bribe.abi.Pack("claim", id, seat)
}

// PackCondition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5031331.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function condition() view returns(uint8)
func (bribe *Bribe) PackCondition() []byte {
	enc, err := bribe.abi.Pack("condition")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCondition is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc5031331.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function condition() view returns(uint8)
func (bribe *Bribe) TryPackCondition() ([]byte, error) {
	return bribe.abi.Pack("condition")
}

// UnpackCondition is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc5031331.
//
// Solidity: function condition() view returns(uint8)
func (bribe *Bribe) UnpackCondition(data []byte) (uint8, error) {
	out, err := bribe.abi.Unpack("condition", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackNext is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c8fe526.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function next() view returns(uint256)
func (bribe *Bribe) PackNext() []byte {
	enc, err := bribe.abi.Pack("next")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNext is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c8fe526.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function next() view returns(uint256)
func (bribe *Bribe) TryPackNext() ([]byte, error) {
	return bribe.abi.Pack("next")
}

// UnpackNext is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4c8fe526.
//
// Solidity: function next() view returns(uint256)
func (bribe *Bribe) UnpackNext(data []byte) (*big.Int, error) {
	out, err := bribe.abi.Unpack("next", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOffer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f4695a9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function offer(uint64 ballot, bool target, uint256 pay, uint8 seats) returns(uint256 id)
func (bribe *Bribe) PackOffer(ballot uint64, target bool, pay *big.Int, seats uint8) []byte {
	enc, err := bribe.abi.Pack("offer", ballot, target, pay, seats)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOffer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0f4695a9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function offer(uint64 ballot, bool target, uint256 pay, uint8 seats) returns(uint256 id)
func (bribe *Bribe) TryPackOffer(ballot uint64, target bool, pay *big.Int, seats uint8) ([]byte, error) {
	return bribe.abi.Pack("offer", ballot, target, pay, seats)
}

// UnpackOffer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x0f4695a9.
//
// Solidity: function offer(uint64 ballot, bool target, uint256 pay, uint8 seats) returns(uint256 id)
func (bribe *Bribe) UnpackOffer(data []byte) (*big.Int, error) {
	out, err := bribe.abi.Unpack("offer", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOffers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a72ea6a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function offers(uint256 id) view returns((address,uint64,uint8,bool,uint8,uint64,uint256))
func (bribe *Bribe) PackOffers(id *big.Int) []byte {
	enc, err := bribe.abi.Pack("offers", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOffers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8a72ea6a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function offers(uint256 id) view returns((address,uint64,uint8,bool,uint8,uint64,uint256))
func (bribe *Bribe) TryPackOffers(id *big.Int) ([]byte, error) {
	return bribe.abi.Pack("offers", id)
}

// UnpackOffers is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8a72ea6a.
//
// Solidity: function offers(uint256 id) view returns((address,uint64,uint8,bool,uint8,uint64,uint256))
func (bribe *Bribe) UnpackOffers(data []byte) (BribeOffer, error) {
	out, err := bribe.abi.Unpack("offers", data)
	if err != nil {
		return *new(BribeOffer), err
	}
	out0 := *abi.ConvertType(out[0], new(BribeOffer)).(*BribeOffer)
	return out0, nil
}

// PackPanelSize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc58e94d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function panelSize() view returns(uint256)
func (bribe *Bribe) PackPanelSize() []byte {
	enc, err := bribe.abi.Pack("panelSize")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPanelSize is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc58e94d0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function panelSize() view returns(uint256)
func (bribe *Bribe) TryPackPanelSize() ([]byte, error) {
	return bribe.abi.Pack("panelSize")
}

// UnpackPanelSize is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc58e94d0.
//
// Solidity: function panelSize() view returns(uint256)
func (bribe *Bribe) UnpackPanelSize(data []byte) (*big.Int, error) {
	out, err := bribe.abi.Unpack("panelSize", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (bribe *Bribe) PackToken() []byte {
	enc, err := bribe.abi.Pack("token")
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
func (bribe *Bribe) TryPackToken() ([]byte, error) {
	return bribe.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (bribe *Bribe) UnpackToken(data []byte) (common.Address, error) {
	out, err := bribe.abi.Unpack("token", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackVote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x632a9a52.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function vote() view returns(address)
func (bribe *Bribe) PackVote() []byte {
	enc, err := bribe.abi.Pack("vote")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVote is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x632a9a52.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function vote() view returns(address)
func (bribe *Bribe) TryPackVote() ([]byte, error) {
	return bribe.abi.Pack("vote")
}

// UnpackVote is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x632a9a52.
//
// Solidity: function vote() view returns(address)
func (bribe *Bribe) UnpackVote(data []byte) (common.Address, error) {
	out, err := bribe.abi.Unpack("vote", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e1a7d4d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(uint256 id) returns()
func (bribe *Bribe) PackWithdraw(id *big.Int) []byte {
	enc, err := bribe.abi.Pack("withdraw", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2e1a7d4d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(uint256 id) returns()
func (bribe *Bribe) TryPackWithdraw(id *big.Int) ([]byte, error) {
	return bribe.abi.Pack("withdraw", id)
}

// BribeClaimed represents a Claimed event raised by the Bribe contract.
type BribeClaimed struct {
	Id      *big.Int
	Seat    uint64
	Witness common.Address
	Pay     *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const BribeClaimedEventName = "Claimed"

// ContractEventName returns the user-defined event name.
func (BribeClaimed) ContractEventName() string {
	return BribeClaimedEventName
}

// UnpackClaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Claimed(uint256 indexed id, uint64 seat, address indexed witness, uint256 pay)
func (bribe *Bribe) UnpackClaimedEvent(log *types.Log) (*BribeClaimed, error) {
	event := "Claimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != bribe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BribeClaimed)
	if len(log.Data) > 0 {
		if err := bribe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range bribe.abi.Events[event].Inputs {
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

// BribeOffered represents a Offered event raised by the Bribe contract.
type BribeOffered struct {
	Id     *big.Int
	Ballot uint64
	Briber common.Address
	Target bool
	Pay    *big.Int
	Seats  uint8
	Raw    *types.Log // Blockchain specific contextual infos
}

const BribeOfferedEventName = "Offered"

// ContractEventName returns the user-defined event name.
func (BribeOffered) ContractEventName() string {
	return BribeOfferedEventName
}

// UnpackOfferedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Offered(uint256 indexed id, uint64 indexed ballot, address indexed briber, bool target, uint256 pay, uint8 seats)
func (bribe *Bribe) UnpackOfferedEvent(log *types.Log) (*BribeOffered, error) {
	event := "Offered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != bribe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BribeOffered)
	if len(log.Data) > 0 {
		if err := bribe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range bribe.abi.Events[event].Inputs {
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

// BribeWithdrawn represents a Withdrawn event raised by the Bribe contract.
type BribeWithdrawn struct {
	Id     *big.Int
	Briber common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const BribeWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (BribeWithdrawn) ContractEventName() string {
	return BribeWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(uint256 indexed id, address indexed briber, uint256 amount)
func (bribe *Bribe) UnpackWithdrawnEvent(log *types.Log) (*BribeWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != bribe.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(BribeWithdrawn)
	if len(log.Data) > 0 {
		if err := bribe.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range bribe.abi.Events[event].Inputs {
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
func (bribe *Bribe) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], bribe.abi.Errors["BadParams"].ID.Bytes()[:4]) {
		return bribe.UnpackBadParamsError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["Closed"].ID.Bytes()[:4]) {
		return bribe.UnpackClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return bribe.UnpackERC20InvalidSpenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NoBallot"].ID.Bytes()[:4]) {
		return bribe.UnpackNoBallotError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NoSeats"].ID.Bytes()[:4]) {
		return bribe.UnpackNoSeatsError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NotBriber"].ID.Bytes()[:4]) {
		return bribe.UnpackNotBriberError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NotDecided"].ID.Bytes()[:4]) {
		return bribe.UnpackNotDecidedError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NotLost"].ID.Bytes()[:4]) {
		return bribe.UnpackNotLostError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["NothingLeft"].ID.Bytes()[:4]) {
		return bribe.UnpackNothingLeftError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["OtherBallot"].ID.Bytes()[:4]) {
		return bribe.UnpackOtherBallotError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["OtherVote"].ID.Bytes()[:4]) {
		return bribe.UnpackOtherVoteError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["PaidAlready"].ID.Bytes()[:4]) {
		return bribe.UnpackPaidAlreadyError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return bribe.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["TooMuch"].ID.Bytes()[:4]) {
		return bribe.UnpackTooMuchError(raw[4:])
	}
	if bytes.Equal(raw[:4], bribe.abi.Errors["Unknown"].ID.Bytes()[:4]) {
		return bribe.UnpackUnknownError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// BribeBadParams represents a BadParams error raised by the Bribe contract.
type BribeBadParams struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadParams()
func BribeBadParamsErrorID() common.Hash {
	return common.HexToHash("0x019af6379de0e1c5d9ed7bc9cadaf094fc9efb595904a561b64245c59cd9399f")
}

// UnpackBadParamsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadParams()
func (bribe *Bribe) UnpackBadParamsError(raw []byte) (*BribeBadParams, error) {
	out := new(BribeBadParams)
	if err := bribe.abi.UnpackIntoInterface(out, "BadParams", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeClosed represents a Closed error raised by the Bribe contract.
type BribeClosed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Closed()
func BribeClosedErrorID() common.Hash {
	return common.HexToHash("0x1cdde67b72a90f19919ac732a437ac2f7a10fc128d28c2a6e525d89ce5cd9d3a")
}

// UnpackClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Closed()
func (bribe *Bribe) UnpackClosedError(raw []byte) (*BribeClosed, error) {
	out := new(BribeClosed)
	if err := bribe.abi.UnpackIntoInterface(out, "Closed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the Bribe contract.
type BribeERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func BribeERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (bribe *Bribe) UnpackERC20InsufficientAllowanceError(raw []byte) (*BribeERC20InsufficientAllowance, error) {
	out := new(BribeERC20InsufficientAllowance)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the Bribe contract.
type BribeERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func BribeERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (bribe *Bribe) UnpackERC20InsufficientBalanceError(raw []byte) (*BribeERC20InsufficientBalance, error) {
	out := new(BribeERC20InsufficientBalance)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InvalidApprover represents a ERC20InvalidApprover error raised by the Bribe contract.
type BribeERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func BribeERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (bribe *Bribe) UnpackERC20InvalidApproverError(raw []byte) (*BribeERC20InvalidApprover, error) {
	out := new(BribeERC20InvalidApprover)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the Bribe contract.
type BribeERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func BribeERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (bribe *Bribe) UnpackERC20InvalidReceiverError(raw []byte) (*BribeERC20InvalidReceiver, error) {
	out := new(BribeERC20InvalidReceiver)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InvalidSender represents a ERC20InvalidSender error raised by the Bribe contract.
type BribeERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func BribeERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (bribe *Bribe) UnpackERC20InvalidSenderError(raw []byte) (*BribeERC20InvalidSender, error) {
	out := new(BribeERC20InvalidSender)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeERC20InvalidSpender represents a ERC20InvalidSpender error raised by the Bribe contract.
type BribeERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func BribeERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (bribe *Bribe) UnpackERC20InvalidSpenderError(raw []byte) (*BribeERC20InvalidSpender, error) {
	out := new(BribeERC20InvalidSpender)
	if err := bribe.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNoBallot represents a NoBallot error raised by the Bribe contract.
type BribeNoBallot struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoBallot()
func BribeNoBallotErrorID() common.Hash {
	return common.HexToHash("0x6906a60ce404f1bca57dc564818e2a1063412dcc63fb502de1e03888a4800355")
}

// UnpackNoBallotError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoBallot()
func (bribe *Bribe) UnpackNoBallotError(raw []byte) (*BribeNoBallot, error) {
	out := new(BribeNoBallot)
	if err := bribe.abi.UnpackIntoInterface(out, "NoBallot", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNoSeats represents a NoSeats error raised by the Bribe contract.
type BribeNoSeats struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoSeats()
func BribeNoSeatsErrorID() common.Hash {
	return common.HexToHash("0x0ef905e4a3f5f417d8c9213aea87b988e4bddda4bd23af9ab471debed722b2ae")
}

// UnpackNoSeatsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoSeats()
func (bribe *Bribe) UnpackNoSeatsError(raw []byte) (*BribeNoSeats, error) {
	out := new(BribeNoSeats)
	if err := bribe.abi.UnpackIntoInterface(out, "NoSeats", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNotBriber represents a NotBriber error raised by the Bribe contract.
type BribeNotBriber struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotBriber()
func BribeNotBriberErrorID() common.Hash {
	return common.HexToHash("0x698e7443f85eb613febbffb6a916fe2bb5dffbb1f9d3140a6b9eca3e07c40ada")
}

// UnpackNotBriberError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotBriber()
func (bribe *Bribe) UnpackNotBriberError(raw []byte) (*BribeNotBriber, error) {
	out := new(BribeNotBriber)
	if err := bribe.abi.UnpackIntoInterface(out, "NotBriber", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNotDecided represents a NotDecided error raised by the Bribe contract.
type BribeNotDecided struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDecided()
func BribeNotDecidedErrorID() common.Hash {
	return common.HexToHash("0x17be5b7bc85784006da64301faaa7e1813a6b818391cb758dc12e1db9010f926")
}

// UnpackNotDecidedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDecided()
func (bribe *Bribe) UnpackNotDecidedError(raw []byte) (*BribeNotDecided, error) {
	out := new(BribeNotDecided)
	if err := bribe.abi.UnpackIntoInterface(out, "NotDecided", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNotLost represents a NotLost error raised by the Bribe contract.
type BribeNotLost struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotLost()
func BribeNotLostErrorID() common.Hash {
	return common.HexToHash("0xf9bcaa8c79d7ded5d2cc4e4480ed1d4b36702aca10d67241404e6318f2a17e1f")
}

// UnpackNotLostError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotLost()
func (bribe *Bribe) UnpackNotLostError(raw []byte) (*BribeNotLost, error) {
	out := new(BribeNotLost)
	if err := bribe.abi.UnpackIntoInterface(out, "NotLost", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeNothingLeft represents a NothingLeft error raised by the Bribe contract.
type BribeNothingLeft struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NothingLeft()
func BribeNothingLeftErrorID() common.Hash {
	return common.HexToHash("0xf39d284002ef9dc7bf366a8020cfb2215d7e1a429e07b7b1821e7fc69068c8c9")
}

// UnpackNothingLeftError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NothingLeft()
func (bribe *Bribe) UnpackNothingLeftError(raw []byte) (*BribeNothingLeft, error) {
	out := new(BribeNothingLeft)
	if err := bribe.abi.UnpackIntoInterface(out, "NothingLeft", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeOtherBallot represents a OtherBallot error raised by the Bribe contract.
type BribeOtherBallot struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherBallot()
func BribeOtherBallotErrorID() common.Hash {
	return common.HexToHash("0xb313b049916790be7fca1041491352c70065c495b422af46d65f1924b13a2185")
}

// UnpackOtherBallotError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherBallot()
func (bribe *Bribe) UnpackOtherBallotError(raw []byte) (*BribeOtherBallot, error) {
	out := new(BribeOtherBallot)
	if err := bribe.abi.UnpackIntoInterface(out, "OtherBallot", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeOtherVote represents a OtherVote error raised by the Bribe contract.
type BribeOtherVote struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error OtherVote()
func BribeOtherVoteErrorID() common.Hash {
	return common.HexToHash("0xae8ef136bf92c7927e8c22cfde4085fb9da2f5a46b13476bd99197b17335d9ff")
}

// UnpackOtherVoteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error OtherVote()
func (bribe *Bribe) UnpackOtherVoteError(raw []byte) (*BribeOtherVote, error) {
	out := new(BribeOtherVote)
	if err := bribe.abi.UnpackIntoInterface(out, "OtherVote", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribePaidAlready represents a PaidAlready error raised by the Bribe contract.
type BribePaidAlready struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PaidAlready()
func BribePaidAlreadyErrorID() common.Hash {
	return common.HexToHash("0x8009f58d7ab811e4bef38b8f660f872e9037f747f8cdaf07fe320322cbf87f91")
}

// UnpackPaidAlreadyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PaidAlready()
func (bribe *Bribe) UnpackPaidAlreadyError(raw []byte) (*BribePaidAlready, error) {
	out := new(BribePaidAlready)
	if err := bribe.abi.UnpackIntoInterface(out, "PaidAlready", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeTooEarly represents a TooEarly error raised by the Bribe contract.
type BribeTooEarly struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly()
func BribeTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x085de625ed51bbce95c12627fc263453b8d214878d184bd1eaa2cc357a507a30")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly()
func (bribe *Bribe) UnpackTooEarlyError(raw []byte) (*BribeTooEarly, error) {
	out := new(BribeTooEarly)
	if err := bribe.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeTooMuch represents a TooMuch error raised by the Bribe contract.
type BribeTooMuch struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooMuch()
func BribeTooMuchErrorID() common.Hash {
	return common.HexToHash("0xd887771ba4ebb7853564df2edfebb34d6a6bd1369d42d13e49cb5ed06ba06963")
}

// UnpackTooMuchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooMuch()
func (bribe *Bribe) UnpackTooMuchError(raw []byte) (*BribeTooMuch, error) {
	out := new(BribeTooMuch)
	if err := bribe.abi.UnpackIntoInterface(out, "TooMuch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// BribeUnknown represents a Unknown error raised by the Bribe contract.
type BribeUnknown struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unknown()
func BribeUnknownErrorID() common.Hash {
	return common.HexToHash("0x0cf64598c0d224c06e8f9cca65ec434cddc2326c0f49b813069f0e5fada22b20")
}

// UnpackUnknownError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unknown()
func (bribe *Bribe) UnpackUnknownError(raw []byte) (*BribeUnknown, error) {
	out := new(BribeUnknown)
	if err := bribe.abi.UnpackIntoInterface(out, "Unknown", raw); err != nil {
		return nil, err
	}
	return out, nil
}
