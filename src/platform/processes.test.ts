import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { processCommand, processesWorkingIn, processIdentity } from './processes.ts'

test('a living process has an identity that stays, and another process another one', async () => {
  const own = await processIdentity(process.pid)
  assert.ok(own?.includes(String(process.pid)))
  assert.equal(await processIdentity(process.pid), own)
  assert.notEqual(await processIdentity(process.ppid), own)
})

test('a process that has ended has none', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  assert.equal(await processIdentity(child.pid ?? 0), undefined)
})

test('a command line is told', async () => {
  assert.match((await processCommand(process.pid)) ?? '', /node/)
})

test('processes are found by the folder they work in', {
  skip: platform() !== 'linux' && 'only Linux tells',
}, async () => {
  const folder = realpathSync(await mkdtemp(join(tmpdir(), 'yidan-processes-')))
  const child = spawn(process.execPath, ['-e', 'console.log("here"); setInterval(() => {}, 1000)'], { cwd: folder })
  await once(child.stdout, 'data')
  assert.deepEqual(await processesWorkingIn(folder), [child.pid])
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.deepEqual(await processesWorkingIn(folder), [])
  await rm(folder, { recursive: true })
})
