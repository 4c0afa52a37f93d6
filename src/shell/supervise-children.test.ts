import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { processIdentity } from '../platform/processes.ts'
import { superviseChildren } from './supervise-children.ts'

const folder = await mkdtemp(join(tmpdir(), 'yidan-children-'))
after(() => rm(folder, { recursive: true, force: true }))
const stopRequest = new URL('stop-request.ts', import.meta.url).href

/** A program that writes its number into a file, then does what `code` says. */
async function program(name: string, code: string) {
  const log = join(folder, `${name}.log`)
  await writeFile(log, '')
  const file = join(folder, `${name}.ts`)
  await writeFile(
    file,
    `import { appendFileSync } from 'node:fs'
     import { listenForStop } from '${stopRequest}'
     ${code.replace('SAY', `appendFileSync(${JSON.stringify(log)}, process.pid + '\\n')`)}`,
  )
  return { log, supervised: { name, file: pathToFileURL(file), environment: { PATH: process.env.PATH } } }
}

/** Numbers of the first `count` runs, once there are so many. */
async function runsOf(log: string, count: number): Promise<number[]> {
  for (;;) {
    const lines = (await readFile(log, 'utf8')).trim().split('\n').filter(Boolean)
    if (lines.length >= count) return lines.slice(0, count).map(Number)
    await new Promise(setImmediate)
  }
}

const options = { node: process.execPath, graceMs: 10_000, onLine: () => undefined }
const wellBehaved = `const stop = listenForStop(); setInterval(() => {}, 1000); SAY; await stop.asked; process.exit()`

test('a child that ends by itself is told and started again; stopping ends it', async () => {
  const { log, supervised } = await program('steady', wellBehaved)
  const lines: string[] = []
  const children = superviseChildren([supervised], { ...options, onLine: (line) => lines.push(line) })
  const [first = 0] = await runsOf(log, 1)
  process.kill(first, 'SIGKILL')
  assert.equal(await children.firstCrash, 'steady ended by itself (SIGKILL)')
  const [, second = 0] = await runsOf(log, 2)
  assert.match(lines.join(), /^steady ended by itself \(SIGKILL\); starting it again in \d+(\.\d+)? s$/)
  await children.stop()
  assert.equal(await processIdentity(second), undefined)
  assert.equal(lines.length, 1)
})

test('stopping does not wait for a pause between starts', async () => {
  const { supervised } = await program('failing', 'process.exit(3)')
  const children = superviseChildren([supervised], options)
  assert.equal(await children.firstCrash, 'failing ended by itself (exit code 3)')
  await children.stop()
})

test('a child that does not end when asked is ended by force', async () => {
  const { log, supervised } = await program('deaf', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); SAY`)
  const children = superviseChildren([supervised], { ...options, graceMs: 50 })
  const [pid = 0] = await runsOf(log, 1)
  await children.stop()
  assert.equal(await processIdentity(pid), undefined)
})

test('Ctrl-C on the terminal is left to the parent', async () => {
  const { log, supervised } = await program('patient', wellBehaved)
  const children = superviseChildren([supervised], options)
  const [pid = 0] = await runsOf(log, 1)
  const identity = await processIdentity(pid)
  process.kill(pid, 'SIGINT')
  process.kill(pid, 'SIGHUP')
  assert.equal(await processIdentity(pid), identity)
  await children.stop()
})

test('a child ends when its parent is killed', async () => {
  const { log, supervised } = await program('orphan', wellBehaved)
  const code = `
    import { superviseChildren } from '${new URL('supervise-children.ts', import.meta.url).href}'
    const program = { name: 'orphan', file: new URL('${supervised.file.href}'), environment: {} }
    superviseChildren([program], { node: process.execPath, graceMs: 1000, onLine: () => {} })`
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', code])
  const [pid = 0] = await runsOf(log, 1)
  parent.kill('SIGKILL')
  await once(parent, 'exit')
  while ((await processIdentity(pid)) !== undefined) await new Promise(setImmediate)
})
