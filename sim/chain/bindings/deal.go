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

// DealParams is an auto generated low-level Go binding around an user-defined struct.
type DealParams struct {
	Decider       uint8
	Fee           *big.Int
	Silence       uint8
	StandInWithin uint64
	Naming        uint8
	Boundary      uint8
}

// DealRow is an auto generated low-level Go binding around an user-defined struct.
type DealRow struct {
	Payer    common.Address
	Deadline uint64
	Status   uint8
	Provider common.Address
	Ref      uint64
	Amount   *big.Int
	Witness  common.Address
	Ballot   uint64
	StandIn  common.Address
}

// DealMetaData contains all meta data concerning the Deal contract.
var DealMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractToken\",\"name\":\"token_\",\"type\":\"address\"},{\"internalType\":\"contractVote\",\"name\":\"vote_\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint8\",\"name\":\"decider\",\"type\":\"uint8\"},{\"internalType\":\"uint256\",\"name\":\"fee\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"silence\",\"type\":\"uint8\"},{\"internalType\":\"uint64\",\"name\":\"standInWithin\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"naming\",\"type\":\"uint8\"},{\"internalType\":\"uint8\",\"name\":\"boundary\",\"type\":\"uint8\"}],\"internalType\":\"structDeal.Params\",\"name\":\"params\",\"type\":\"tuple\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"BadParams\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Closed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoProvider\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NoWitness\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotDecider\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"NotProvider\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"PartyWitness\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"SelfDeal\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooEarly\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooLate\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooLong\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TooMuch\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"TwiceWitness\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Unknown\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"VoteDecides\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongPanel\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"WrongState\",\"type\":\"error\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"Agreed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"by\",\"type\":\"address\"}],\"name\":\"Decided\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"}],\"name\":\"Expired\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"witness\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"second\",\"type\":\"bool\"}],\"name\":\"Named\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"ballot\",\"type\":\"uint64\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"MAX_AMOUNT\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"MAX_TERM\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"agree\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"boundary\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"cost\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"deals\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"payer\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"uint8\",\"name\":\"status\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"witness\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"ballot\",\"type\":\"uint64\"},{\"internalType\":\"address\",\"name\":\"standIn\",\"type\":\"address\"}],\"internalType\":\"structDeal.Row\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"},{\"internalType\":\"bool\",\"name\":\"success\",\"type\":\"bool\"}],\"name\":\"decide\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decider\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"name\":\"expire\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"fee\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"naming\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"next\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"address[]\",\"name\":\"witnesses\",\"type\":\"address[]\"},{\"internalType\":\"uint64\",\"name\":\"ref\",\"type\":\"uint64\"}],\"name\":\"open\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"id\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"silence\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"standInWithin\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"token\",\"outputs\":[{\"internalType\":\"contractToken\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"vote\",\"outputs\":[{\"internalType\":\"contractVote\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"}]",
	ID:  "Deal",
	Bin: "0x6101a060405260018055348015610014575f5ffd5b506040516121263803806121268339810160408190526100339161028d565b6001600160a01b038316608052805160ff1660028181149111806100615750600260ff16826040015160ff16115b806100765750600160ff16826080015160ff16115b8061008b5750600160ff168260a0015160ff16115b806100b557508080156100b557506001600160a01b03831615806100b55750604082015160ff1615155b156100d35760405163019af63760e01b815260040160405180910390fd5b6001600160a01b03831660a0908152825160ff90811660e052602084015161010052604084015181166101205260608401516001600160401b03166101405260808401518116610160529083015181166101805282515f9116600114806101415750604083015160ff166002145b90508161015d5780610153575f6101bd565b82602001516101bd565b836001600160a01b03166313faede66040518163ffffffff1660e01b8152600401602060405180830381865afa158015610199573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906101bd919061036b565b60c0526001600160a01b038416156102415760405163095ea7b360e01b81526001600160a01b0385811660048301525f19602483015286169063095ea7b3906044016020604051808303815f875af115801561021b573d5f5f3e3d5ffd5b505050506040513d601f19601f8201168201806040525081019061023f9190610382565b505b50505050506103a8565b6001600160a01b038116811461025f575f5ffd5b50565b805160ff81168114610272575f5ffd5b919050565b80516001600160401b0381168114610272575f5ffd5b5f5f5f8385036101008112156102a1575f5ffd5b84516102ac8161024b565b60208601519094506102bd8161024b565b925060c0603f19820112156102d0575f5ffd5b5060405160c081016001600160401b03811182821017156102ff57634e487b7160e01b5f52604160045260245ffd5b806040525061031060408601610262565b81526060850151602082015261032860808601610262565b604082015261033960a08601610277565b606082015261034a60c08601610262565b608082015261035b60e08601610262565b60a0820152809150509250925092565b5f6020828403121561037b575f5ffd5b5051919050565b5f60208284031215610392575f5ffd5b815180151581146103a1575f5ffd5b9392505050565b60805160a05160c05160e0516101005161012051610140516101605161018051611c166105105f395f81816101bb015261129201525f818161018201528181610905015281816109f90152610ad601525f818161026a015281816106220152610fcf01525f81816102e3015281816105e4015281816106fa01528181610f4b01528181611336015281816116a701526117a001525f6102a901525f8181610331015281816105160152818161059f0152818161087a01528181610a6101528181610bbf01528181610c9c01528181610e5b01528181610ed0015281816111a80152818161136a0152818161155801528181611631015261172d01525f8181610138015281816105450152818161078a0152818161083301528181610a32015261125c01525f81816101eb01528181610a9f01528181610ce701528181610e8d015281816111f3015261158101525f818161030a0152818161105401526118440152611c165ff3fe608060405234801561000f575f5ffd5b5060043610610106575f3560e01c8063bf81bf431161009e578063ddca3f431161006e578063ddca3f43146102a4578063f606841e146102cb578063fa537f74146102de578063fc0c546a14610305578063fc6def151461032c575f5ffd5b8063bf81bf4314610230578063ca1d4f2a14610243578063d40dc87014610256578063db95a7e414610265575f5ffd5b80634515798d116100d95780634515798d146101b65780634c8fe526146101dd578063632a9a52146101e65780639886bf6314610225575f5ffd5b806303988f841461010a57806313faede614610133578063224f3d1a14610168578063388d3fa41461017d575b5f5ffd5b61011d6101183660046118be565b610353565b60405161012a91906118d5565b60405180910390f35b61015a7f000000000000000000000000000000000000000000000000000000000000000081565b60405190815260200161012a565b61017b6101763660046119b6565b6103f6565b005b6101a47f000000000000000000000000000000000000000000000000000000000000000081565b60405160ff909116815260200161012a565b6101a47f000000000000000000000000000000000000000000000000000000000000000081565b61015a60015481565b61020d7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160a01b03909116815260200161012a565b61015a6312cc030081565b61017b61023e3660046118be565b61056e565b61015a610251366004611a10565b6107ae565b61015a677fffffffffffffff81565b61028c7f000000000000000000000000000000000000000000000000000000000000000081565b6040516001600160401b03909116815260200161012a565b61015a7f000000000000000000000000000000000000000000000000000000000000000081565b61017b6102d93660046118be565b610b52565b6101a47f000000000000000000000000000000000000000000000000000000000000000081565b61020d7f000000000000000000000000000000000000000000000000000000000000000081565b6101a47f000000000000000000000000000000000000000000000000000000000000000081565b61035b611873565b505f908152602081815260409182902082516101208101845281546001600160a01b038082168352600160a01b8083046001600160401b0390811696850196909652600160e01b90920460ff16958301959095526001830154808616606084015281900484166080830152600283015460a0830152600383015480861660c08401520490921660e08301526004015490911661010082015290565b5f61040083610d62565b604081015190915060ff1660021461042b57604051636f20b45d60e11b815260040160405180910390fd5b61043481610e56565b5f8381526020818152604080832080546001600160e81b03191681556001810180546001600160e01b03199081169091556002820194909455600381018054909416909355600490920180546001600160a01b03191690556060838101518451608086015185516001600160401b0390911681528715159481019490945233948401949094526001600160a01b0390811693169186917f337ae3f1f885faeac6847a1de98f79d69a4a8ca9da68d0ffc373cfd65e2ba343910160405180910390a46105148261050457815161050a565b81606001515b8260a00151611028565b7f000000000000000000000000000000000000000000000000000000000000000060ff1660021461056957610569337f0000000000000000000000000000000000000000000000000000000000000000611028565b505050565b5f61057882610d62565b9050600160ff16816040015160ff160361059a5761059682826110bf565b5050565b6001197f000000000000000000000000000000000000000000000000000000000000000060ff16016105df5760405163f7a89ecf60e01b815260040160405180910390fd5b6106677f000000000000000000000000000000000000000000000000000000000000000060ff166002146106205781602001516001600160401b031661128f565b7f00000000000000000000000000000000000000000000000000000000000000006001600160401b031682602001516001600160401b03166106629190611acc565b61128f565b6106845760405163085de62560e01b815260040160405180910390fd5b5f8281526020818152604080832080546001600160e81b0319168155600180820180546001600160e01b0319908116909155600283019590955560038201805490951690945560040180546001600160a01b031916905560608401518451608086015183516001600160401b03909116815260ff7f00000000000000000000000000000000000000000000000000000000000000001690951493850184905292936001600160a01b0391821693919091169186917f129b026a1f0e513fc1e46195559f4bba667cf0a12c232f03c6484ef17739c2a6910160405180910390a461078281610772578251610778565b82606001515b8360a00151611028565b8151610569907f0000000000000000000000000000000000000000000000000000000000000000611028565b5f6001600160a01b03871615806107cd57506001600160a01b03871630145b156107eb57604051633a43ca4160e01b815260040160405180910390fd5b336001600160a01b038816036108145760405163702d685960e01b815260040160405180910390fd5b677fffffffffffffff86118061085a5750677fffffffffffffff6108587f000000000000000000000000000000000000000000000000000000000000000088611acc565b115b156108785760405163d887771b60e01b815260040160405180910390fd5b7f000000000000000000000000000000000000000000000000000000000000000060ff166002146108af576108af878686866112cc565b60018054905f6108be83611adf565b909155505f81815260208190526040902080546001600160e01b0319163367ffffffffffffffff60a01b191617600160a01b6001600160401b0389160217815590915060ff7f000000000000000000000000000000000000000000000000000000000000000016600114610933576002610936565b60015b815460ff91909116600160e01b0260ff60e01b199091161781556001810180546001600160401b038516600160a01b026001600160e01b03199091166001600160a01b038b1617179055600281018790555f610993828787611552565b604080516001600160401b038781168252602082018c90528a8116828401528316606082015290519192506001600160a01b038b1691339186917f40c86633bb2cac2ec7bdb74662ce99dacd72ec2ef8d990c8300313912fd2dbd49181900360800190a47f000000000000000000000000000000000000000000000000000000000000000060ff16610a2957610a298383611729565b610a5c33610a577f00000000000000000000000000000000000000000000000000000000000000008b611acc565b611812565b6001197f000000000000000000000000000000000000000000000000000000000000000060ff1601610b4657604051633c50fef960e01b81526001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001690633c50fef990610b049033908d908b908b908e907f000000000000000000000000000000000000000000000000000000000000000060ff1615908c90600401611af7565b6020604051808303815f875af1158015610b20573d5f5f3e3d5ffd5b505050506040513d601f19601f82011682018060405250810190610b449190611b8b565b505b50509695505050505050565b5f610b5c82610d62565b604081015190915060ff16600114610b8757604051636f20b45d60e11b815260040160405180910390fd5b80606001516001600160a01b0316336001600160a01b031614610bbd57604051631a40715960e11b815260040160405180910390fd5b7f000000000000000000000000000000000000000000000000000000000000000060ff16600214801590610c025750610c0281602001516001600160401b031661128f565b15610c205760405163ecdd1c2960e01b815260040160405180910390fd5b5f8281526020818152604091829020805460ff60e01b1916600160e11b17905560608301518351608085015193516001600160401b0390941684526001600160a01b039182169391169185917fc76e8bd574614039802cefcbff4a529a836fa3fa2269f00885f033c2c9f2a706910160405180910390a46001197f000000000000000000000000000000000000000000000000000000000000000060ff1601610d4a5760e0810151604051631ff406b760e11b81526001600160401b0390911660048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031690633fe80d6e906024015f604051808303815f87803b158015610d30575f5ffd5b505af1158015610d42573d5f5f3e3d5ffd5b505050505050565b5f828152602081905260409020610596908390611729565b610d6a611873565b505f818152602081815260409182902082516101208101845281546001600160a01b0380821683526001600160401b03600160a01b80840482169685019690965260ff600160e01b909304929092169583018690526001840154808216606085015285900482166080840152600284015460a0840152600384015480821660c0850152949094041660e082015260049091015490911661010082015290610e5157811580610e1a57506001548210155b15610e385760405163019ec8b360e31b815260040160405180910390fd5b604051631cdde67b60e01b815260040160405180910390fd5b919050565b6001197f000000000000000000000000000000000000000000000000000000000000000060ff1601610ece57336001600160a01b037f00000000000000000000000000000000000000000000000000000000000000001614610ecb5760405163a270839560e01b815260040160405180910390fd5b50565b7f000000000000000000000000000000000000000000000000000000000000000060ff16600114610f00578051610f06565b8060c001515b6001600160a01b03163303610f4957610f2b81602001516001600160401b031661128f565b15610ecb5760405163ecdd1c2960e01b815260040160405180910390fd5b7f000000000000000000000000000000000000000000000000000000000000000060ff166002148015610f9257508061010001516001600160a01b0316336001600160a01b0316145b1561100f57610fad81602001516001600160401b031661128f565b610fca5760405163085de62560e01b815260040160405180910390fd5b610f2b7f00000000000000000000000000000000000000000000000000000000000000006001600160401b031682602001516001600160401b03166106629190611acc565b60405163a270839560e01b815260040160405180910390fd5b80156105965760405163a9059cbb60e01b81526001600160a01b038381166004830152602482018390527f0000000000000000000000000000000000000000000000000000000000000000169063a9059cbb906044015b6020604051808303815f875af115801561109b573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906105699190611ba2565b6110d581602001516001600160401b031661128f565b6110f25760405163085de62560e01b815260040160405180910390fd5b5f8281526020818152604080832080546001600160e81b03191681556001810180546001600160e01b031990811690915560028201859055600382018054909116905560040180546001600160a01b031916905560608401518451608086015183516001600160401b039091168152938401949094526001600160a01b0390811693169185917f129b026a1f0e513fc1e46195559f4bba667cf0a12c232f03c6484ef17739c2a6910160405180910390a46001197f000000000000000000000000000000000000000000000000000000000000000060ff16016112535760e08101516040516340e58ee560e01b81526001600160401b0390911660048201527f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316906340e58ee5906024015f604051808303815f87803b15801561123c575f5ffd5b505af115801561124e573d5f5f3e3d5ffd5b505050505b610596815f01517f00000000000000000000000000000000000000000000000000000000000000008360a0015161128a9190611acc565b611028565b5f7f000000000000000000000000000000000000000000000000000000000000000060ff16156112c257814210156112c6565b8142115b92915050565b6112da6312cc030042611acc565b836001600160401b03161115611303576040516327722dab60e11b815260040160405180910390fd5b611315836001600160401b031661128f565b156113335760405163ecdd1c2960e01b815260040160405180910390fd5b5f7f000000000000000000000000000000000000000000000000000000000000000060ff16600214611365575f611368565b60015b7f000000000000000000000000000000000000000000000000000000000000000060ff16600114611399575f61139c565b60015b6113a69190611bbd565b60ff1690508181146113cb57604051635c74be3960e01b815260040160405180910390fd5b5f5b818110156114be575f8484838181106113e8576113e8611bd6565b90506020020160208101906113fd9190611bea565b6001600160a01b03160361142457604051636d62067b60e01b815260040160405180910390fd5b3384848381811061143757611437611bd6565b905060200201602081019061144c9190611bea565b6001600160a01b031614806114985750856001600160a01b031684848381811061147857611478611bd6565b905060200201602081019061148d9190611bea565b6001600160a01b0316145b156114b657604051633d8b168560e21b815260040160405180910390fd5b6001016113cd565b5080600214801561152d5750828260018181106114dd576114dd611bd6565b90506020020160208101906114f29190611bea565b6001600160a01b031683835f81811061150d5761150d611bd6565b90506020020160208101906115229190611bea565b6001600160a01b0316145b1561154b5760405163038308bf60e61b815260040160405180910390fd5b5050505050565b5f6001197f000000000000000000000000000000000000000000000000000000000000000060ff160161162d577f00000000000000000000000000000000000000000000000000000000000000006001600160a01b031663cf7292646040518163ffffffff1660e01b8152600401602060405180830381865afa1580156115db573d5f5f3e3d5ffd5b505050506040513d601f19601f820116820180604052508101906115ff9190611b8b565b60038501805467ffffffffffffffff60a01b1916600160a01b6001600160401b038416021790559050611722565b5f197f000000000000000000000000000000000000000000000000000000000000000060ff16016116a25782825f81811061166a5761166a611bd6565b905060200201602081019061167f9190611bea565b6003850180546001600160a01b0319166001600160a01b03929092169190911790555b6001197f000000000000000000000000000000000000000000000000000000000000000060ff16016117225782826116db600182611c03565b8181106116ea576116ea611bd6565b90506020020160208101906116ff9190611bea565b6004850180546001600160a01b0319166001600160a01b03929092169190911790555b9392505050565b5f197f000000000000000000000000000000000000000000000000000000000000000060ff160161179b5760038101546040515f81526001600160a01b039091169083907f6e961cc50a41536ff8c6f2e2f20e3cfa0ee3a581406cfea0451064a802a64a849060200160405180910390a35b6001197f000000000000000000000000000000000000000000000000000000000000000060ff1601610596576004810154604051600181526001600160a01b039091169083907f6e961cc50a41536ff8c6f2e2f20e3cfa0ee3a581406cfea0451064a802a64a849060200160405180910390a35050565b8015610596576040516323b872dd60e01b81526001600160a01b038381166004830152306024830152604482018390527f000000000000000000000000000000000000000000000000000000000000000016906323b872dd9060640161107f565b60408051610120810182525f80825260208201819052918101829052606081018290526080810182905260a0810182905260c0810182905260e0810182905261010081019190915290565b5f602082840312156118ce575f5ffd5b5035919050565b81516001600160a01b031681526020808301516001600160401b03169082015260408083015161012083019161190f9084018260ff169052565b50606083015161192a60608401826001600160a01b03169052565b50608083015161194560808401826001600160401b03169052565b5060a083015160a083015260c083015161196a60c08401826001600160a01b03169052565b5060e083015161198560e08401826001600160401b03169052565b506101008301516119a26101008401826001600160a01b03169052565b5092915050565b8015158114610ecb575f5ffd5b5f5f604083850312156119c7575f5ffd5b8235915060208301356119d9816119a9565b809150509250929050565b80356001600160a01b0381168114610e51575f5ffd5b80356001600160401b0381168114610e51575f5ffd5b5f5f5f5f5f5f60a08789031215611a25575f5ffd5b611a2e876119e4565b955060208701359450611a43604088016119fa565b935060608701356001600160401b03811115611a5d575f5ffd5b8701601f81018913611a6d575f5ffd5b80356001600160401b03811115611a82575f5ffd5b8960208260051b8401011115611a96575f5ffd5b60209190910193509150611aac608088016119fa565b90509295509295509295565b634e487b7160e01b5f52601160045260245ffd5b808201808211156112c6576112c6611ab8565b5f60018201611af057611af0611ab8565b5060010190565b6001600160a01b0388811682528716602082015260c06040820181905281018590525f8660e08301825b88811015611b4f576001600160a01b03611b3a846119e4565b16825260209283019290910190600101611b21565b506001600160401b03871660608501529150611b689050565b83151560808301526001600160401b03831660a083015298975050505050505050565b5f60208284031215611b9b575f5ffd5b5051919050565b5f60208284031215611bb2575f5ffd5b8151611722816119a9565b60ff81811683821601908111156112c6576112c6611ab8565b634e487b7160e01b5f52603260045260245ffd5b5f60208284031215611bfa575f5ffd5b611722826119e4565b818103818111156112c6576112c6611ab856",
}

