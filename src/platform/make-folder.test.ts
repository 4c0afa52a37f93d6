import assert from 'node:assert/strict'
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeFolder } from './make-folder.ts'

const parent = await mkdtemp(join(tmpdir(), 'yidan-make-folder-'))
after(() => rm(parent, { recursive: true }))

test('a folder is made with those above it, and one that is there is left as it is', async () => {
  const path = join(parent, 'one/two/three')
  await makeFolder(path, 0o700)
  await makeFolder(path, 0o711)
  for (const made of [path, join(parent, 'one')]) assert.equal((await stat(made)).mode & 0o777, 0o700)
  await symlink(path, join(parent, 'link'))
  await makeFolder(join(parent, 'link'), 0o700)
})

test('what cannot be a folder is told: a file, what is below one, a link to nothing', async () => {
  await writeFile(join(parent, 'file'), '')
  await symlink(join(parent, 'nothing'), join(parent, 'dangling'))
  await assert.rejects(makeFolder(join(parent, 'file'), 0o700), /EEXIST/)
  await assert.rejects(makeFolder(join(parent, 'file/below'), 0o700), /ENOTDIR/)
  await assert.rejects(makeFolder(join(parent, 'dangling'), 0o700), /EEXIST/)
})

test('a file system that takes no folders is told at once', { skip: platform() !== 'linux' }, async () => {
  await assert.rejects(makeFolder('/proc/yidan', 0o700), /ENOENT/)
  await assert.rejects(makeFolder('/proc/yidan/below', 0o700), /ENOENT/)
})
