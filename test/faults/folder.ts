import { chmod, glob, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopLeftovers } from '../../src/platform/postgres/leftovers.ts'
import { lockFolder } from '../../src/shell/folder-lock.ts'

const prefix = 'yidan-faults-'

/** A folder on disk that is ours until it is removed; those that killed runs left behind are removed first. */
export async function makeFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const parent = tmpdir()
  for await (const name of glob(`${prefix}*`, { cwd: parent })) await removeAbandoned(join(parent, name))
  const path = await mkdtemp(join(parent, prefix))
  // PostgreSQL's own user must pass through to its folder in here.
  await chmod(path, 0o711)
  await lockFolder(path, process.pid)
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Does nothing about a folder whose run lives, or that is another user's. */
async function removeAbandoned(path: string): Promise<void> {
  const folder = await lockFolder(path, process.pid).catch(() => undefined)
  if (folder === undefined) return
  await stopLeftovers(join(path, 'postgres/cluster'), process.kill, () => undefined)
  await rm(path, { recursive: true, force: true })
}
