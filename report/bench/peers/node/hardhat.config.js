// A chain in the process, that makes a block when it is told to.
module.exports = {
  solidity: '0.8.30',
  networks: {
    hardhat: { accounts: { count: 50 }, blockGasLimit: 60_000_000, mining: { auto: false, interval: 0, mempool: { order: 'fifo' } } },
  },
}
