import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFileOnce } from './durable-file.ts'
import { makeFolder } from './make-folder.ts'

/**
 * The password in a file: 192 random bits, safe in a URL. Made at the first call; only the one who runs Yidan can read it.
 * An empty file is what a start that was cut off left behind: it counts as none.
 */
export async function readOrMakePassword(path: string): Promise<string> {
  const found = await readPassword(path)
  if (found !== undefined && found !== '') return found
  await makeFolder(dirname(path), 0o700)
  if (found === '') await rm(path, { force: true })
  await makeFileOnce(path, randomBytes(24).toString('base64url'))
  const made = await readPassword(path)
  if (made === undefined) throw new Error(`${path} was removed while it was made`)
  return made
}

async function readPassword(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
