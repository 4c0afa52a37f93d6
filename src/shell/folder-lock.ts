import { randomBytes } from 'node:crypto'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeFolder } from '../platform/make-folder.ts'
import { processIdentity } from '../platform/processes.ts'

/** A data folder that is ours until `release`. */
export type LockedFolder = { path: string; release(): Promise<void> }

/** Another running Yidan has this data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
  readonly pid: number

  constructor(path: string, pid: number) {
    super(
      `the data folder ${path} is in use by a Yidan that runs already (process ${pid}). ` +
        'Stop that one first, or set YIDAN_DATA to another folder.',
    )
    this.pid = pid
  }
}

const pollMs = 100

type Holder = { pid: number; identity: string }

/** As `lockFolder`, but gives an earlier run that is just ending up to `patienceMs` for it. */
export async function lockFolderPatiently(
  path: string,
  pid: number,
  { patienceMs, onWait }: { patienceMs: number; onWait: (line: string) => void },
): Promise<LockedFolder> {
  for (let waitedMs = 0; ; waitedMs += pollMs) {
    try {
      return await lockFolder(path, pid)
    } catch (error) {
      if (!(error instanceof FolderInUse) || waitedMs >= patienceMs) throw error
      if (waitedMs === 0) onWait(`waiting for an earlier run (process ${error.pid}) to end`)
      await pause(pollMs)
    }
  }
}

/**
 * Makes the folder when missing and takes it for this process (`yidan.lock` in it). A lock whose process died does not count,
 * even when another process has its number now.
 * @throws FolderInUse, Error when the folder cannot be made or used
 */
export async function lockFolder(path: string, pid: number): Promise<LockedFolder> {
  const lock = join(path, 'yidan.lock')
  const text = JSON.stringify({ pid, identity: (await processIdentity(pid)) ?? `${pid}` } satisfies Holder)
  try {
    // Others may pass through but not list: PostgreSQL's own user must reach its folder in here, which nobody else may enter.
    await makeFolder(path, 0o711)
    await take(lock, text, path)
  } catch (cause) {
    if (cause instanceof FolderInUse) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`cannot use the data folder ${path} (${reason}): run Yidan as its owner, or set YIDAN_DATA`, {
      cause,
    })
  }
  const release = async () => {
    if ((await read(lock).catch(() => undefined)) === text) await rm(lock, { force: true })
  }
  return { path, release }
}

async function take(lock: string, text: string, path: string): Promise<void> {
  const draft = uniqueName(lock)
  try {
    await writeFile(draft, text, { mode: 0o600 })
    // A link appears at once with its whole content, or fails because the name is taken.
    while (!(await link(draft, lock).then(() => true, isTaken))) await removeStale(lock, path)
  } finally {
    await rm(draft, { force: true })
  }
}

async function removeStale(lock: string, path: string): Promise<void> {
  const found = await read(lock)
  if (found === undefined) return
  const holder = parse(found)
  if (holder !== undefined && (await processIdentity(holder.pid)) === holder.identity) {
    throw new FolderInUse(path, holder.pid)
  }
  const aside = uniqueName(lock)
  await rename(lock, aside).catch(() => undefined)
  // Somebody quicker may have replaced the stale lock between our look and our rename: give theirs back.
  const moved = await read(aside)
  if (moved !== undefined && moved !== found) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

function uniqueName(lock: string): string {
  return `${lock}.${randomBytes(4).toString('hex')}`
}

function isTaken(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
  throw error
}

/** A lock that was cut off while it was written names nobody. */
function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('identity' in value)) return undefined
    const { pid, identity } = value
    return typeof pid === 'number' && typeof identity === 'string' ? { pid, identity } : undefined
  } catch {
    return undefined
  }
}

/** Undefined when it is gone. What is there and cannot be read would be waited for in vain: that is told. */
async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
