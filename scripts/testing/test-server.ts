import { chmod, glob, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { stopLeftovers } from '../../src/platform/postgres/leftovers.ts'
import { lockFolder } from '../../src/shell/folder-lock.ts'
import { throwawayParent } from './throwaway-folder.ts'

/** A database server for one test run. */
export type TestServer = { url: string; stop(): Promise<void> }

const prefix = 'yidan-test-'

/** Starts an empty server that keeps nothing; removes what killed test runs left behind. */
export async function startTestServer(): Promise<TestServer> {
  const parent = await throwawayParent()
  for await (const name of glob(`${prefix}*`, { cwd: parent })) await removeAbandoned(join(parent, name))
  const dataDir = await mkdtemp(join(parent, prefix))
  await chmod(dataDir, 0o711)
  await lockFolder(dataDir, process.pid)
  const runningAsRoot = process.getuid?.() === 0
  const signalProcess = process.kill
  const server = await startEmbeddedPostgres({ dataDir, runningAsRoot, signalProcess, tuning: 'throwaway' })
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, stop }
}

/** Does nothing about a folder whose run lives, or that is another user's. */
async function removeAbandoned(dataDir: string): Promise<void> {
  const folder = await lockFolder(dataDir, process.pid).catch(() => undefined)
  if (folder === undefined) return
  await stopLeftovers(join(dataDir, 'postgres/cluster'), process.kill, () => undefined)
  await rm(dataDir, { recursive: true, force: true })
}
