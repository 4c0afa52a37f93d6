import type { Config } from '../config.ts'
import { openRuntime } from '../shell/open-runtime.ts'
import { drainAll } from '../shell/run-drains.ts'
import { sealAll } from '../shell/run-sealing.ts'
import type { NotedSeal } from './verify/audit-chain.ts'
import { reportJson, reportText } from './verify/report.ts'
import { verifyDatabase } from './verify/verify.ts'
import { openInstance } from './with-instance.ts'

/** What `yidan verify` is called with. */
export type VerifyArguments = {
  /** One JSON document instead of text for people. */
  json?: boolean | undefined
  /** The database as the role that owns it; else the installation's own. */
  databaseUrl?: string | undefined
  /** Seals of the audit from the log or from `GET /audit/seal`, as `<merchant>/<number>/<seal>`. */
  seal?: readonly string[] | undefined
}

/** Where a command writes: its answer, and beside it how far it is. */
export type Terminal = { answer: (text: string) => void; progress: (line: string) => void }

const connections = 2

/**
 * `yidan verify`: proves what must always be true over the whole database and says what does not hold. An installation
 * that does not run is started for it. Answers the exit code: 0 when everything holds, 1 when anything is broken.
 * @throws ConfigError, FolderInUse, Error when the database cannot be reached
 */
export async function verifyCommand(
  { json = false, databaseUrl, seal = [] }: VerifyArguments,
  config: Config,
  terminal: Terminal = ownTerminal,
): Promise<number> {
  const notedSeals = seal.map(readSeal)
  const settings = databaseUrl === undefined ? config : { ...config, databaseUrl }
  const database = await openInstance(settings, terminal.progress)
  try {
    return await verifyAndReport({ ...settings, appUrl: database.appUrl, json, notedSeals }, terminal)
  } finally {
    await database.close()
  }
}

/** Verifies the database at `appUrl` (as `yidan_app`) and says what does not hold. Answers the exit code. */
export async function verifyAndReport(
  settings: Pick<Config, 'dataDir' | 'instanceKey'> & {
    appUrl: string
    json: boolean
    notedSeals?: readonly NotedSeal[]
  },
  { answer, progress }: Terminal,
): Promise<number> {
  const runtime = await openRuntime({ ...settings, logLevel: 'warn', connections })
  try {
    const breaks = await verifyDatabase({
      verifyUrl: verifyAddress(settings.appUrl),
      clock: runtime.clock,
      runtime,
      notedSeals: settings.notedSeals,
      drain: async () => {
        await drainAll(runtime)
        await sealAll(runtime)
      },
      onProgress: progress,
    })
    answer(settings.json ? reportJson(breaks) : reportText(breaks))
    return breaks.length === 0 ? 0 : 1
  } finally {
    await runtime.database.close()
  }
}

/** @throws Error for a text that is no seal */
function readSeal(text: string): NotedSeal {
  const [, merchantId, number, mac] = /^([0-9a-f-]{36})\/(\d{1,15})\/([0-9a-f]{64})$/.exec(text) ?? []
  if (merchantId === undefined || mac === undefined) throw new Error(`not a seal, <merchant>/<number>/<seal>: ${text}`)
  return { merchantId, number: Number(number), mac }
}

/** The address of the same database as `yidan_verify`, who has the application's password. */
export function verifyAddress(appUrl: string): string {
  const url = new URL(appUrl)
  url.username = 'yidan_verify'
  return url.href
}

const ownTerminal: Terminal = {
  answer: (text) => {
    process.stdout.write(text)
  },
  progress: (line) => {
    process.stderr.write(`${line}\n`)
  },
}
