// How fast a file of Online Retail II is imported: `npm run bench:import -- FILE [--rounds N] [--verify]`.
// Each round has an empty, durable database of its own. Prints a JSON line for each step and one for the whole.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { createMerchant } from '../src/access/create-merchant.ts'
import { type ImportProgress, importOnlineRetail } from '../src/channels/online-retail/import-online-retail.ts'
import { openFile } from '../src/cli/open-file.ts'
import { reportText } from '../src/cli/verify/report.ts'
import { verifyDatabase } from '../src/cli/verify/verify.ts'
import { verifyAddress } from '../src/cli/verify-command.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import type { Runtime } from '../src/platform/runtime.ts'
import { openIntake } from '../src/shell/build-app.ts'
import { loadInstanceKey } from '../src/shell/instance-key.ts'
import { openRuntime } from '../src/shell/open-runtime.ts'
import { readScriptArguments, refuseArguments, wholeNumber } from '../src/shell/script-arguments.ts'
import { subscribers } from '../src/shell/subscribers.ts'
import { cpuMs, postgresPids, rssMb } from './processes.ts'

const appPassword = 'bench'
const settings = { connections: 6, instanceKey: undefined, logLevel: 'warn' } as const

const { values, positionals } = readScriptArguments(
  `usage: npm run bench:import -- FILE [--rounds N] [--verify]

  --rounds N   how often the file is imported, each time into an empty database (1)
  --verify     whether \`yidan verify\` looks at the result`,
  {
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '1' }, verify: { type: 'boolean', default: false } },
  },
)
const [file] = positionals
if (file === undefined) refuseArguments('a FILE is missing')
const rounds = wholeNumber('--rounds', values.rounds)
for (let round = 1; round <= rounds; round++) await runRound(file, round)

async function runRound(path: string, round: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yidan-bench-'))
  await chmod(folder, 0o711)
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    runningAsRoot: process.getuid?.() === 0,
    signalProcess: process.kill,
    memoryBytes: totalmem(),
    tuning: 'durable',
  })
  try {
    await migrate(postgres.socketUrl, { appPassword })
    const runtime = await openRuntime({ ...settings, appUrl: appUrlOf(postgres), dataDir: folder })
    try {
      await measure(path, { round, folder, postgres, runtime })
    } finally {
      await runtime.database.close()
    }
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

type Round = { round: number; folder: string; postgres: EmbeddedPostgres; runtime: Runtime }

function appUrlOf({ socketUrl }: EmbeddedPostgres): string {
  const url = new URL(socketUrl)
  url.username = 'yidan_app'
  url.password = appPassword
  return url.href
}

async function measure(path: string, { round, folder, postgres, runtime }: Round): Promise<void> {
  const merchantId = await openMerchant(runtime, folder)
  const clock = createStepClock(round)
  const cpuBefore = usedCpu(postgres)
  const load = (await loadAverage())[0]
  const report = await importOnlineRetail(
    {
      ...{ intake: openIntake(runtime), merchantId, subscribers, actor: 'system:bench', fileName: path },
      onProgress: clock.onProgress,
    },
    openFile(path),
  )
  const seconds = clock.end()
  const cpu = usedCpu(postgres)
  print({
    ...{ round, step: 'all', seconds, linesPerSecond: Math.round(report.file.lines / seconds) },
    nodeCpuSeconds: cpu.node - cpuBefore.node,
    postgresCpuSeconds: Math.round((cpu.postgres - cpuBefore.postgres) * 10) / 10,
    ...{ rssMb: rssMb(process.pid), loadBefore: load, loadAfter: (await loadAverage())[0], report },
  })
  if (values.verify) await verify(runtime, postgres, round)
}

async function openMerchant({ database, clock }: Runtime, folder: string): Promise<string> {
  const instanceKey = await loadInstanceKey({ folder: join(folder, 'secrets') })
  const merchant = { code: 'bench', name: 'Bench', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
  return createMerchant(database, merchant, instanceKey, clock)
}

/** Prints each step when it ends. */
function createStepClock(round: number) {
  const startedMs = performance.now()
  let stepMs = startedMs
  let step: ImportProgress['step'] | undefined
  const change = (next: ImportProgress['step'] | undefined) => {
    if (next === step) return
    const nowMs = performance.now()
    if (step !== undefined) print({ round, step, seconds: seconds(nowMs - stepMs) })
    step = next
    stepMs = nowMs
  }
  return {
    onProgress: (progress: ImportProgress) => change(progress.step),
    end: () => {
      change(undefined)
      return seconds(performance.now() - startedMs)
    },
  }
}

async function verify(runtime: Runtime, postgres: EmbeddedPostgres, round: number): Promise<void> {
  const startedMs = performance.now()
  const verifyUrl = verifyAddress(appUrlOf(postgres))
  const breaks = await verifyDatabase({ verifyUrl, clock: runtime.clock, runtime })
  print({ round, step: 'verify', seconds: seconds(performance.now() - startedMs), breaks: breaks.length })
  if (breaks.length > 0) throw new Error(reportText(breaks))
}

/** Processor time so far, in seconds; PostgreSQL's with its background processes. */
function usedCpu({ pid }: EmbeddedPostgres): { node: number; postgres: number } {
  const { user, system } = process.cpuUsage()
  return { node: Math.round((user + system) / 100_000) / 10, postgres: cpuMs(postgresPids(pid)) / 1000 }
}

async function loadAverage(): Promise<number[]> {
  const text = await readFile('/proc/loadavg', 'utf8').catch(() => '0')
  return text.split(' ').slice(0, 3).map(Number)
}

function seconds(ms: number): number {
  return Math.round(ms / 10) / 100
}

function print(line: object): void {
  console.log(JSON.stringify({ bench: 'import', ...line }))
}
