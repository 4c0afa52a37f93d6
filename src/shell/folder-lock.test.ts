import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { FolderInUse, lockFolder, lockFolderPatiently } from './folder-lock.ts'

const parent = await mkdtemp(join(tmpdir(), 'yidan-lock-'))
after(() => rm(parent, { recursive: true }))

test('a folder is made, and taken by one at a time', async () => {
  const path = join(parent, 'one/below')
  const folder = await lockFolder(path, process.pid)
  await assert.rejects(lockFolder(path, process.pid), (error) => {
    assert.ok(error instanceof FolderInUse)
    assert.ok(error.message.includes(path) && error.message.includes(`process ${process.pid}`))
    return true
  })
  await folder.release()
  await (await lockFolder(path, process.pid)).release()
  assert.deepEqual(await readdir(path), [])
})

test('the lock of a process that was killed does not count', async () => {
  const path = join(parent, 'killed')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  await lockFolder(path, child.pid ?? 0)
  await assert.rejects(lockFolder(path, process.pid), FolderInUse)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await (await lockFolder(path, process.pid)).release()
})

test('an earlier run that is just ending is waited for, and one that does not end is not', async () => {
  const path = join(parent, 'ending')
  const first = await lockFolder(path, process.pid)
  const lines: string[] = []
  const onWait = (line: string) => {
    lines.push(line)
    void first.release()
  }
  const second = await lockFolderPatiently(path, process.pid, { patienceMs: 60_000, onWait })
  assert.deepEqual(lines, [`waiting for an earlier run (process ${process.pid}) to end`])
  await assert.rejects(lockFolderPatiently(path, process.pid, { patienceMs: 0, onWait: () => undefined }), FolderInUse)
  await second.release()
})

test('the lock of an earlier process with the same number does not count', async () => {
  const path = join(parent, 'recycled')
  await lockFolder(path, process.pid)
  const lock = join(path, 'yidan.lock')
  const text = await readFile(lock, 'utf8')
  await writeFile(lock, text.replace(/\d"\}$/, 'earlier"}'))
  await (await lockFolder(path, process.pid)).release()
})

for (const text of ['', '{', '{"pid":"x"}', 'null']) {
  test(`a lock that says ${JSON.stringify(text)} does not count`, async () => {
    const path = await mkdtemp(join(parent, 'broken-'))
    await writeFile(join(path, 'yidan.lock'), text)
    await (await lockFolder(path, process.pid)).release()
  })
}

test('of many that come to a stale lock at once, one takes it', async () => {
  for (let round = 0; round < 20; round++) {
    const path = await mkdtemp(join(parent, 'race-'))
    await writeFile(join(path, 'yidan.lock'), '{}')
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(path, process.pid)))
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1)
    assert.deepEqual(await readdir(path), ['yidan.lock'])
  }
})

test('what a dead process left beside the lock is not waited for', async () => {
  const path = await mkdtemp(join(parent, 'dead-'))
  await writeFile(join(path, 'yidan.lock.0000'), JSON.stringify({ pid: process.pid, identity: 'earlier' }))
  await lockFolder(path, process.pid)
  assert.deepEqual(await readdir(path), ['yidan.lock'])
})

test('a lock that another has taken over is not released', async () => {
  const path = await mkdtemp(join(parent, 'over-'))
  const folder = await lockFolder(path, process.pid)
  await writeFile(join(path, 'yidan.lock'), 'theirs')
  await folder.release()
  assert.deepEqual(await readdir(path), ['yidan.lock'])
})

test('a place that cannot be a folder is told', async () => {
  await writeFile(join(parent, 'file'), '')
  await assert.rejects(lockFolder(join(parent, 'file'), process.pid), /cannot use the data folder .*file/)
})

test('a lock that cannot be read is told, and not waited for', async () => {
  const path = await mkdtemp(join(parent, 'unreadable-'))
  await mkdir(join(path, 'yidan.lock'))
  await assert.rejects(lockFolder(path, process.pid), /cannot use the data folder .*EISDIR/)
  assert.deepEqual(await readdir(path), ['yidan.lock'])
})
