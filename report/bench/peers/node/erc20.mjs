// The loop of verbs' ERC-20 benchmark on a development chain: in each step 50 agents look at their balance and send some
// of it to another, and a block is made. See package outcome of the Go programs for the arguments and the line.
//
//   node erc20.mjs CHAIN STEPS SEED     CHAIN: anvil or hardhat, which is EDR; TOKEN is the path of Token.json
//
// hardhat is asked in this process. anvil is a process of its own: it is asked over HTTP, as it always is,
// a batch of all balances and one of all transfers a step, so that round trips cost as little as they can.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const [chain, steps] = [process.argv[2], Number(process.argv[3])]
const agents = 50
const endowment = 1_000_000
const token = JSON.parse(readFileSync(process.env.TOKEN, 'utf8'))
const require = createRequire(process.cwd() + '/')
const hex = (n) => '0x' + n.toString(16)
const word = (x) => (typeof x === 'number' ? x.toString(16) : x.slice(2)).padStart(64, '0')
const selectors = { balanceOf: '0x70a08231', transfer: '0xa9059cbb' }

// Each chain gives ask(calls) -> results, for calls of the form [method, params]; cpu() in seconds; and stop().
const chains = {
  async anvil() {
    const anvil = require.resolve('@foundry-rs/anvil-linux-amd64/bin/anvil')
    const port = 20000 + (process.pid % 20000)
    const args = ['--port', port, '--accounts', agents, '--no-mining', '--silent', '--order', 'fifo', '--gas-price', '0', '--base-fee', '0', '--gas-limit', '60000000']
    const child = spawn(anvil, args.map(String), { stdio: 'ignore' })
    const url = `http://127.0.0.1:${port}`
    const ask = async (calls) => {
      const body = JSON.stringify(calls.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params })))
      const answers = await (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json()
      return answers.sort((a, b) => a.id - b.id).map((a) => {
        if (a.error) throw new Error(JSON.stringify(a.error))
        return a.result
      })
    }
    for (let i = 0; ; i++) {
      try {
        await ask([['eth_chainId', []]])
        break
      } catch (e) {
        if (i > 200) throw e
        await new Promise((r) => setTimeout(r, 50))
      }
    }
    const cpu = () => {
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      return (Number(stat[11]) + Number(stat[12])) / 100 + ownCPU()
    }
    return { ask, cpu, stop: () => child.kill() }
  },
  async hardhat() {
    const hre = require('hardhat')
    return { ask: inProcess(hre.network.provider), cpu: ownCPU, stop: () => {} }
  },
}

const inProcess = (provider) => async (calls) => {
  const results = []
  for (const [method, params] of calls) results.push(await provider.request({ method, params }))
  return results
}

const ownCPU = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const { ask, cpu, stop } = await chains[chain]()
const one = async (method, ...params) => (await ask([[method, params]]))[0]
const mine = () => one('evm_mine')
const gas = { gas: hex(200_000), gasPrice: chain === 'hardhat' ? hex(10 ** 9) : '0x0' }
const accounts = await one('eth_accounts')

const deployed = await one('eth_sendTransaction', {
  ...gas, from: accounts[0], gas: hex(5_000_000), data: token.bytecode + word(accounts[0]) + word(agents * endowment),
})
await mine()
const { contractAddress: to } = await one('eth_getTransactionReceipt', deployed)
const balanceOf = (i) => ['eth_call', [{ to, data: selectors.balanceOf + word(accounts[i]) }, 'latest']]
const transfer = (from, recipient, amount) => [
  'eth_sendTransaction', [{ ...gas, from: accounts[from], to, data: selectors.transfer + word(accounts[recipient]) + word(amount) }],
]
const everyone = Array.from({ length: agents }, (_, i) => i)
await ask(everyone.slice(1).map((i) => transfer(0, i, endowment)))
await mine()

const [began, used] = [performance.now(), cpu()]
for (let step = 0; step < steps; step++) {
  const balances = await ask(everyone.map(balanceOf))
  const sends = []
  for (const i of everyone) {
    const amount = 1 + ((7 * i + 13 * step) % 10)
    if (Number(balances[i]) >= amount) sends.push(transfer(i, (i + 1 + ((i * i + 3 * step) % 49)) % agents, amount))
  }
  await ask(sends)
  await mine()
}
const [wall, spent] = [(performance.now() - began) / 1000, cpu() - used]
const exact = (await ask(everyone.map(balanceOf))).map(Number)
console.log(JSON.stringify({ cpu: spent, wall, done: steps * agents, check: 0, exact }))
await stop()
process.exit(0)
