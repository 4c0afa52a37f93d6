import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { brokenUniqueConstraint, lostToAnother } from './failures.ts'
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
