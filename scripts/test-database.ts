// Starts a throwaway PostgreSQL that keeps running, for those who run single test files by hand:
//   node scripts/test-database.ts           starts it, or finds it running; the tests find it by themselves
//   node scripts/test-database.ts --stop    ends it and removes its files
import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { findRunningPostgres, startEmbeddedPostgres } from '../src/platform/postgres/embedded-postgres.ts'
import { stopLeftovers } from '../src/platform/postgres/leftovers.ts'
import { throwawayParent } from './testing/throwaway-folder.ts'

/** Of this clone: another may be running tests of its own. */
const clone = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 8)
const dataDir = join(await throwawayParent(), `yidan-tests-${userInfo().uid}-${clone}`)
const settingsFile = new URL('../.tmp/test-database.env', import.meta.url)

if (process.argv.includes('--stop')) {
  await stopLeftovers(join(dataDir, 'postgres/cluster'), process.kill, console.log)
  await rm(dataDir, { recursive: true, force: true })
  await rm(settingsFile, { force: true })
} else {
  const url = (await findRunningPostgres(dataDir))?.url ?? (await start())
  const settings = `export YIDAN_TEST_DATABASE_URL='${url}'\nexport YIDAN_TEST_APP_PASSWORD='yidan-test'\n`
  await mkdir(new URL('.', settingsFile), { recursive: true })
  await writeFile(settingsFile, settings)
  process.stdout.write(settings)
}

async function start(): Promise<string> {
  await rm(dataDir, { recursive: true, force: true })
  await mkdir(dataDir, { recursive: true, mode: 0o711 })
  const runningAsRoot = process.getuid?.() === 0
  const server = await startEmbeddedPostgres({
    dataDir,
    runningAsRoot,
    signalProcess: process.kill,
    tuning: 'throwaway',
  })
  return server.url
}
