import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readOrMakePassword } from './secret-file.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-secret-'))
})
after(() => rm(folder, { recursive: true }))

test('a password is made once, for its owner alone, and leaves nothing beside it', async () => {
  const path = join(folder, 'secrets', 'made')
  const password = await readOrMakePassword(path)
  assert.match(password, /^[\w-]{32}$/)
  assert.equal(await readOrMakePassword(path), password)
  if (process.platform !== 'win32') assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.deepEqual(await readdir(join(folder, 'secrets')), ['made'])
})

test('an empty file counts as none: a start was cut off', async () => {
  const path = join(folder, 'empty')
  await writeFile(path, '')
  const password = await readOrMakePassword(path)
  assert.match(password, /^[\w-]{32}$/)
  assert.equal(await readOrMakePassword(path), password)
})
