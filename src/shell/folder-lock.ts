import { randomBytes } from 'node:crypto'
import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
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
/** How often, and for how long, others are waited for that come to a lock at the same moment. */
const others = { pollMs: 5, polls: 2000 }

/** `once` tells two takings of one process apart. */
type Holder = { pid: number; once?: string; identity: string }

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
  const identity = (await processIdentity(pid)) ?? `${pid}`
  const text = JSON.stringify({ pid, once: randomBytes(8).toString('hex'), identity } satisfies Holder)
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

/**
 * Whoever wants the lock has a draft beside it before looking at it, until it is decided. Only so can the one that takes it know when
 * nobody is left who saw the stale one and may still put its successor aside.
 */
async function take(lock: string, text: string, path: string): Promise<void> {
  const draft = uniqueName(lock)
  try {
    await writeFile(draft, text, { mode: 0o600 })
    do {
      // A link appears at once with its whole content, or fails because the name is taken.
      while (!(await link(draft, lock).then(() => true, isTaken))) await removeStale(lock, path)
    } while (!(await isKept(lock, text, draft)))
  } finally {
    await rm(draft, { force: true })
  }
}

/** Whether the lock is still ours when all have ended who came to it before we had it. */
async function isKept(lock: string, text: string, draft: string): Promise<boolean> {
  let before = (await draftsBeside(lock)).filter((other) => other !== draft)
  for (let polls = 0; before.length > 0 && polls < others.polls; polls++) {
    const found = await read(lock)
    if (found !== undefined && found !== text) return false
    const isThere = await Promise.all(before.map(isOfLiving))
    before = before.filter((_, index) => isThere[index])
    if (before.length > 0) await pause(others.pollMs)
  }
  return (await read(lock)) === text
}

async function draftsBeside(lock: string): Promise<string[]> {
  const names = await readdir(dirname(lock))
  return names
    .filter((name) => name.startsWith(`${basename(lock)}.`) && !name.endsWith(aside))
    .map((name) => join(dirname(lock), name))
}

/** What a process that died left behind is removed. */
async function isOfLiving(draft: string): Promise<boolean> {
  const text = await read(draft)
  if (text === undefined) return false
  // Its process is just writing it.
  if (text === '') return true
  if (await isAlive(parse(text))) return true
  await rm(draft, { force: true })
  return false
}

async function isAlive(holder: Holder | undefined): Promise<boolean> {
  return holder !== undefined && (await processIdentity(holder.pid)) === holder.identity
}

async function removeStale(lock: string, path: string): Promise<void> {
  const found = await read(lock)
  if (found === undefined) return
  const holder = parse(found)
  if (holder !== undefined && (await isAlive(holder))) throw new FolderInUse(path, holder.pid)
  const stale = uniqueName(lock) + aside
  await rename(lock, stale).catch(() => undefined)
  // Somebody quicker may have replaced the stale lock between our look and our rename: give theirs back.
  const moved = await read(stale)
  if (moved !== undefined && moved !== found) await link(stale, lock).catch(() => undefined)
  await rm(stale, { force: true })
}

const aside = '.aside'

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
