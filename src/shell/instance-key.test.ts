import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { loadInstanceKey } from './instance-key.ts'

let root = ''
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'yidan-instance-key-'))
})
after(() => rm(root, { recursive: true }))

const onPosix = { skip: process.platform === 'win32' }
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

test('the key is made once, and read from then on', async () => {
  const folder = join(root, 'once', 'secrets')
  const key = await loadInstanceKey({ folder })
  assert.equal(key.length, 32)
  assert.deepEqual(await loadInstanceKey({ folder, encoded: '' }), key)
  assert.deepEqual(await readdir(folder), ['instance.key'])
})

test('only the owner may use the file and its folder', onPosix, async () => {
  const folder = join(root, 'modes')
  await loadInstanceKey({ folder })
  assert.equal(await modeOf(folder), 0o700)
  assert.equal(await modeOf(join(folder, 'instance.key')), 0o600)
  await chmod(join(folder, 'instance.key'), 0o640)
  await assert.rejects(loadInstanceKey({ folder }), /chmod 600/)
})

test('processes that start at once agree on one key', async () => {
  const folder = join(root, 'race')
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadInstanceKey({ folder })))
  assert.equal(new Set(keys.map((key) => key.toString('hex'))).size, 1)
  assert.deepEqual(await readdir(folder), ['instance.key'])
})

test('a key from the environment wins, in base64 or hexadecimal', async () => {
  const folder = join(root, 'environment')
  const key = Buffer.alloc(32, 0xab)
  assert.deepEqual(await loadInstanceKey({ folder, encoded: key.toString('hex') }), key)
  assert.deepEqual(await loadInstanceKey({ folder, encoded: ` ${key.toString('base64')}\n` }), key)
  await assert.rejects(stat(folder), { code: 'ENOENT' })
  await assert.rejects(loadInstanceKey({ folder, encoded: 'short' }), /32 bytes/)
})

test('a file that holds no key is refused and left alone', async () => {
  const folder = join(root, 'broken')
  await loadInstanceKey({ folder })
  await writeFile(join(folder, 'instance.key'), 'not a key')
  await assert.rejects(loadInstanceKey({ folder }), /instance\.key is not a key of 32 bytes/)
  assert.equal(await readFile(join(folder, 'instance.key'), 'utf8'), 'not a key')
})