// Deal is an auto generated Go binding around an Ethereum contract.
type Deal struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Deal) GetABI() abi.ABI {
	return c.abi
}

// NewDeal creates a new instance of Deal.
func NewDeal() *Deal {
	parsed, err := DealMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Deal{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Deal) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address token_, address vote_, (uint8,uint256,uint8,uint64,uint8,uint8) params) returns()
func (deal *Deal) PackConstructor(token_ common.Address, vote_ common.Address, params DealParams) []byte {
	enc, err := deal.abi.Pack("", token_, vote_, params)
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
func (deal *Deal) PackMAXAMOUNT() []byte {
	enc, err := deal.abi.Pack("MAX_AMOUNT")
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
func (deal *Deal) TryPackMAXAMOUNT() ([]byte, error) {
	return deal.abi.Pack("MAX_AMOUNT")
}

// UnpackMAXAMOUNT is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd40dc870.
//
// Solidity: function MAX_AMOUNT() view returns(uint256)
func (deal *Deal) UnpackMAXAMOUNT(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("MAX_AMOUNT", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackMAXTERM is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9886bf63.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function MAX_TERM() view returns(uint256)
func (deal *Deal) PackMAXTERM() []byte {
	enc, err := deal.abi.Pack("MAX_TERM")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMAXTERM is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9886bf63.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function MAX_TERM() view returns(uint256)
func (deal *Deal) TryPackMAXTERM() ([]byte, error) {
	return deal.abi.Pack("MAX_TERM")
}

// UnpackMAXTERM is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9886bf63.
//
// Solidity: function MAX_TERM() view returns(uint256)
func (deal *Deal) UnpackMAXTERM(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("MAX_TERM", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackAgree is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf606841e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function agree(uint256 id) returns()
func (deal *Deal) PackAgree(id *big.Int) []byte {
	enc, err := deal.abi.Pack("agree", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAgree is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf606841e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function agree(uint256 id) returns()
func (deal *Deal) TryPackAgree(id *big.Int) ([]byte, error) {
	return deal.abi.Pack("agree", id)
}

// PackBoundary is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4515798d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function boundary() view returns(uint8)
func (deal *Deal) PackBoundary() []byte {
	enc, err := deal.abi.Pack("boundary")
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
func (deal *Deal) TryPackBoundary() ([]byte, error) {
	return deal.abi.Pack("boundary")
}

// UnpackBoundary is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4515798d.
//
// Solidity: function boundary() view returns(uint8)
func (deal *Deal) UnpackBoundary(data []byte) (uint8, error) {
	out, err := deal.abi.Unpack("boundary", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackCost is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x13faede6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cost() view returns(uint256)
func (deal *Deal) PackCost() []byte {
	enc, err := deal.abi.Pack("cost")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCost is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x13faede6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cost() view returns(uint256)
func (deal *Deal) TryPackCost() ([]byte, error) {
	return deal.abi.Pack("cost")
}

// UnpackCost is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x13faede6.
//
// Solidity: function cost() view returns(uint256)
func (deal *Deal) UnpackCost(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("cost", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDeals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x03988f84.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64,uint256,address,uint64,address))
func (deal *Deal) PackDeals(id *big.Int) []byte {
	enc, err := deal.abi.Pack("deals", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDeals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x03988f84.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64,uint256,address,uint64,address))
func (deal *Deal) TryPackDeals(id *big.Int) ([]byte, error) {
	return deal.abi.Pack("deals", id)
}

// UnpackDeals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x03988f84.
//
// Solidity: function deals(uint256 id) view returns((address,uint64,uint8,address,uint64,uint256,address,uint64,address))
func (deal *Deal) UnpackDeals(data []byte) (DealRow, error) {
	out, err := deal.abi.Unpack("deals", data)
	if err != nil {
		return *new(DealRow), err
	}
	out0 := *abi.ConvertType(out[0], new(DealRow)).(*DealRow)
	return out0, nil
}

// PackDecide is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x224f3d1a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decide(uint256 id, bool success) returns()
func (deal *Deal) PackDecide(id *big.Int, success bool) []byte {
	enc, err := deal.abi.Pack("decide", id, success)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecide is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x224f3d1a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decide(uint256 id, bool success) returns()
func (deal *Deal) TryPackDecide(id *big.Int, success bool) ([]byte, error) {
	return deal.abi.Pack("decide", id, success)
}

// PackDecider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc6def15.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decider() view returns(uint8)
func (deal *Deal) PackDecider() []byte {
	enc, err := deal.abi.Pack("decider")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecider is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc6def15.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decider() view returns(uint8)
func (deal *Deal) TryPackDecider() ([]byte, error) {
	return deal.abi.Pack("decider")
}

// UnpackDecider is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc6def15.
//
// Solidity: function decider() view returns(uint8)
func (deal *Deal) UnpackDecider(data []byte) (uint8, error) {
	out, err := deal.abi.Unpack("decider", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackExpire is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbf81bf43.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function expire(uint256 id) returns()
func (deal *Deal) PackExpire(id *big.Int) []byte {
	enc, err := deal.abi.Pack("expire", id)
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
func (deal *Deal) TryPackExpire(id *big.Int) ([]byte, error) {
	return deal.abi.Pack("expire", id)
}

// PackFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xddca3f43.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fee() view returns(uint256)
func (deal *Deal) PackFee() []byte {
	enc, err := deal.abi.Pack("fee")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFee is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xddca3f43.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fee() view returns(uint256)
func (deal *Deal) TryPackFee() ([]byte, error) {
	return deal.abi.Pack("fee")
}

// UnpackFee is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xddca3f43.
//
// Solidity: function fee() view returns(uint256)
func (deal *Deal) UnpackFee(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("fee", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackNaming is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x388d3fa4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function naming() view returns(uint8)
func (deal *Deal) PackNaming() []byte {
	enc, err := deal.abi.Pack("naming")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNaming is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x388d3fa4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function naming() view returns(uint8)
func (deal *Deal) TryPackNaming() ([]byte, error) {
	return deal.abi.Pack("naming")
}

// UnpackNaming is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x388d3fa4.
//
// Solidity: function naming() view returns(uint8)
func (deal *Deal) UnpackNaming(data []byte) (uint8, error) {
	out, err := deal.abi.Unpack("naming", data)
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
func (deal *Deal) PackNext() []byte {
	enc, err := deal.abi.Pack("next")
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
func (deal *Deal) TryPackNext() ([]byte, error) {
	return deal.abi.Pack("next")
}

// UnpackNext is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4c8fe526.
//
// Solidity: function next() view returns(uint256)
func (deal *Deal) UnpackNext(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("next", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xca1d4f2a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open(address provider, uint256 amount, uint64 deadline, address[] witnesses, uint64 ref) returns(uint256 id)
func (deal *Deal) PackOpen(provider common.Address, amount *big.Int, deadline uint64, witnesses []common.Address, ref uint64) []byte {
	enc, err := deal.abi.Pack("open", provider, amount, deadline, witnesses, ref)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xca1d4f2a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open(address provider, uint256 amount, uint64 deadline, address[] witnesses, uint64 ref) returns(uint256 id)
func (deal *Deal) TryPackOpen(provider common.Address, amount *big.Int, deadline uint64, witnesses []common.Address, ref uint64) ([]byte, error) {
	return deal.abi.Pack("open", provider, amount, deadline, witnesses, ref)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xca1d4f2a.
//
// Solidity: function open(address provider, uint256 amount, uint64 deadline, address[] witnesses, uint64 ref) returns(uint256 id)
func (deal *Deal) UnpackOpen(data []byte) (*big.Int, error) {
	out, err := deal.abi.Unpack("open", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSilence is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa537f74.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function silence() view returns(uint8)
func (deal *Deal) PackSilence() []byte {
	enc, err := deal.abi.Pack("silence")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSilence is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfa537f74.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function silence() view returns(uint8)
func (deal *Deal) TryPackSilence() ([]byte, error) {
	return deal.abi.Pack("silence")
}

// UnpackSilence is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfa537f74.
//
// Solidity: function silence() view returns(uint8)
func (deal *Deal) UnpackSilence(data []byte) (uint8, error) {
	out, err := deal.abi.Unpack("silence", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackStandInWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb95a7e4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function standInWithin() view returns(uint64)
func (deal *Deal) PackStandInWithin() []byte {
	enc, err := deal.abi.Pack("standInWithin")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStandInWithin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdb95a7e4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function standInWithin() view returns(uint64)
func (deal *Deal) TryPackStandInWithin() ([]byte, error) {
	return deal.abi.Pack("standInWithin")
}

// UnpackStandInWithin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdb95a7e4.
//
// Solidity: function standInWithin() view returns(uint64)
func (deal *Deal) UnpackStandInWithin(data []byte) (uint64, error) {
	out, err := deal.abi.Unpack("standInWithin", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc0c546a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function token() view returns(address)
func (deal *Deal) PackToken() []byte {
	enc, err := deal.abi.Pack("token")
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
func (deal *Deal) TryPackToken() ([]byte, error) {
	return deal.abi.Pack("token")
}

// UnpackToken is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc0c546a.
//
// Solidity: function token() view returns(address)
func (deal *Deal) UnpackToken(data []byte) (common.Address, error) {
	out, err := deal.abi.Unpack("token", data)
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
func (deal *Deal) PackVote() []byte {
	enc, err := deal.abi.Pack("vote")
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
func (deal *Deal) TryPackVote() ([]byte, error) {
	return deal.abi.Pack("vote")
}

// UnpackVote is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x632a9a52.
//
// Solidity: function vote() view returns(address)
func (deal *Deal) UnpackVote(data []byte) (common.Address, error) {
	out, err := deal.abi.Unpack("vote", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// DealAgreed represents a Agreed event raised by the Deal contract.
type DealAgreed struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const DealAgreedEventName = "Agreed"

// ContractEventName returns the user-defined event name.
func (DealAgreed) ContractEventName() string {
	return DealAgreedEventName
}

// UnpackAgreedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Agreed(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref)
func (deal *Deal) UnpackAgreedEvent(log *types.Log) (*DealAgreed, error) {
	event := "Agreed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != deal.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DealAgreed)
	if len(log.Data) > 0 {
		if err := deal.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range deal.abi.Events[event].Inputs {
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

// DealDecided represents a Decided event raised by the Deal contract.
type DealDecided struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Success  bool
	By       common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const DealDecidedEventName = "Decided"

// ContractEventName returns the user-defined event name.
func (DealDecided) ContractEventName() string {
	return DealDecidedEventName
}

// UnpackDecidedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Decided(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, bool success, address by)
func (deal *Deal) UnpackDecidedEvent(log *types.Log) (*DealDecided, error) {
	event := "Decided"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != deal.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DealDecided)
	if len(log.Data) > 0 {
		if err := deal.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range deal.abi.Events[event].Inputs {
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

// DealExpired represents a Expired event raised by the Deal contract.
type DealExpired struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Success  bool
	Raw      *types.Log // Blockchain specific contextual infos
}

const DealExpiredEventName = "Expired"

// ContractEventName returns the user-defined event name.
func (DealExpired) ContractEventName() string {
	return DealExpiredEventName
}

// UnpackExpiredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Expired(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, bool success)
func (deal *Deal) UnpackExpiredEvent(log *types.Log) (*DealExpired, error) {
	event := "Expired"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != deal.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DealExpired)
	if len(log.Data) > 0 {
		if err := deal.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range deal.abi.Events[event].Inputs {
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

// DealNamed represents a Named event raised by the Deal contract.
type DealNamed struct {
	Id      *big.Int
	Witness common.Address
	Second  bool
	Raw     *types.Log // Blockchain specific contextual infos
}

const DealNamedEventName = "Named"

// ContractEventName returns the user-defined event name.
func (DealNamed) ContractEventName() string {
	return DealNamedEventName
}

// UnpackNamedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Named(uint256 indexed id, address indexed witness, bool second)
func (deal *Deal) UnpackNamedEvent(log *types.Log) (*DealNamed, error) {
	event := "Named"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != deal.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DealNamed)
	if len(log.Data) > 0 {
		if err := deal.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range deal.abi.Events[event].Inputs {
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

// DealOpened represents a Opened event raised by the Deal contract.
type DealOpened struct {
	Id       *big.Int
	Payer    common.Address
	Provider common.Address
	Ref      uint64
	Amount   *big.Int
	Deadline uint64
	Ballot   uint64
	Raw      *types.Log // Blockchain specific contextual infos
}

const DealOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (DealOpened) ContractEventName() string {
	return DealOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(uint256 indexed id, address indexed payer, address indexed provider, uint64 ref, uint256 amount, uint64 deadline, uint64 ballot)
func (deal *Deal) UnpackOpenedEvent(log *types.Log) (*DealOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != deal.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(DealOpened)
	if len(log.Data) > 0 {
		if err := deal.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range deal.abi.Events[event].Inputs {
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
func (deal *Deal) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], deal.abi.Errors["BadParams"].ID.Bytes()[:4]) {
		return deal.UnpackBadParamsError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["Closed"].ID.Bytes()[:4]) {
		return deal.UnpackClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return deal.UnpackERC20InvalidSpenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["NoProvider"].ID.Bytes()[:4]) {
		return deal.UnpackNoProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["NoWitness"].ID.Bytes()[:4]) {
		return deal.UnpackNoWitnessError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["NotDecider"].ID.Bytes()[:4]) {
		return deal.UnpackNotDeciderError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["NotProvider"].ID.Bytes()[:4]) {
		return deal.UnpackNotProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["PartyWitness"].ID.Bytes()[:4]) {
		return deal.UnpackPartyWitnessError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["SelfDeal"].ID.Bytes()[:4]) {
		return deal.UnpackSelfDealError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["TooEarly"].ID.Bytes()[:4]) {
		return deal.UnpackTooEarlyError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["TooLate"].ID.Bytes()[:4]) {
		return deal.UnpackTooLateError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["TooLong"].ID.Bytes()[:4]) {
		return deal.UnpackTooLongError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["TooMuch"].ID.Bytes()[:4]) {
		return deal.UnpackTooMuchError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["TwiceWitness"].ID.Bytes()[:4]) {
		return deal.UnpackTwiceWitnessError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["Unknown"].ID.Bytes()[:4]) {
		return deal.UnpackUnknownError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["VoteDecides"].ID.Bytes()[:4]) {
		return deal.UnpackVoteDecidesError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["WrongPanel"].ID.Bytes()[:4]) {
		return deal.UnpackWrongPanelError(raw[4:])
	}
	if bytes.Equal(raw[:4], deal.abi.Errors["WrongState"].ID.Bytes()[:4]) {
		return deal.UnpackWrongStateError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// DealBadParams represents a BadParams error raised by the Deal contract.
type DealBadParams struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error BadParams()
func DealBadParamsErrorID() common.Hash {
	return common.HexToHash("0x019af6379de0e1c5d9ed7bc9cadaf094fc9efb595904a561b64245c59cd9399f")
}

// UnpackBadParamsError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error BadParams()
func (deal *Deal) UnpackBadParamsError(raw []byte) (*DealBadParams, error) {
	out := new(DealBadParams)
	if err := deal.abi.UnpackIntoInterface(out, "BadParams", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealClosed represents a Closed error raised by the Deal contract.
type DealClosed struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Closed()
func DealClosedErrorID() common.Hash {
	return common.HexToHash("0x1cdde67b72a90f19919ac732a437ac2f7a10fc128d28c2a6e525d89ce5cd9d3a")
}

// UnpackClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Closed()
func (deal *Deal) UnpackClosedError(raw []byte) (*DealClosed, error) {
	out := new(DealClosed)
	if err := deal.abi.UnpackIntoInterface(out, "Closed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the Deal contract.
type DealERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func DealERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (deal *Deal) UnpackERC20InsufficientAllowanceError(raw []byte) (*DealERC20InsufficientAllowance, error) {
	out := new(DealERC20InsufficientAllowance)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the Deal contract.
type DealERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func DealERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (deal *Deal) UnpackERC20InsufficientBalanceError(raw []byte) (*DealERC20InsufficientBalance, error) {
	out := new(DealERC20InsufficientBalance)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InvalidApprover represents a ERC20InvalidApprover error raised by the Deal contract.
type DealERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func DealERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (deal *Deal) UnpackERC20InvalidApproverError(raw []byte) (*DealERC20InvalidApprover, error) {
	out := new(DealERC20InvalidApprover)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the Deal contract.
type DealERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func DealERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (deal *Deal) UnpackERC20InvalidReceiverError(raw []byte) (*DealERC20InvalidReceiver, error) {
	out := new(DealERC20InvalidReceiver)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InvalidSender represents a ERC20InvalidSender error raised by the Deal contract.
type DealERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func DealERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (deal *Deal) UnpackERC20InvalidSenderError(raw []byte) (*DealERC20InvalidSender, error) {
	out := new(DealERC20InvalidSender)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealERC20InvalidSpender represents a ERC20InvalidSpender error raised by the Deal contract.
type DealERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func DealERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (deal *Deal) UnpackERC20InvalidSpenderError(raw []byte) (*DealERC20InvalidSpender, error) {
	out := new(DealERC20InvalidSpender)
	if err := deal.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealNoProvider represents a NoProvider error raised by the Deal contract.
type DealNoProvider struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoProvider()
func DealNoProviderErrorID() common.Hash {
	return common.HexToHash("0x3a43ca41838edf2ee045bd261d18ec593e40d6f9a7e163f80313419d896efd74")
}

// UnpackNoProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoProvider()
func (deal *Deal) UnpackNoProviderError(raw []byte) (*DealNoProvider, error) {
	out := new(DealNoProvider)
	if err := deal.abi.UnpackIntoInterface(out, "NoProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealNoWitness represents a NoWitness error raised by the Deal contract.
type DealNoWitness struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NoWitness()
func DealNoWitnessErrorID() common.Hash {
	return common.HexToHash("0x6d62067baf5230408e8f9ac83cfecf2445bb1d96e7e932aa017cab002c1047c7")
}

// UnpackNoWitnessError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NoWitness()
func (deal *Deal) UnpackNoWitnessError(raw []byte) (*DealNoWitness, error) {
	out := new(DealNoWitness)
	if err := deal.abi.UnpackIntoInterface(out, "NoWitness", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealNotDecider represents a NotDecider error raised by the Deal contract.
type DealNotDecider struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotDecider()
func DealNotDeciderErrorID() common.Hash {
	return common.HexToHash("0xa270839509e5ce018b6ce2422c423f7b4d83cc3afc85107abf83b33d58edde49")
}

// UnpackNotDeciderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotDecider()
func (deal *Deal) UnpackNotDeciderError(raw []byte) (*DealNotDecider, error) {
	out := new(DealNotDecider)
	if err := deal.abi.UnpackIntoInterface(out, "NotDecider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealNotProvider represents a NotProvider error raised by the Deal contract.
type DealNotProvider struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error NotProvider()
func DealNotProviderErrorID() common.Hash {
	return common.HexToHash("0x3480e2b2462e4d9c2f0abe23c91f502123880203393e4f268e0c489e4ec3b3a0")
}

// UnpackNotProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error NotProvider()
func (deal *Deal) UnpackNotProviderError(raw []byte) (*DealNotProvider, error) {
	out := new(DealNotProvider)
	if err := deal.abi.UnpackIntoInterface(out, "NotProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealPartyWitness represents a PartyWitness error raised by the Deal contract.
type DealPartyWitness struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PartyWitness()
func DealPartyWitnessErrorID() common.Hash {
	return common.HexToHash("0xf62c5a14ef46679292b434467ea49931f02f0f7facfef2205e92559e90ec0b33")
}

// UnpackPartyWitnessError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PartyWitness()
func (deal *Deal) UnpackPartyWitnessError(raw []byte) (*DealPartyWitness, error) {
	out := new(DealPartyWitness)
	if err := deal.abi.UnpackIntoInterface(out, "PartyWitness", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealSelfDeal represents a SelfDeal error raised by the Deal contract.
type DealSelfDeal struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SelfDeal()
func DealSelfDealErrorID() common.Hash {
	return common.HexToHash("0x702d6859e1c0e64b2f3dcfb95ea4f9ef64cc9d25059350eb1165e8dc672c0a9f")
}

// UnpackSelfDealError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SelfDeal()
func (deal *Deal) UnpackSelfDealError(raw []byte) (*DealSelfDeal, error) {
	out := new(DealSelfDeal)
	if err := deal.abi.UnpackIntoInterface(out, "SelfDeal", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealTooEarly represents a TooEarly error raised by the Deal contract.
type DealTooEarly struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooEarly()
func DealTooEarlyErrorID() common.Hash {
	return common.HexToHash("0x085de625ed51bbce95c12627fc263453b8d214878d184bd1eaa2cc357a507a30")
}

// UnpackTooEarlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooEarly()
func (deal *Deal) UnpackTooEarlyError(raw []byte) (*DealTooEarly, error) {
	out := new(DealTooEarly)
	if err := deal.abi.UnpackIntoInterface(out, "TooEarly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealTooLate represents a TooLate error raised by the Deal contract.
type DealTooLate struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooLate()
func DealTooLateErrorID() common.Hash {
	return common.HexToHash("0xecdd1c29e1637c8bfa8cc1f1073ba3a2f674b640f167e7c16246364c720ada92")
}

// UnpackTooLateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooLate()
func (deal *Deal) UnpackTooLateError(raw []byte) (*DealTooLate, error) {
	out := new(DealTooLate)
	if err := deal.abi.UnpackIntoInterface(out, "TooLate", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealTooLong represents a TooLong error raised by the Deal contract.
type DealTooLong struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooLong()
func DealTooLongErrorID() common.Hash {
	return common.HexToHash("0x4ee45b56759704bb423d48fd084e94982a4a254d5257ad9616f266314bd1f12f")
}

// UnpackTooLongError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooLong()
func (deal *Deal) UnpackTooLongError(raw []byte) (*DealTooLong, error) {
	out := new(DealTooLong)
	if err := deal.abi.UnpackIntoInterface(out, "TooLong", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealTooMuch represents a TooMuch error raised by the Deal contract.
type DealTooMuch struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TooMuch()
func DealTooMuchErrorID() common.Hash {
	return common.HexToHash("0xd887771ba4ebb7853564df2edfebb34d6a6bd1369d42d13e49cb5ed06ba06963")
}

// UnpackTooMuchError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TooMuch()
func (deal *Deal) UnpackTooMuchError(raw []byte) (*DealTooMuch, error) {
	out := new(DealTooMuch)
	if err := deal.abi.UnpackIntoInterface(out, "TooMuch", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealTwiceWitness represents a TwiceWitness error raised by the Deal contract.
type DealTwiceWitness struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error TwiceWitness()
func DealTwiceWitnessErrorID() common.Hash {
	return common.HexToHash("0xe0c22fc02ac67abef6a2eff39bbc35449a5a3ea10ff1a752c678dcb8c38be3e6")
}

// UnpackTwiceWitnessError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error TwiceWitness()
func (deal *Deal) UnpackTwiceWitnessError(raw []byte) (*DealTwiceWitness, error) {
	out := new(DealTwiceWitness)
	if err := deal.abi.UnpackIntoInterface(out, "TwiceWitness", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealUnknown represents a Unknown error raised by the Deal contract.
type DealUnknown struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Unknown()
func DealUnknownErrorID() common.Hash {
	return common.HexToHash("0x0cf64598c0d224c06e8f9cca65ec434cddc2326c0f49b813069f0e5fada22b20")
}

// UnpackUnknownError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Unknown()
func (deal *Deal) UnpackUnknownError(raw []byte) (*DealUnknown, error) {
	out := new(DealUnknown)
	if err := deal.abi.UnpackIntoInterface(out, "Unknown", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealVoteDecides represents a VoteDecides error raised by the Deal contract.
type DealVoteDecides struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error VoteDecides()
func DealVoteDecidesErrorID() common.Hash {
	return common.HexToHash("0xf7a89ecfc05fe40f4be8935006ee4b5928d11175dd5cecdbb1122d3b7fc2061c")
}

// UnpackVoteDecidesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error VoteDecides()
func (deal *Deal) UnpackVoteDecidesError(raw []byte) (*DealVoteDecides, error) {
	out := new(DealVoteDecides)
	if err := deal.abi.UnpackIntoInterface(out, "VoteDecides", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealWrongPanel represents a WrongPanel error raised by the Deal contract.
type DealWrongPanel struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongPanel()
func DealWrongPanelErrorID() common.Hash {
	return common.HexToHash("0x5c74be390b4e4cf6caa0ba2d858a3337c3c2afd3b2b8328e8563f0e83fb4de10")
}

// UnpackWrongPanelError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongPanel()
func (deal *Deal) UnpackWrongPanelError(raw []byte) (*DealWrongPanel, error) {
	out := new(DealWrongPanel)
	if err := deal.abi.UnpackIntoInterface(out, "WrongPanel", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// DealWrongState represents a WrongState error raised by the Deal contract.
type DealWrongState struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error WrongState()
func DealWrongStateErrorID() common.Hash {
	return common.HexToHash("0xde4168ba7198f38303be592cc28507102d9b35ab9e6847344eb3979e3a60fa52")
}

// UnpackWrongStateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error WrongState()
func (deal *Deal) UnpackWrongStateError(raw []byte) (*DealWrongState, error) {
	out := new(DealWrongState)
	if err := deal.abi.UnpackIntoInterface(out, "WrongState", raw); err != nil {
		return nil, err
	}
	return out, nil
}
