// What `npm run faults` runs: rounds in which many clients place, ship and cancel while something is killed by SIGKILL.
//   npm run faults -- --rounds 20 --seed 7
// After each round `yidan verify` and the clients' journals prove that nothing was lost or done twice. The last line is JSON.
import { readScriptArguments, wholeNumber } from '../../src/shell/script-arguments.ts'
import { countCommands } from './check.ts'
import { type Journal, openJournal } from './journal.ts'
import { type RoundPlan, type RoundResult, runRound } from './round.ts'
import { type System, startSystem, type Target } from './system.ts'

const { values } = readScriptArguments(
  `usage: npm run faults [-- --rounds N] [--seed S]

  --rounds N   how many rounds, in each of which something is killed (20)
  --seed S     what the clients do; the same seed, the same acts (1)`,
  {
    options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
  },
)
const rounds = wholeNumber('--rounds', values.rounds)

/** Each with one server and with two. */
const targets: readonly Target[] = ['postgres', 'server', 'worker']
const shownFaults = 20

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error(signal)))

const began = performance.now()
let passed = 0
let system: System | undefined
const journal = openJournal()
try {
  system = await startSystem(say)
  for (let round = 1; round <= rounds; round++) await runOne(system, journal, round)
} catch (error) {
  if (interruption.signal.aborted) say(`interrupted (${interruption.signal.reason.message})`)
  else {
    say(`FAILED (seed ${values.seed}): ${error instanceof Error ? error.stack : String(error)}`)
    await sayLog()
  }
  process.exitCode = 1
} finally {
  await system?.stop()
}
const seconds = Math.round((performance.now() - began) / 1000)
const cutOffs = Object.fromEntries(journal.cutOffs)
console.log(JSON.stringify({ rounds, passed, seed: values.seed, seconds, ...totals(journal), cutOffs }))
process.exit()

async function runOne(running: System, book: Journal, round: number): Promise<void> {
  interruption.signal.throwIfAborted()
  const plan: RoundPlan = {
    seed: `${values.seed}.${round}`,
    servers: round % 2 === 1 ? 2 : 1,
    target: targets[(round - 1) % targets.length] as Target,
  }
  const result = await runRound(running, book, plan, interruption.signal)
  say(lineOf(round, plan, result))
  if (result.faults.length > 0) {
    const shown = result.faults.slice(0, shownFaults)
    throw new Error(`round ${round}: ${result.faults.length} faults\n${shown.join('\n')}`)
  }
  passed += 1
}

function lineOf(round: number, { seed, servers, target }: RoundPlan, result: RoundResult): string {
  const { answeredBefore, answered, inFlight, seconds: took } = result
  const outcome = result.faults.length === 0 ? 'ok' : 'FAILED'
  return `round ${round} of ${rounds} (seed ${seed}): ${servers} server${servers === 1 ? '' : 's'}, killed ${target} after ${answeredBefore} answers with ${inFlight} in flight, ${answered} answers in all, ${took.toFixed(1)} s: ${outcome}`
}

function totals(book: Journal): object {
  return { commands: book.commands.length, answered: book.answered(), ...countCommands(book) }
}

async function sayLog(): Promise<void> {
  const tail = await system?.logTail()
  if (tail) say(`the last lines of servers and worker:\n${tail}`)
}

function say(line: string): void {
  console.log(line)
}
