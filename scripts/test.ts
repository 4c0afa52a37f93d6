// What `npm test` runs.
//   npm test                               everything
//   npm test -- cancel-order src/pricing   only the test files whose path contains one of these
//   npm test -- --database-url URL         only the files that use a database, on the server of URL (a superuser's address)
// The last line is `N passed, N failed`, with `, N skipped` where a part could not run.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readScriptArguments } from '../src/shell/script-arguments.ts'
import { findChromium } from '../test/support/chromium.ts'
import { type CountedCommand, runCommand } from './testing/run-command.ts'
import { runTestFiles } from './testing/run-test-files.ts'
import { add, nothing, summaryLine, type Tally } from './testing/tally.ts'
import { databaseFiles, findTestFiles } from './testing/test-files.ts'
import { startTestServer } from './testing/test-server.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { values, positionals } = readScriptArguments(
  `usage: npm test [-- PART…] [--database-url URL]

  PART                 only the test files whose path contains one of these
  --database-url URL   only the files that use a database, on the server of URL (a superuser's address)`,
  {
    allowPositionals: true,
    options: { 'database-url': { type: 'string' } },
  },
)
const databaseUrl = values['database-url']
const isEverything = databaseUrl === undefined && positionals.length === 0

const checks: CountedCommand[] = [
  { name: 'formatting and lint (biome check)', command: 'biome', args: ['check', '.'] },
  { name: 'types (tsc)', command: 'tsc', args: ['--noEmit'] },
  { name: 'types of the doors (tsc)', command: 'tsc', args: ['--noEmit', '-p', 'web/doors'] },
  { name: 'types of the back office (tsc)', command: 'tsc', args: ['--noEmit', '-p', 'web'] },
  { name: 'rules of the house (scripts/tidy.ts)', command: process.execPath, args: ['scripts/tidy.ts'] },
]
// More at once only wait for one another: with three on two cores the whole takes as long (172 s against 169 s for 14 files).
const atOnce = 2
const faultRun = 'test/faults/run.ts'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interruption.abort())
const { signal } = interruption

let tally = nothing
try {
  await runAll()
} catch (error) {
  if (!signal.aborted) throw error
}
if (signal.aborted) say('interrupted')
process.exitCode = tally.failed > 0 || signal.aborted ? 1 : 0
say(summaryLine(tally))

async function runAll(): Promise<void> {
  if (isEverything) for (const check of checks) count(await runCommand(check, { root, signal, say }))
  const files = await findTestFiles(root, positionals)
  const plain = databaseUrl === undefined ? files.plain : await databaseFiles(root, files.plain)
  const browser = databaseUrl === undefined ? files.browser : []
  if (plain.length + browser.length === 0) {
    say(`no test file matches ${positionals.join(' ')}`)
    return count({ passed: 0, failed: 1, skipped: 0 })
  }
  const server = databaseUrl === undefined ? await startTestServer() : { url: databaseUrl, stop: async () => undefined }
  process.env.YIDAN_TEST_DATABASE_URL = server.url
  process.env.YIDAN_TEST_APP_PASSWORD ??= 'yidan-test'
  try {
    count(await runTestFiles(plain, { root, atOnce, signal, say }))
    count(await runBrowserFiles(browser))
    if (isEverything && existsSync(join(root, faultRun))) count(await runFaults())
  } finally {
    await server.stop()
  }
}

async function runBrowserFiles(files: readonly string[]): Promise<Tally> {
  if (files.length === 0) return nothing
  const chromium = findChromium()
  if (chromium === undefined) {
    say(
      `skipped ${files.length} files of browser tests: no Chromium found. Install one, or set YIDAN_CHROMIUM to its path`,
    )
    return { ...nothing, skipped: files.length }
  }
  process.env.YIDAN_CHROMIUM = chromium
  return runTestFiles(files, { root, atOnce, signal, say })
}

function runFaults(): Promise<Tally> {
  const args = [faultRun, '--rounds', '2', '--seed', '1']
  return runCommand({ name: 'a short run of faults', command: process.execPath, args }, { root, signal, say })
}

function count(part: Tally): void {
  tally = add(tally, part)
}

function say(line: string): void {
  console.log(line)
}
