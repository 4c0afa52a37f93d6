import type { Config } from '../config.ts'
import { openRuntime } from '../shell/open-runtime.ts'
import { drainAll } from '../shell/run-drains.ts'
import { reportJson, reportText } from './verify/report.ts'
import { verifyDatabase } from './verify/verify.ts'
import { openInstance } from './with-instance.ts'

/** What `yidan verify` is called with. */
export type VerifyArguments = {
  /** One JSON document instead of text for people. */
  json?: boolean | undefined
  /** The database as the role that owns it; else the installation's own. */
  databaseUrl?: string | undefined
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
  { json = false, databaseUrl }: VerifyArguments,
  config: Config,
  terminal: Terminal = ownTerminal,
): Promise<number> {
  const settings = databaseUrl === undefined ? config : { ...config, databaseUrl }
  const database = await openInstance(settings, terminal.progress)
  try {
    return await verifyAndReport({ ...settings, appUrl: database.appUrl, json }, terminal)
  } finally {
    await database.close()
  }
}

/** Verifies the database at `appUrl` (as `yidan_app`) and says what does not hold. Answers the exit code. */
export async function verifyAndReport(
  settings: Pick<Config, 'dataDir' | 'instanceKey'> & { appUrl: string; json: boolean },
  { answer, progress }: Terminal,
): Promise<number> {
  const runtime = await openRuntime({ ...settings, logLevel: 'warn', connections })
  try {
    const breaks = await verifyDatabase({
      verifyUrl: verifyAddress(settings.appUrl),
      clock: runtime.clock,
      runtime,
      drain: () => drainAll(runtime),
      onProgress: progress,
    })
    answer(settings.json ? reportJson(breaks) : reportText(breaks))
    return breaks.length === 0 ? 0 : 1
  } finally {
    await runtime.database.close()
  }
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
