import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import type { Tuning } from './cluster.ts'
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { clusterProcesses } from './leftovers.ts'

const isRoot = process.getuid?.() === 0
const running: EmbeddedPostgres[] = []
const folders: string[] = []

after(async () => {
  for (const server of running) await server.stop()
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function makeFolder(below = ''): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'yidan-pg-'))
  folders.push(parent)
  const folder = join(parent, below)
  await mkdir(folder, { recursive: true })
  await chmod(parent, 0o711)
  return folder
}

async function start(
  dataDir: string,
  more: { port?: number; tuning?: Tuning; lines?: string[] } = {},
): Promise<EmbeddedPostgres> {
  const { lines = [], ...options } = more
  const server = await startEmbeddedPostgres({
    dataDir,
    runningAsRoot: isRoot,
    signalProcess: process.kill,
    memoryBytes: 512 * 1024 ** 2,
    tuning: 'throwaway',
    onProgress: (line) => lines.push(line),
    ...options,
  })
  running.push(server)
  return server
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text, rowMode: 'array' })).rows.flat()
  } finally {
    await client.end()
  }
}

test('a database is made at the first start and is still there at the next', async () => {
  const dataDir = await makeFolder()
  const lines: string[] = []
  const first = await start(dataDir, { tuning: 'durable', lines })
  assert.deepEqual(lines, ['creating the database (first start only)'])
  await query(first.url, 'create table kept as select 7 as number')
  assert.deepEqual(await findRunningPostgres(dataDir), { url: first.url, socketUrl: first.socketUrl })
  await first.stop()
  assert.equal(await findRunningPostgres(dataDir), undefined)

  const second = await start(dataDir, { tuning: 'durable', lines, port: first.port })
  assert.equal(lines.length, 1)
  assert.equal(second.port, first.port)
  assert.deepEqual(await query(second.socketUrl, 'select number from kept'), [7])
  await second.stop()
})

test('text sorts by code point, Chinese text has trigrams, and commits are durable', async () => {
  const server = await start(await makeFolder(), { tuning: 'durable' })
  assert.deepEqual(await query(server.url, 'create extension pg_trgm'), [])
  const [trigrams] = await query(server.url, "select cardinality(show_trgm('红色手机壳'))")
  assert.ok(Number(trigrams) > 0)
  const settings =
    "select string_agg(setting, ' ' order by name) from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums')"
  assert.deepEqual(await query(server.url, settings), ['on on on on'])
  assert.deepEqual(await query(server.url, 'show shared_buffers'), ['77MB'])
  const locale = "select concat_ws(' ', datlocprovider, datlocale, datctype) from pg_database where datname = 'yidan'"
  assert.deepEqual(await query(server.url, locale), ['b C.UTF-8 C.UTF-8'])
  await server.stop()
})

test('no one without the password gets in, and only the one who runs Yidan can read it', async () => {
  const dataDir = await makeFolder()
  const server = await start(dataDir)
  for (const address of [server.url, server.socketUrl]) {
    const url = new URL(address)
    url.password = 'guessed'
    await assert.rejects(query(url.href, 'select 1'), /password authentication failed/)
  }
  assert.equal((await stat(join(dataDir, 'secrets/postgres-owner-password'))).mode & 0o777, 0o600)
  assert.equal((await stat(join(dataDir, 'postgres'))).mode & 0o777, 0o700)
  await server.stop()
})

test('what was committed before the server was killed is there after the next start', async () => {
  const dataDir = await makeFolder()
  const server = await start(dataDir, { tuning: 'durable' })
  await query(server.url, 'create table kept as select generate_series(1, 1000) as number')
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  const next = await start(dataDir, { tuning: 'durable' })
  assert.deepEqual(await query(next.url, 'select count(*)::integer from kept'), [1000])
  await next.stop()
})

test('a server that a killed run left behind is stopped, and what it had committed is there', async () => {
  const dataDir = await makeFolder()
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('embedded-postgres.ts', import.meta.url).href)}
    const options = { dataDir: ${JSON.stringify(dataDir)}, runningAsRoot: ${isRoot}, signalProcess: process.kill }
    const server = await startEmbeddedPostgres(options)
    process.stdout.write(server.pid + ' ' + server.url)
    setInterval(() => {}, 1000)`
  const run = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = await once(run.stdout, 'data')
  const [pid, url] = String(printed).split(' ')
  run.kill('SIGKILL')
  await once(run, 'exit')
  await query(url ?? '', 'create table kept as select 7 as number')

  const lines: string[] = []
  const next = await start(dataDir, { lines })
  assert.deepEqual(lines, ['stopping the database that an earlier run left behind'])
  assert.notEqual(next.pid, Number(pid))
  assert.deepEqual(
    await clusterProcesses(join(dataDir, 'postgres/cluster'), Number(pid)).then((all) => all.includes(Number(pid))),
    false,
  )
  assert.deepEqual(await query(next.url, 'select number from kept'), [7])
  await next.stop()
})

test('a postmaster.pid whose number belongs to another process now does not stop a start', async () => {
  const dataDir = await makeFolder()
  const server = await start(dataDir)
  const file = join(dataDir, 'postgres/cluster/postmaster.pid')
  const text = await readFile(file, 'utf8')
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  const stranger = spawn(
    process.execPath,
    ['-e', 'setInterval(() => {}, 1000)'],
    isRoot ? { uid: 65534, gid: 65534 } : {},
  )
  await once(stranger, 'spawn')
  await writeFile(file, text.replace(String(server.pid), String(stranger.pid)))
  const next = await start(dataDir)
  assert.equal(stranger.exitCode, null)
  stranger.kill('SIGKILL')
  await next.stop()
})

test('a first start that was cut off is begun anew', async () => {
  const dataDir = await makeFolder()
  const unfinished = join(dataDir, 'postgres', 'cluster.unfinished')
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  await writeFile(join(unfinished, 'PG_VERSION'), '18\n')
  if (isRoot) await chown(join(dataDir, 'postgres'), 65534, 65534)
  const server = await start(dataDir)
  assert.deepEqual(await query(server.url, 'select 1'), [1])
  assert.ok(!existsSync(unfinished))
  await server.stop()
})

if (isRoot) {
  test('a user without a name is told what PostgreSQL misses', async () => {
    const dataDir = await makeFolder('data')
    await mkdir(join(dataDir, 'postgres'))
    await chown(join(dataDir, 'postgres'), 54321, 54321)
    await assert.rejects(start(dataDir), /PostgreSQL cannot be set up by user 54321, who has no name on this system/)
  })
}

test('a data folder too deep for a socket gets one in the folder for temporary files', async () => {
  const dataDir = await makeFolder('long-name-'.repeat(12))
  const server = await start(dataDir)
  const socketFolder = decodeURIComponent(new URL(server.socketUrl).host.replace(/:\d+$/, ''))
  assert.ok(!socketFolder.startsWith(dataDir))
  assert.deepEqual(await query(server.socketUrl, 'select 1'), [1])
  await server.stop()
  assert.ok(!existsSync(socketFolder))
})

test('a start that fails tells the end of the log', async () => {
  const dataDir = await makeFolder()
  await (await start(dataDir)).stop()
  await appendFile(join(dataDir, 'postgres/cluster/postgresql.auto.conf'), "shared_buffers = 'nonsense'\n")
  await assert.rejects(start(dataDir), /PostgreSQL did not start[\s\S]*shared_buffers/)
})
