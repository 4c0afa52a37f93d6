// The instance's key wraps every merchant's keys. Without it no name, phone or address in the database can be read, so it
// is kept apart from the database and its backups, in a file that only the server's own user may read.
import { randomBytes } from 'node:crypto'
import { chmod, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { instanceFingerprint } from '../platform/crypto/key-ring.ts'
import { makeFileOnce, replaceFile } from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'

/**
 * The instance key of 32 bytes: `encoded` (from the environment, as base64 or 64 hexadecimal digits) where given, else the
 * file `instance.key` in `folder`, which is made (mode 0600, the folder 0700) when there is none yet.
 * @throws Error for a key of another length, or a file that others than its owner may use
 */
export async function loadInstanceKey({
  folder,
  encoded,
}: {
  folder: string
  encoded?: string | undefined
}): Promise<Buffer> {
  if (encoded !== undefined && encoded !== '') return decodeKey(encoded, 'the instance key given to the server')
  const path = join(folder, 'instance.key')
  return (await readKey(path)) ?? (await createKey(folder, path))
}

/**
 * The instance's keys, the one that wraps what is new first: while the key is renewed that is the next one (in the environment,
 * or the file `instance.key.next`), and the one that goes stands behind it. Makes the first key as `loadInstanceKey` does.
 * @throws Error as it does; or when only a next key is given, or one that cannot be told from the present one
 */
export async function loadInstanceKeys({ dataDir, instanceKey, instanceKeyNext }: KeySettings): Promise<Buffer[]> {
  const folder = secretsFolder(dataDir)
  const isGiven = instanceKey !== undefined && instanceKey !== ''
  const hasNext = instanceKeyNext !== undefined && instanceKeyNext !== ''
  if (hasNext && !isGiven) throw new Error('YIDAN_INSTANCE_KEY_NEXT is set, and YIDAN_INSTANCE_KEY is not')
  // The next one is read first: between the two reads it may become the present one.
  const next = isGiven
    ? hasNext
      ? decodeKey(instanceKeyNext, 'the next instance key given to the server')
      : undefined
    : await readKey(nextKeyPath(dataDir))
  const present = await loadInstanceKey({ folder, encoded: instanceKey })
  if (next === undefined || next.equals(present)) return [present]
  if (instanceFingerprint(next) === instanceFingerprint(present)) {
    throw new Error('the next instance key cannot be told from the present one: make another')
  }
  return [next, present]
}

/** What says where the instance's keys are. */
export type KeySettings = Pick<Config, 'dataDir' | 'instanceKey' | 'instanceKeyNext'>

/** Makes the next instance key durably beside the present one, which stays; does nothing where it is there already. */
export async function makeNextInstanceKey(settings: KeySettings): Promise<void> {
  const present = await loadInstanceKey({ folder: secretsFolder(settings.dataDir) })
  let key = randomBytes(keyLength)
  while (instanceFingerprint(key) === instanceFingerprint(present)) key = randomBytes(keyLength)
  await makeFileOnce(nextKeyPath(settings.dataDir), `${key.toString('base64')}\n`)
}

/** Puts the next instance key in the place of the present one, which is gone for good then. */
export function takeNextInstanceKey({ dataDir }: KeySettings): Promise<void> {
  return replaceFile(nextKeyPath(dataDir), join(secretsFolder(dataDir), 'instance.key'))
}

function secretsFolder(dataDir: string): string {
  return join(dataDir, 'secrets')
}

function nextKeyPath(dataDir: string): string {
  return join(secretsFolder(dataDir), 'instance.key.next')
}

async function readKey(path: string): Promise<Buffer | undefined> {
  try {
    await refuseOthers(path)
    return decodeKey(await readFile(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function createKey(folder: string, path: string): Promise<Buffer> {
  await makeFolder(folder, 0o700)
  await chmod(folder, 0o700) // for a folder that was there already
  await makeFileOnce(path, `${randomBytes(keyLength).toString('base64')}\n`)
  const key = await readKey(path)
  if (key === undefined) throw new Error(`${path} was removed while the server started`)
  return key
}

async function refuseOthers(path: string): Promise<void> {
  const { mode } = await stat(path)
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${path} can be used by others than its owner: run chmod 600 on it`)
  }
}

function decodeKey(encoded: string, source: string): Buffer {
  const text = encoded.trim()
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  if (key.length !== keyLength) throw new Error(`${source} is not a key of ${keyLength} bytes in base64 or hexadecimal`)
  return key
}

const keyLength = 32
