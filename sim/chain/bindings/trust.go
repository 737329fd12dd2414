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

// TrustDeal is an auto generated low-level Go binding around an user-defined struct.
type TrustDeal struct {
	Payer    common.Address
	Deadline uint64
	Status   uint8
	Provider common.Address
	Ref      uint64
}

// TrustParams is an auto generated low-level Go binding around an user-defined struct.
type TrustParams struct {
	Price           *big.Int
	DepositPayer    *big.Int
	DepositProvider *big.Int
	AcceptWithin    uint64
	DeliverWithin   uint64
	CompleteWithin  uint64
	Window          uint64
	WindowProvider  uint64
	Fate            uint8
	Windows         uint8
	Start           uint8
	Undelivered     uint8
	Boundary        uint8
}

// TrustMetaData contains all meta data concerning the Trust contract.
var TrustMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractToken\",\"name\":\"token_\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"depositPayer\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"depositProvider\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"acceptWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"deliverWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"completeWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"window\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"windowProvider\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"fate\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"windows\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"start\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"undelivered\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"boundary\",\"type\":\"uint8\"}],\"internalType\":\"structTrust.Params\",\"name\":\"params\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"BadParams\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Closed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoProvider\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotParty\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotPayer\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotProvider\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"SelfDeal\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooEarly\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooLate\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Unknown\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongState\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Accepted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Completed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"by\",\"type\":\"address\"}],\"name\":\"Declared\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Delivered\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Expired\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"accept\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"acceptWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"boundary\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"complete\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"completeWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"deals\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"internalType\":\"structTrust.Deal\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"declare\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"deliver\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"deliverWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"depositPayer\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"depositProvider\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"expire\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"fate\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"next\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"open\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"price\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"settle\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"start\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"contractToken\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"undelivered\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"window\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"windowProvider\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"windows\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"}]",
	ID:  "Trust",
	Bin: "0x61024060405260018055348015610014575f5ffd5b50604051611be6380380611be6833981016040819052610033916101e5565b6001600160a01b038216608052610100810151600260ff90911611806100645750600160ff1681610120015160ff16115b8061007a5750600260ff1681610140015160ff16115b806100905750600160ff1681610160015160ff16115b806100a65750600160ff1681610180015160ff16115b806100cb575061014081015160ff1660011480156100cb575061010081015160ff1615155b156100e95760405163019af63760e01b815260040160405180910390fd5b805160a0908152602082015160c0908152604083015160e090815260608401516001600160401b0390811661010090815260808601518216610120908152948601518216610140908152938601518216610160908152928601519091166101809081529085015160ff9081166101a0529385015184166101c0529184015183166101e05283015182166102005290910151166102205250610309565b6040516101a081016001600160401b03811182821017156101b457634e487b7160e01b5f52604160045260245ffd5b60405290565b80516001600160401b03811681146101d0575f5ffd5b919050565b805160ff811681146101d0575f5ffd5b5f5f8284036101c08112156101f8575f5ffd5b83516001600160a01b038116811461020e575f5ffd5b92506101a0601f1982011215610222575f5ffd5b5061022b610185565b602084810151825260408086015191830191909152606085015190820152610255608085016101ba565b606082015261026660a085016101ba565b608082015261027760c085016101ba565b60a082015261028860e085016101ba565b60c082015261029a61010085016101ba565b60e08201526102ac61012085016101d5565b6101008201526102bf61014085016101d5565b6101208201526102d261016085016101d5565b6101408201526102e561018085016101d5565b6101608201526102f86101a085016101d5565b610180820152809150509250929050565b60805160a05160c05160e05161010051610120516101405161016051610180516101a0516101c0516101e051610200516102205161173c6104aa5f395f8181610373015261145501525f8181610500015261111401525f81816104b3015281816107cf01528181610adf01528181610b430152610dea01525f81816102c5015281816106150152610c1c01525f818161028c01528181610809015261087001525f81816103f10152818161068d01528181610c740152610cca01525f818161039a0152818161066701528181610c4a0152610ca401525f81816103340152610b1101525f8181610418015261097a01525f81816103c1015261120f01525f81816102ec0152818161078401528181610a1401528181610e3901528181610e6401528181611144015261116d01525f8181610452015281816107a501528181610dbb015281816110dc015261133e01525f818161048c01528181610838015281816108a601528181610e1801528181610f89015281816110bb015261131d01525f8181610527015281816114a7015281816115360152611625015261173c5ff3fe608060405234801561000f575f5ffd5b5060043610610148575f3560e01c80634c8fe526116100bf578063a035b1fe11610079578063a035b1fe14610487578063be9a6555146104ae578063bf81bf43146104d5578063c0d045ff146104e8578063f389ab8a146104fb578063fc0c546a14610522575f5ffd5b80634c8fe526146103e35780635ce46ff5146103ec5780637ec9c2c4146104135780638df828001461043a5780639592b12e1461044d578063971d852f14610474575f5ffd5b8063376b9c2511610110578063376b9c25146102e75780633bd5d1731461031c5780633e2171241461032f5780634515798d1461036e578063461645bf146103955780634c5f412a146103bc575f5ffd5b806303988f841461014c57806318219ab81461025f57806319b05f49146102745780631c703655146102875780632713f36e146102c0575b5f5ffd5b6101f061015a366004611654565b6040805160a0810182525f80825260208201819052918101829052606081018290526080810191909152505f9081526020818152604091829020825160a08101845281546001600160a01b038082168352600160a01b8083046001600160401b0390811696850196909652600160e01b90920460ff16958301959095526001909201549384166060820152920416608082015290565b60405161025691905f60a08201905060018060a01b0383511682526001600160401b03602084015116602083015260ff604084015116604083015260018060a01b0360608401511660608301526001600160401b03608084015116608083015292915050565b60405180910390f35b61027261026d366004611654565b610561565b005b610272610282366004611654565b6108d0565b6102ae7f000000000000000000000000000000000000000000000000000000000000000081565b60405160ff9091168152602001610256565b6102ae7f000000000000000000000000000000000000000000000000000000000000000081565b61030e7f000000000000000000000000000000000000000000000000000000000000000081565b604051908152602001610256565b61027261032a366004611654565b610a3c565b6103567f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160401b039091168152602001610256565b6102ae7f000000000000000000000000000000000000000000000000000000000000000081565b6103567f000000000000000000000000000000000000000000000000000000000000000081565b6103567f000000000000000000000000000000000000000000000000000000000000000081565b61030e60015481565b6103567f000000000000000000000000000000000000000000000000000000000000000081565b6103567f000000000000000000000000000000000000000000000000000000000000000081565b610272610448366004611654565b610be4565b61030e7f000000000000000000000000000000000000000000000000000000000000000081565b610272610482366004611654565b610e8d565b61030e7f000000000000000000000000000000000000000000000000000000000000000081565b6102ae7f000000000000000000000000000000000000000000000000000000000000000081565b6102726104e3366004611654565b610fad565b61030e6104f636600461166b565b611191565b6102ae7f000000000000000000000000000000000000000000000000000000000000000081565b6105497f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b039091168152602001610256565b5f61056b8261136d565b604081015190915060ff1660041461059657604051636f20b45d60e11b815260040160405180910390fd5b80516001600160a01b031633148015906105c6575080606001516001600160a01b0316336001600160a01b031614155b156105e45760405163c8ee2d1d60e01b815260040160405180910390fd5b80602001516001600160401b03164210156106125760405163085de62560e01b815260040160405180910390fd5b5f7f000000000000000000000000000000000000000000000000000000000000000060ff16600114801561065b575081606001516001600160a01b0316336001600160a01b0316145b90506106d38161068b577f00000000000000000000000000000000000000000000000000000000000000006106ad565b7f00000000000000000000000000000000000000000000000000000000000000005b6001600160401b031683602001516001600160401b03166106ce91906116cc565b611452565b156106f15760405163ecdd1c2960e01b815260040160405180910390fd5b5f838152602081815260409182902080546001600160e81b031916815560010180546001600160e01b031916905560608401518451608086015184516001600160401b03909116815233938101939093526001600160a01b039182169391169186917f7aa1e33a9dbb2c6badd04cc5361d03a3a68f633c91692b0621071b38e72066ec910160405180910390a45f6107c97f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006116cc565b90505f197f000000000000000000000000000000000000000000000000000000000000000060ff1601610804576107ff8161148b565b6108ca565b6001197f000000000000000000000000000000000000000000000000000000000000000060ff1601610862576107ff61085d7f0000000000000000000000000000000000000000000000000000000000000000836116cc565b61148b565b61086b8161148b565b6108ca7f000000000000000000000000000000000000000000000000000000000000000060ff161561089e5783516108a4565b83606001515b7f000000000000000000000000000000000000000000000000000000000000000061150a565b50505050565b5f6108da8261136d565b604081015190915060ff1660011461090557604051636f20b45d60e11b815260040160405180910390fd5b80606001516001600160a01b0316336001600160a01b03161461093b57604051631a40715960e11b815260040160405180910390fd5b61095181602001516001600160401b0316611452565b1561096f5760405163ecdd1c2960e01b815260040160405180910390fd5b6109a482600261099f7f0000000000000000000000000000000000000000000000000000000000000000426116df565b6115a1565b80606001516001600160a01b0316815f01516001600160a01b0316837f476e6aaaf097fe7d22b78dc7a9dca75be06e82d86063e0b659d38ce48fa58fb48460800151604051610a0291906001600160401b0391909116815260200190565b60405180910390a4610a3881606001517f00000000000000000000000000000000000000000000000000000000000000006115f3565b5050565b5f610a468261136d565b604081015190915060ff16600214610a7157604051636f20b45d60e11b815260040160405180910390fd5b80606001516001600160a01b0316336001600160a01b031614610aa757604051631a40715960e11b815260040160405180910390fd5b610abd81602001516001600160401b0316611452565b15610adb5760405163ecdd1c2960e01b815260040160405180910390fd5b5f197f000000000000000000000000000000000000000000000000000000000000000060ff1601610b3b57610b3682600361099f7f0000000000000000000000000000000000000000000000000000000000000000426116df565b610b7a565b610b7a8260047f000000000000000000000000000000000000000000000000000000000000000060ff1615610b745783602001516115a1565b426115a1565b80606001516001600160a01b0316815f01516001600160a01b0316837f9cf293bde20da56e487bda7569bf13f4d44a738a1275bc18c6d851aaf23250308460800151604051610bd891906001600160401b0391909116815260200190565b60405180910390a45050565b5f610bee8261136d565b604081015190915060ff16600414610c1957604051636f20b45d60e11b815260040160405180910390fd5b5f7f000000000000000000000000000000000000000000000000000000000000000060ff166001148015610c9e57507f00000000000000000000000000000000000000000000000000000000000000006001600160401b03167f00000000000000000000000000000000000000000000000000000000000000006001600160401b0316115b610cc8577f0000000000000000000000000000000000000000000000000000000000000000610cea565b7f00000000000000000000000000000000000000000000000000000000000000005b9050610d11816001600160401b031683602001516001600160401b03166106ce91906116cc565b610d2e5760405163085de62560e01b815260040160405180910390fd5b5f838152602081815260409182902080546001600160e81b031916815560010180546001600160e01b031916905560608401518451608086015193516001600160401b0390941684526001600160a01b039182169391169186917f115b3d29dcd7f3223f063dfa97c3cbbbf339c9ed64ed74670c8cd7ded3c3a98a910160405180910390a48151610ddf907f000000000000000000000000000000000000000000000000000000000000000061150a565b6060820151610e88907f000000000000000000000000000000000000000000000000000000000000000060ff16600114610e6257610e5d7f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006116cc565b61150a565b7f000000000000000000000000000000000000000000000000000000000000000061150a565b505050565b5f610e978261136d565b604081015190915060ff16600314610ec257604051636f20b45d60e11b815260040160405180910390fd5b80516001600160a01b03163314801590610eef5750610eed81602001516001600160401b0316611452565b155b15610f0d57604051631435e35760e01b815260040160405180910390fd5b610f19826004426115a1565b80606001516001600160a01b0316815f01516001600160a01b0316837fbce504b5e1d1adea62be14d3b3514f4a94e384c7c952298908ee3716822fba998460800151604051610f7791906001600160401b0391909116815260200190565b60405180910390a4610a3881606001517f000000000000000000000000000000000000000000000000000000000000000061150a565b5f610fb78261136d565b604081015190915060ff16600114801590610fda5750604081015160ff16600214155b15610ff857604051636f20b45d60e11b815260040160405180910390fd5b61100e81602001516001600160401b0316611452565b61102b5760405163085de62560e01b815260040160405180910390fd5b5f828152602081815260409182902080546001600160e81b031916815560010180546001600160e01b031916905560608301518351608085015193516001600160401b0390941684526001600160a01b039182169391169185917f62347d4919d7784e616afa8858978159724c70eb0312a0e6c4d5ed476ac5df8b910160405180910390a4805161110090610e5d7f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006116cc565b600260ff16816040015160ff1603610a38577f000000000000000000000000000000000000000000000000000000000000000060ff1661116857610a3881606001517f000000000000000000000000000000000000000000000000000000000000000061150a565b610a387f000000000000000000000000000000000000000000000000000000000000000061148b565b5f6001600160a01b0383166111b957604051633a43ca4160e01b815260040160405180910390fd5b336001600160a01b038416036111e25760405163702d685960e01b815260040160405180910390fd5b60018054905f6111f1836116fe565b909155506040805160a08101909152338152909150602081016112347f0000000000000000000000000000000000000000000000000000000000000000426116df565b6001600160401b039081168252600160208084018290526001600160a01b03888116604080870182905289861660609788018190525f8a8152808652829020895181548b8801518c8601519288166001600160e01b031992831617600160a01b918c1682021760ff60e01b1916600160e01b60ff90941693909302929092178355998b01519190970180546080909b01519190951699909816989098179690951690930294909417909355905192835291339184917fbaac20393a2a5173dcaf91b416c10d1050a439651d4af4df5a8bd0b67c13e4b7910160405180910390a4611367336113627f00000000000000000000000000000000000000000000000000000000000000007f00000000000000000000000000000000000000000000000000000000000000006116cc565b6115f3565b92915050565b6040805160a0810182525f80825260208201819052918101829052606081018290526080810191909152505f8181526020818152604091829020825160a08101845281546001600160a01b038082168352600160a01b8083046001600160401b0390811696850196909652600160e01b90920460ff16958301869052600190930154928316606083015290910490911660808201529061144d5781158061141657506001548210155b156114345760405163019ec8b360e31b815260040160405180910390fd5b604051631cdde67b60e01b815260040160405180910390fd5b919050565b5f7f000000000000000000000000000000000000000000000000000000000000000060ff16156114855781421015611367565b50421190565b801561150757604051630852cd8d60e31b8152600481018290527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906342966c68906024015f604051808303815f87803b1580156114f0575f5ffd5b505af1158015611502573d5f5f3e3d5ffd5b505050505b50565b8015610a385760405163a9059cbb60e01b81526001600160a01b038381166004830152602482018390527f0000000000000000000000000000000000000000000000000000000000000000169063a9059cbb906044015b6020604051808303815f875af115801561157d573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610e889190611716565b5f92835260208390526040909220805468ffffffffffffffffff60a01b1916600160a01b6001600160401b039094169390930260ff60e01b191692909217600160e01b60ff9290921691909102179055565b8015610a38576040516323b872dd60e01b81526001600160a01b038381166004830152306024830152604482018390527f000000000000000000000000000000000000000000000000000000000000000016906323b872dd90606401611561565b5f60208284031215611664575f5ffd5b5035919050565b5f5f6040838503121561167c575f5ffd5b82356001600160a01b0381168114611692575f5ffd5b915060208301356001600160401b03811681146116ad575f5ffd5b809150509250929050565b634e487b7160e01b5f52601160045260245ffd5b80820180821115611367576113676116b8565b6001600160401b038181168382160190811115611367576113676116b8565b5f6001820161170f5761170f6116b8565b5060010190565b5f60208284031215611726575f5ffd5b81518015158114611735575f5ffd5b939250505056",
}

