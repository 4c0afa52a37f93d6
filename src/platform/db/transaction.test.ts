import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { openDatabase } from './database.ts'
import { brokenUniqueConstraint, databaseWentAway, lostToAnother, OutcomeUnknown } from './failures.ts'
import { read, transact } from './transaction.ts'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

const insertSeries = (merchantId: string, name: string) =>
  sql`insert into number_series (merchant_id, series, next_number) values (${merchantId}, ${name}, 1)`

test('of statements sent together, the failure that is told is that of the first to fail', async () => {
  const { database } = merchant.runtime
  const failing = transact(database, merchant.merchantId, (tx) =>
    Promise.all([
      (async () => {
        await null
        await tx.run(sql`select expect_rows(1, 2)`)
      })(),
      tx.run(sql`select expect_rows(3, 4)`),
      tx.run(sql`select 1`),
    ]),
  )
  await assert.rejects(failing, lostToAnother)
})

test('a failure among the last statements rolls everything back', async () => {
  const { database } = merchant.runtime
  const { merchantId } = merchant
  const failing = transact(database, merchantId, (tx) =>
    tx.commitWith([insertSeries(merchantId, 'twice'), insertSeries(merchantId, 'twice')]),
  )
  await assert.rejects(failing, (error) => brokenUniqueConstraint(error) === 'number_series_pkey')
  const rows = await read(database, merchantId, (tx) =>
    tx.rows(sql`select 1 from number_series where series = 'twice'`),
  )
  assert.equal(rows.length, 0)
})

test('reading cannot write', async () => {
  const { database } = merchant.runtime
  await assert.rejects(
    read(database, merchant.merchantId, (tx) => tx.run(insertSeries(merchant.merchantId, 'x'))),
    /read-only/,
  )
})

test('rows of another merchant are neither seen nor written', async () => {
  const { database } = merchant.runtime
  const other = await merchant.addMerchant('other')
  await transact(database, merchant.merchantId, (tx) => tx.run(insertSeries(merchant.merchantId, 'mine')))
  const seen = await read(database, other, (tx) => tx.rows(sql`select series from number_series`))
  assert.deepEqual(seen, [])
  await assert.rejects(
    transact(database, other, (tx) => tx.run(insertSeries(merchant.merchantId, 'theirs'))),
    /row-level security/,
  )
})

test('a commit whose answer is lost is told as an outcome that is not known, though it was done', async () => {
  const { merchantId } = merchant
  const proxy = await openProxy(merchant.appUrl)
  const database = openDatabase({ url: proxy.url, connections: 1, answerTimeoutMs: 300 })
  try {
    proxy.swallowAnswerTo('commit')
    const placing = transact(database, merchantId, (tx) => tx.commitWith([insertSeries(merchantId, 'unheard')]))
    await assert.rejects(placing, (error) => error instanceof OutcomeUnknown && databaseWentAway(error))
    proxy.swallowAnswerTo('commit')
    const working = transact(database, merchantId, (tx) => tx.run(insertSeries(merchantId, 'unheard too')))
    await assert.rejects(working, OutcomeUnknown)
  } finally {
    await database.close()
    proxy.close()
  }
  const rows = await read(merchant.runtime.database, merchantId, (tx) =>
    tx.rows<{ series: string }>(sql`select series from number_series where series like 'unheard%' order by series`),
  )
  assert.deepEqual(
    rows.map(({ series }) => series),
    ['unheard', 'unheard too'],
  )
})

test('what fails after its commit was sent is never told as undone', async () => {
  const { database } = merchant.runtime
  const failing = transact(database, merchant.merchantId, async (tx) => {
    await tx.commitWith([insertSeries(tx.merchantId, 'done')])
    throw new Error('too late')
  })
  await assert.rejects(failing, OutcomeUnknown)
})

test('every way in which a connection ends is known', () => {
  const told = ['Query read timeout', 'Connection terminated unexpectedly', 'timeout exceeded when trying to connect']
  for (const error of [
    ...told.map((message) => new Error(message)),
    ...['read ETIMEDOUT', 'read EHOSTUNREACH', 'write EPIPE', 'connect ENOENT /tmp/x'].map(
      (message) => new Error(message),
    ),
    new AggregateError([new Error('connect ECONNREFUSED 127.0.0.1:1')]),
  ]) {
    assert.ok(databaseWentAway(error), String(error))
  }
  assert.ok(!databaseWentAway(new RangeError('not an id')))
})

/** Stands between a client and the database, and says nothing more once a word has passed. */
async function openProxy(databaseUrl: string) {
  const target = new URL(databaseUrl)
  let awaited = ''
  const server = net.createServer((client) => {
    const database = net.connect(Number(target.port), target.hostname)
    let isMute = false
    client.on('data', (sent) => {
      if (awaited !== '' && sent.includes(awaited)) {
        isMute = true
        awaited = ''
      }
      database.write(sent)
    })
    database.on('data', (answer) => isMute || client.write(answer))
    for (const [socket, other] of [
      [client, database],
      [database, client],
    ] as const) {
      socket.on('error', () => {})
      socket.on('close', () => other.end())
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(databaseUrl)
  url.port = String((server.address() as net.AddressInfo).port)
  const swallowAnswerTo = (word: string) => {
    awaited = word
  }
  return { url: url.href, swallowAnswerTo, close: () => server.close() }
}
