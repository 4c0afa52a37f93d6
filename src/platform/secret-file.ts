import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { makeFolder } from './make-folder.ts'

/** The password in a file: 192 random bits, safe in a URL. Made at the first call; only the one who runs Yidan can read it. */
export async function readOrMakePassword(path: string): Promise<string> {
  await makeFolder(dirname(path), 0o700)
  if (!existsSync(path)) await writeFile(path, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  return (await readFile(path, 'utf8')).trim()
}