// Trust is an auto generated Go binding around an Ethereum contract.
type Trust struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Trust) GetABI() abi.ABI {
	return c.abi
}

// NewTrust creates a new instance of Trust.
func NewTrust() *Trust {
	parsed, err := TrustMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Trust{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Trust) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address token_, (uint256,uint256,uint256,uint64,uint64,uint64,uint64,uint64,uint8,uint8,uint8,uint8,uint8) params) returns()
func (trust *Trust) PackConstructor(token_ common.Address, params TrustParams) []byte {
	enc, err := trust.abi.Pack("", token_, params)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x19b05f49.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accept(uint256 id) returns()
func (trust *Trust) PackAccept(id *big.Int) []byte {
	enc, err := trust.abi.Pack("accept", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x19b05f49.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accept(uint256 id) returns()
func (trust *Trust) TryPackAccept(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("accept", id)
}

// PackAcceptWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c5f412a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function acceptWithin() view returns(uint64)
func (trust *Trust) PackAcceptWithin() []byte {
	enc, err := trust.abi.Pack("acceptWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAcceptWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4c5f412a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function acceptWithin() view returns(uint64)
func (trust *Trust) TryPackAcceptWithin() ([]byte, error) {
	return trust.abi.Pack("acceptWithin")
}

// UnpackAcceptWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4c5f412a.
//
// Solidity: function acceptWithin() view returns(uint64)
func (trust *Trust) UnpackAcceptWithin(data []byte) (uint64, error) {
	out, err := trust.abi.Unpack("acceptWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackBoundary is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4515798d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function boundary() view returns(uint8)
func (trust *Trust) PackBoundary() []byte {
	enc, err := trust.abi.Pack("boundary")
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
func (trust *Trust) TryPackBoundary() ([]byte, error) {
	return trust.abi.Pack("boundary")
}

// UnpackBoundary is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4515798d.
//
// Solidity: function boundary() view returns(uint8)
func (trust *Trust) UnpackBoundary(data []byte) (uint8, error) {
	out, err := trust.abi.Unpack("boundary", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackComplete is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x971d852f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function complete(uint256 id) returns()
func (trust *Trust) PackComplete(id *big.Int) []byte {
	enc, err := trust.abi.Pack("complete", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackComplete is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x971d852f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function complete(uint256 id) returns()
func (trust *Trust) TryPackComplete(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("complete", id)
}

// PackCompleteWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e217124.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function completeWithin() view returns(uint64)
func (trust *Trust) PackCompleteWithin() []byte {
	enc, err := trust.abi.Pack("completeWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCompleteWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e217124.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function completeWithin() view returns(uint64)
func (trust *Trust) TryPackCompleteWithin() ([]byte, error) {
	return trust.abi.Pack("completeWithin")
}

// UnpackCompleteWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3e217124.
//
// Solidity: function completeWithin() view returns(uint64)
func (trust *Trust) UnpackCompleteWithin(data []byte) (uint64, error) {
	out, err := trust.abi.Unpack("completeWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDeals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x03988f84.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64))
func (trust *Trust) PackDeals(id *big.Int) []byte {
	enc, err := trust.abi.Pack("deals", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x03988f84.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64))
func (trust *Trust) TryPackDeals(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("deals", id)
}

// UnpackDeals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x03988f84.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64))
func (trust *Trust) UnpackDeals(data []byte) (TrustDeal, error) {
	out, err := trust.abi.Unpack("deals", data)
	if err != nil {
		return *new(TrustDeal), err
	}
	out0 := *abi.ConvertType(out[0], new(TrustDeal)).(*TrustDeal)
	return out0, nil
}

// PackDeclare is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18219ab8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function declare(uint256 id) returns()
func (trust *Trust) PackDeclare(id *big.Int) []byte {
	enc, err := trust.abi.Pack("declare", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeclare is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18219ab8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function declare(uint256 id) returns()
func (trust *Trust) TryPackDeclare(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("declare", id)
}

// PackDeliver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3bd5d173.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deliver(uint256 id) returns()
func (trust *Trust) PackDeliver(id *big.Int) []byte {
	enc, err := trust.abi.Pack("deliver", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeliver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3bd5d173.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deliver(uint256 id) returns()
func (trust *Trust) TryPackDeliver(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("deliver", id)
}

// PackDeliverWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ec9c2c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deliverWithin() view returns(uint64)
func (trust *Trust) PackDeliverWithin() []byte {
	enc, err := trust.abi.Pack("deliverWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeliverWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ec9c2c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deliverWithin() view returns(uint64)
func (trust *Trust) TryPackDeliverWithin() ([]byte, error) {
	return trust.abi.Pack("deliverWithin")
}

// UnpackDeliverWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ec9c2c4.
//
// Solidity: function deliverWithin() view returns(uint64)
func (trust *Trust) UnpackDeliverWithin(data []byte) (uint64, error) {
	out, err := trust.abi.Unpack("deliverWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDepositPayer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9592b12e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositPayer() view returns(uint256)
func (trust *Trust) PackDepositPayer() []byte {
	enc, err := trust.abi.Pack("depositPayer")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositPayer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9592b12e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositPayer() view returns(uint256)
func (trust *Trust) TryPackDepositPayer() ([]byte, error) {
	return trust.abi.Pack("depositPayer")
}

// UnpackDepositPayer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9592b12e.
//
// Solidity: function depositPayer() view returns(uint256)
func (trust *Trust) UnpackDepositPayer(data []byte) (*big.Int, error) {
	out, err := trust.abi.Unpack("depositPayer", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDepositProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x376b9c25.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function depositProvider() view returns(uint256)
func (trust *Trust) PackDepositProvider() []byte {
	enc, err := trust.abi.Pack("depositProvider")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDepositProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x376b9c25.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function depositProvider() view returns(uint256)
func (trust *Trust) TryPackDepositProvider() ([]byte, error) {
	return trust.abi.Pack("depositProvider")
}

// UnpackDepositProvider is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x376b9c25.
//
// Solidity: function depositProvider() view returns(uint256)
func (trust *Trust) UnpackDepositProvider(data []byte) (*big.Int, error) {
	out, err := trust.abi.Unpack("depositProvider", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackExpire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf81bf43.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function expire(uint256 id) returns()
func (trust *Trust) PackExpire(id *big.Int) []byte {
	enc, err := trust.abi.Pack("expire", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackExpire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf81bf43.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function expire(uint256 id) returns()
func (trust *Trust) TryPackExpire(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("expire", id)
}

// PackFate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c703655.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fate() view returns(uint8)
func (trust *Trust) PackFate() []byte {
	enc, err := trust.abi.Pack("fate")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFate is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c703655.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fate() view returns(uint8)
func (trust *Trust) TryPackFate() ([]byte, error) {
	return trust.abi.Pack("fate")
}

// UnpackFate is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1c703655.
//
// Solidity: function fate() view returns(uint8)
func (trust *Trust) UnpackFate(data []byte) (uint8, error) {
	out, err := trust.abi.Unpack("fate", data)
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
func (trust *Trust) PackNext() []byte {
	enc, err := trust.abi.Pack("next")
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
func (trust *Trust) TryPackNext() ([]byte, error) {
	return trust.abi.Pack("next")
}

// UnpackNext is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4c8fe526.
//
// Solidity: function next() view returns(uint256)
func (trust *Trust) UnpackNext(data []byte) (*big.Int, error) {
	out, err := trust.abi.Unpack("next", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc0d045ff.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open(address provider, uint64 ref) returns(uint256 id)
func (trust *Trust) PackOpen(provider common.Address, ref uint64) []byte {
	enc, err := trust.abi.Pack("open", provider, ref)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc0d045ff.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open(address provider, uint64 ref) returns(uint256 id)
func (trust *Trust) TryPackOpen(provider common.Address, ref uint64) ([]byte, error) {
	return trust.abi.Pack("open", provider, ref)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc0d045ff.
//
// Solidity: function open(address provider, uint64 ref) returns(uint256 id)
func (trust *Trust) UnpackOpen(data []byte) (*big.Int, error) {
	out, err := trust.abi.Unpack("open", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa035b1fe.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function price() view returns(uint256)
func (trust *Trust) PackPrice() []byte {
	enc, err := trust.abi.Pack("price")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPrice is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa035b1fe.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function price() view returns(uint256)
func (trust *Trust) TryPackPrice() ([]byte, error) {
	return trust.abi.Pack("price")
}

// UnpackPrice is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa035b1fe.
//
// Solidity: function price() view returns(uint256)
func (trust *Trust) UnpackPrice(data []byte) (*big.Int, error) {
	out, err := trust.abi.Unpack("price", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8df82800.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(uint256 id) returns()
func (trust *Trust) PackSettle(id *big.Int) []byte {
	enc, err := trust.abi.Pack("settle", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8df82800.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(uint256 id) returns()
func (trust *Trust) TryPackSettle(id *big.Int) ([]byte, error) {
	return trust.abi.Pack("settle", id)
}

// PackStart is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe9a6555.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function start() view returns(uint8)
func (trust *Trust) PackStart() []byte {
	enc, err := trust.abi.Pack("start")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStart is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbe9a6555.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function start() view returns(uint8)
func (trust *Trust) TryPackStart() ([]byte, error) {
	return trust.abi.Pack("start")
}

// UnpackStart is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbe9a6555.
//
// Solidity: function start() view returns(uint8)
func (trust *Trust) UnpackStart(data []byte) (uint8, error) {
	out, err := trust.abi.Unpack("start", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (trust *Trust) PackToken() []byte {
	enc, err := trust.abi.Pack("token")
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
func (trust *Trust) TryPackToken() ([]byte, error) {
	return trust.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (trust *Trust) UnpackToken(data []byte) (common.Address, error) {
	out, err := trust.abi.Unpack("token", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackUndelivered is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf389ab8a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function undelivered() view returns(uint8)
func (trust *Trust) PackUndelivered() []byte {
	enc, err := trust.abi.Pack("undelivered")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUndelivered is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf389ab8a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function undelivered() view returns(uint8)
func (trust *Trust) TryPackUndelivered() ([]byte, error) {
	return trust.abi.Pack("undelivered")
}

// UnpackUndelivered is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf389ab8a.
//
// Solidity: function undelivered() view returns(uint8)
func (trust *Trust) UnpackUndelivered(data []byte) (uint8, error) {
	out, err := trust.abi.Unpack("undelivered", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackWindow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x461645bf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function window() view returns(uint64)
func (trust *Trust) PackWindow() []byte {
	enc, err := trust.abi.Pack("window")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWindow is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x461645bf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function window() view returns(uint64)
func (trust *Trust) TryPackWindow() ([]byte, error) {
	return trust.abi.Pack("window")
}

// UnpackWindow is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x461645bf.
//
// Solidity: function window() view returns(uint64)
func (trust *Trust) UnpackWindow(data []byte) (uint64, error) {
	out, err := trust.abi.Unpack("window", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackWindowProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ce46ff5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function windowProvider() view returns(uint64)
func (trust *Trust) PackWindowProvider() []byte {
	enc, err := trust.abi.Pack("windowProvider")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWindowProvider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5ce46ff5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function windowProvider() view returns(uint64)
func (trust *Trust) TryPackWindowProvider() ([]byte, error) {
	return trust.abi.Pack("windowProvider")
}

// UnpackWindowProvider is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5ce46ff5.
//
// Solidity: function windowProvider() view returns(uint64)
func (trust *Trust) UnpackWindowProvider(data []byte) (uint64, error) {
	out, err := trust.abi.Unpack("windowProvider", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackWindows is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2713f36e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function windows() view returns(uint8)
func (trust *Trust) PackWindows() []byte {
	enc, err := trust.abi.Pack("windows")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWindows is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2713f36e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function windows() view returns(uint8)
func (trust *Trust) TryPackWindows() ([]byte, error) {
	return trust.abi.Pack("windows")
}

// UnpackWindows is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2713f36e.
//
// Solidity: function windows() view returns(uint8)
func (trust *Trust) UnpackWindows(data []byte) (uint8, error) {
	out, err := trust.abi.Unpack("windows", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// TrustAccepted represents a Accepted event raised by the Trust contract.
type TrustAccepted struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustAcceptedEventName = "Accepted"

// ContractEventName returns the user-defined event name.
func (TrustAccepted) ContractEventName() string {
	return TrustAcceptedEventName
}

// UnpackAcceptedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Accepted(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackAcceptedEvent(log *types.Log) (*TrustAccepted, error) {
	event := "Accepted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustAccepted)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustCompleted represents a Completed event raised by the Trust contract.
type TrustCompleted struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustCompletedEventName = "Completed"

// ContractEventName returns the user-defined event name.
func (TrustCompleted) ContractEventName() string {
	return TrustCompletedEventName
}

// UnpackCompletedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Completed(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackCompletedEvent(log *types.Log) (*TrustCompleted, error) {
	event := "Completed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustCompleted)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustDeclared represents a Declared event raised by the Trust contract.
type TrustDeclared struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	By       common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustDeclaredEventName = "Declared"

// ContractEventName returns the user-defined event name.
func (TrustDeclared) ContractEventName() string {
	return TrustDeclaredEventName
}

// UnpackDeclaredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Declared(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, address by)
func (trust *Trust) UnpackDeclaredEvent(log *types.Log) (*TrustDeclared, error) {
	event := "Declared"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustDeclared)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustDelivered represents a Delivered event raised by the Trust contract.
type TrustDelivered struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustDeliveredEventName = "Delivered"

// ContractEventName returns the user-defined event name.
func (TrustDelivered) ContractEventName() string {
	return TrustDeliveredEventName
}

// UnpackDeliveredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Delivered(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackDeliveredEvent(log *types.Log) (*TrustDelivered, error) {
	event := "Delivered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustDelivered)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustExpired represents a Expired event raised by the Trust contract.
type TrustExpired struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustExpiredEventName = "Expired"

// ContractEventName returns the user-defined event name.
func (TrustExpired) ContractEventName() string {
	return TrustExpiredEventName
}

// UnpackExpiredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Expired(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackExpiredEvent(log *types.Log) (*TrustExpired, error) {
	event := "Expired"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustExpired)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustOpened represents a Opened event raised by the Trust contract.
type TrustOpened struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (TrustOpened) ContractEventName() string {
	return TrustOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackOpenedEvent(log *types.Log) (*TrustOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustOpened)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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

// TrustSettled represents a Settled event raised by the Trust contract.
type TrustSettled struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const TrustSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (TrustSettled) ContractEventName() string {
	return TrustSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (trust *Trust) UnpackSettledEvent(log *types.Log) (*TrustSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != trust.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(TrustSettled)
	if len(log.Data) > 0 {
		if err := trust.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range trust.abi.Events[event].Inputs {
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
func (trust *Trust) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], trust.abi.Errors["BadParams"].ID.Bytes()[:4]) {
		return trust.UnpackBadParamsError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["Closed"].ID.Bytes()[:4]) {
		return trust.UnpackClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return trust.UnpackERC20InvalidSpenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["NoProvider"].ID.Bytes()[:4]) {
		return trust.UnpackNoProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["NotParty"].ID.Bytes()[:4]) {
		return trust.UnpackNotPartyError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["NotPayer"].ID.Bytes()[:4]) {
		return trust.UnpackNotPayerError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["NotProvider"].ID.Bytes()[:4]) {
		return trust.UnpackNotProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["SelfDeal"].ID.Bytes()[:4]) {
		return trust.UnpackSelfDealError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return trust.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["TooLate"].ID.Bytes()[:4]) {
		return trust.UnpackTooLateError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["Unknown"].ID.Bytes()[:4]) {
		return trust.UnpackUnknownError(raw[4:])
	}
	if bytes.Equal(raw[:4], trust.abi.Errors["WrongState"].ID.Bytes()[:4]) {
		return trust.UnpackWrongStateError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// TrustBadParams represents a BadParams error raised by the Trust contract.
type TrustBadParams struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadParams()
func TrustBadParamsErrorID() common.Hash {
	return common.HexToHash("0x019af6379de0e1c5d9ed7bc9cadaf094fc9efb595904a561b64245c59cd9399f")
}

// UnpackBadParamsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadParams()
func (trust *Trust) UnpackBadParamsError(raw []byte) (*TrustBadParams, error) {
	out := new(TrustBadParams)
	if err := trust.abi.UnpackIntoInterface(out, "BadParams", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustClosed represents a Closed error raised by the Trust contract.
type TrustClosed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Closed()
func TrustClosedErrorID() common.Hash {
	return common.HexToHash("0x1cdde67b72a90f19919ac732a437ac2f7a10fc128d28c2a6e525d89ce5cd9d3a")
}

// UnpackClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Closed()
func (trust *Trust) UnpackClosedError(raw []byte) (*TrustClosed, error) {
	out := new(TrustClosed)
	if err := trust.abi.UnpackIntoInterface(out, "Closed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the Trust contract.
type TrustERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func TrustERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (trust *Trust) UnpackERC20InsufficientAllowanceError(raw []byte) (*TrustERC20InsufficientAllowance, error) {
	out := new(TrustERC20InsufficientAllowance)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the Trust contract.
type TrustERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func TrustERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (trust *Trust) UnpackERC20InsufficientBalanceError(raw []byte) (*TrustERC20InsufficientBalance, error) {
	out := new(TrustERC20InsufficientBalance)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InvalidApprover represents a ERC20InvalidApprover error raised by the Trust contract.
type TrustERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func TrustERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (trust *Trust) UnpackERC20InvalidApproverError(raw []byte) (*TrustERC20InvalidApprover, error) {
	out := new(TrustERC20InvalidApprover)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the Trust contract.
type TrustERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func TrustERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (trust *Trust) UnpackERC20InvalidReceiverError(raw []byte) (*TrustERC20InvalidReceiver, error) {
	out := new(TrustERC20InvalidReceiver)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InvalidSender represents a ERC20InvalidSender error raised by the Trust contract.
type TrustERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func TrustERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (trust *Trust) UnpackERC20InvalidSenderError(raw []byte) (*TrustERC20InvalidSender, error) {
	out := new(TrustERC20InvalidSender)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustERC20InvalidSpender represents a ERC20InvalidSpender error raised by the Trust contract.
type TrustERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func TrustERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (trust *Trust) UnpackERC20InvalidSpenderError(raw []byte) (*TrustERC20InvalidSpender, error) {
	out := new(TrustERC20InvalidSpender)
	if err := trust.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustNoProvider represents a NoProvider error raised by the Trust contract.
type TrustNoProvider struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoProvider()
func TrustNoProviderErrorID() common.Hash {
	return common.HexToHash("0x3a43ca41838edf2ee045bd261d18ec593e40d6f9a7e163f80313419d896efd74")
}

// UnpackNoProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoProvider()
func (trust *Trust) UnpackNoProviderError(raw []byte) (*TrustNoProvider, error) {
	out := new(TrustNoProvider)
	if err := trust.abi.UnpackIntoInterface(out, "NoProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustNotParty represents a NotParty error raised by the Trust contract.
type TrustNotParty struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotParty()
func TrustNotPartyErrorID() common.Hash {
	return common.HexToHash("0xc8ee2d1dcdc54797129d4113062e4bfe3ac027672aadd1ffbf80ae5744584b0a")
}

// UnpackNotPartyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotParty()
func (trust *Trust) UnpackNotPartyError(raw []byte) (*TrustNotParty, error) {
	out := new(TrustNotParty)
	if err := trust.abi.UnpackIntoInterface(out, "NotParty", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustNotPayer represents a NotPayer error raised by the Trust contract.
type TrustNotPayer struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotPayer()
func TrustNotPayerErrorID() common.Hash {
	return common.HexToHash("0x1435e3579e10b092db185e7a936873b0ea2125e5dd29d24c96c164f37d5e6db0")
}

// UnpackNotPayerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotPayer()
func (trust *Trust) UnpackNotPayerError(raw []byte) (*TrustNotPayer, error) {
	out := new(TrustNotPayer)
	if err := trust.abi.UnpackIntoInterface(out, "NotPayer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustNotProvider represents a NotProvider error raised by the Trust contract.
type TrustNotProvider struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotProvider()
func TrustNotProviderErrorID() common.Hash {
	return common.HexToHash("0x3480e2b2462e4d9c2f0abe23c91f502123880203393e4f268e0c489e4ec3b3a0")
}

// UnpackNotProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotProvider()
func (trust *Trust) UnpackNotProviderError(raw []byte) (*TrustNotProvider, error) {
	out := new(TrustNotProvider)
	if err := trust.abi.UnpackIntoInterface(out, "NotProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustSelfDeal represents a SelfDeal error raised by the Trust contract.
type TrustSelfDeal struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SelfDeal()
func TrustSelfDealErrorID() common.Hash {
	return common.HexToHash("0x702d6859e1c0e64b2f3dcfb95ea4f9ef64cc9d25059350eb1165e8dc672c0a9f")
}

// UnpackSelfDealError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SelfDeal()
func (trust *Trust) UnpackSelfDealError(raw []byte) (*TrustSelfDeal, error) {
	out := new(TrustSelfDeal)
	if err := trust.abi.UnpackIntoInterface(out, "SelfDeal", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustTooEarly represents a TooEarly error raised by the Trust contract.
type TrustTooEarly struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly()
func TrustTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x085de625ed51bbce95c12627fc263453b8d214878d184bd1eaa2cc357a507a30")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly()
func (trust *Trust) UnpackTooEarlyError(raw []byte) (*TrustTooEarly, error) {
	out := new(TrustTooEarly)
	if err := trust.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustTooLate represents a TooLate error raised by the Trust contract.
type TrustTooLate struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooLate()
func TrustTooLateErrorID() common.Hash {
	return common.HexToHash("0xecdd1c29e1637c8bfa8cc1f1073ba3a2f674b640f167e7c16246364c720ada92")
}

// UnpackTooLateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooLate()
func (trust *Trust) UnpackTooLateError(raw []byte) (*TrustTooLate, error) {
	out := new(TrustTooLate)
	if err := trust.abi.UnpackIntoInterface(out, "TooLate", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustUnknown represents a Unknown error raised by the Trust contract.
type TrustUnknown struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unknown()
func TrustUnknownErrorID() common.Hash {
	return common.HexToHash("0x0cf64598c0d224c06e8f9cca65ec434cddc2326c0f49b813069f0e5fada22b20")
}

// UnpackUnknownError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unknown()
func (trust *Trust) UnpackUnknownError(raw []byte) (*TrustUnknown, error) {
	out := new(TrustUnknown)
	if err := trust.abi.UnpackIntoInterface(out, "Unknown", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// TrustWrongState represents a WrongState error raised by the Trust contract.
type TrustWrongState struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongState()
func TrustWrongStateErrorID() common.Hash {
	return common.HexToHash("0xde4168ba7198f38303be592cc28507102d9b35ab9e6847344eb3979e3a60fa52")
}

// UnpackWrongStateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongState()
func (trust *Trust) UnpackWrongStateError(raw []byte) (*TrustWrongState, error) {
	out := new(TrustWrongState)
	if err := trust.abi.UnpackIntoInterface(out, "WrongState", raw); err != nil {
		return nil, err
	}
	return out, nil
}
