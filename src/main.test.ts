import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { makeCertificate } from '../test/support/certificate.ts'
import { processIdentity } from './platform/processes.ts'
import { choosePort } from './shell/listening-address.ts'

const parent = await mkdtemp(join(tmpdir(), 'yidan-main-'))
await chmod(parent, 0o711)
const dataDir = join(parent, 'data')
const port = await choosePort('127.0.0.1', undefined)
const runs: ChildProcess[] = []

after(async () => {
  for (const run of runs) await stopped(run, 'SIGTERM')
  await rm(parent, { recursive: true, force: true })
})

/** Starts Yidan on the data folder; answers its lines once it is ready or has ended. */
async function start(args: string[] = [], environment: Record<string, string> = {}) {
  const run = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, YIDAN_DATA: dataDir, PORT: String(port), YIDAN_LOG: 'error', ...environment },
  })
  runs.push(run)
  const lines: string[] = []
  assert.ok(run.stderr)
  for await (const line of createInterface({ input: run.stderr })) {
    lines.push(line)
    if (line.startsWith('yidan: ready')) break
  }
  return { run, output: lines.join('\n') }
}

async function stopped(run: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (run.exitCode === null && run.signalCode === null) {
    run.kill(signal)
    await once(run, 'exit')
  }
  return run.exitCode
}

async function ask(path: string): Promise<number> {
  const apiKey = (await readFile(join(dataDir, 'first-key.txt'), 'utf8')).trim()
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { authorization: `Bearer ${apiKey}` } })
  await answer.body?.cancel()
  return answer.status
}

test('the first start makes a merchant with a key, and Ctrl-C ends everything in order', async () => {
  const { run, output } = await start(['--empty'])
  assert.match(output, /creating the database/)
  assert.match(output, new RegExp(`ready at http://127.0.0.1:${port}$`))
  assert.equal((await stat(join(dataDir, 'first-key.txt'))).mode & 0o777, 0o600)
  assert.equal(await ask('/api/v1/orders'), 200)
  assert.equal(await stopped(run, 'SIGINT'), 0)
  assert.deepEqual((await readdir(dataDir)).sort(), ['first-key.txt', 'postgres', 'secrets'])
  await assert.rejects(ask('/healthz'))
})

test('a second start on the same data folder is refused, and the first goes on', async () => {
  const { run } = await start()
  const second = await start()
  assert.match(second.output, /data folder .* is in use by a Yidan that runs already/)
  assert.equal(await stopped(second.run, 'SIGTERM'), 1)
  assert.equal(await ask('/readyz'), 200)
  assert.equal(await stopped(run, 'SIGTERM'), 0)
})

test('after it is killed its programs end by themselves, and the next start finds all there was', async () => {
  const { run } = await start()
  const lock = JSON.parse(await readFile(join(dataDir, 'yidan.lock'), 'utf8')) as { pid: number }
  assert.equal(lock.pid, run.pid)
  run.kill('SIGKILL')
  await once(run, 'exit')
  assert.equal(await processIdentity(lock.pid), undefined)
  const { run: next, output } = await start()
  assert.doesNotMatch(output, /creating the database|API key/)
  assert.equal(await ask('/api/v1/orders'), 200)
  assert.equal(await stopped(next, 'SIGINT'), 0)
})

test('with a certificate it is reached by TLS, and says where people find it', async () => {
  const pair = makeCertificate(['oms.example.cn'])
  const files = { YIDAN_TLS_CERT: join(parent, 'cert.pem'), YIDAN_TLS_KEY: join(parent, 'key.pem') }
  await writeFile(files.YIDAN_TLS_CERT, pair.cert)
  await writeFile(files.YIDAN_TLS_KEY, pair.key, { mode: 0o644 })
  const refused = await start([], files)
  assert.match(refused.output, /^yidan: cannot start: .*key\.pem can be used by others/)
  await stopped(refused.run, 'SIGTERM')
  await chmod(files.YIDAN_TLS_KEY, 0o600)
  const { run, output } = await start([], { ...files, HOST: '0.0.0.0', YIDAN_PUBLIC_URL: 'https://oms.example.cn' })
  assert.match(output, new RegExp(`ready at https://127.0.0.1:${port}, for people at https://oms.example.cn$`))
  assert.doesNotMatch(output, /WARNING/)
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>()
  const options = {
    host: '127.0.0.1',
    port,
    path: '/docs',
    servername: 'oms.example.cn',
    ca: pair.cert,
    agent: false as const,
  }
  get({ ...options, headers: { host: 'oms.example.cn' } }, (answer) => resolve(answer.resume().statusCode)).on(
    'error',
    reject,
  )
  assert.equal(await promise, 200)
  await assert.rejects(ask('/healthz'))
  assert.equal(await stopped(run, 'SIGINT'), 0)
})

test('who is reached from outside without TLS is warned in one line', async () => {
  const { run, output } = await start([], { HOST: '203.0.113.7' })
  assert.match(
    output,
    /^yidan: WARNING: listening on 203\.0\.113\.7 without TLS: [^\n]*\nyidan: cannot start: cannot listen/,
  )
  await stopped(run, 'SIGTERM')
})

test('what cannot be used is told in one line', async () => {
  assert.match((await start(['--emty'])).output, /^yidan: Unknown option '--emty'/)
  assert.match((await start([], { PORT: 'x' })).output, /^yidan: cannot start: PORT must be a whole number/)
  for (const folder of ['/proc/yidan', '/proc', '/dev/null', '/dev/null/below']) {
    const { run, output } = await start([], { YIDAN_DATA: folder })
    assert.match(output, /^yidan: cannot start: cannot use the data folder \/[^\n]*$/)
    assert.equal(await stopped(run, 'SIGTERM'), 1)
  }
})
