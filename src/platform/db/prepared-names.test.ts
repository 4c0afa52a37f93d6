import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { type Database, openDatabase } from './database.ts'
import { read } from './transaction.ts'

let merchant: TestMerchant
let database: Database
before(async () => {
  merchant = await createTestMerchant()
  database = openDatabase({ url: merchant.appUrl, connections: 1 })
})
after(async () => {
  await database.close()
  await merchant.close()
})

const ask = (number: number) =>
  read(database, merchant.merchantId, (tx) =>
    tx.row<{ answer: number }>(sql`select ${sql.raw(String(number))} as answer`),
  )
const prepared = async () =>
  (await database.pool.query<{ statement: string }>('select statement from pg_prepared_statements')).rows

test('a connection keeps so many statements and no more, and those that are used', async () => {
  for (let number = 0; number < 1000; number++) {
    assert.deepEqual(await ask(number), { answer: number })
    await ask(0)
  }
  const kept = await prepared()
  assert.equal(kept.length, 200)
  assert.ok(kept.some(({ statement }) => statement === 'select 0 as answer'))
  assert.deepEqual(await ask(1), { answer: 1 }, 'a forgotten one is prepared again')
})

test('a long statement is answered and not kept', async () => {
  const long = sql<{ answer: number }>`select length(${sql.lit('x'.repeat(40_000))}) as answer`
  const answered = await read(database, merchant.merchantId, (tx) => tx.row<{ answer: number }>(long))
  assert.deepEqual(answered, { answer: 40_000 })
  assert.ok((await prepared()).every(({ statement }) => statement.length < 30_000))
})

test('many statements at once go as well, also where some fail', async () => {
  const numbers = Array.from({ length: 500 }, (_, index) => index)
  const outcomes = await Promise.allSettled(
    numbers.map((number) => (number % 7 === 0 ? ask(Number.NaN) : ask(number + 5000))),
  )
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    numbers.map((number) => (number % 7 === 0 ? 'rejected' : 'fulfilled')),
  )
  const answers = await read(database, merchant.merchantId, (tx) =>
    Promise.all(numbers.map((number) => tx.row<{ answer: number }>(sql`select ${sql.raw(String(number))} as answer`))),
  )
  assert.deepEqual(
    answers.map((row) => row?.answer),
    numbers,
  )
  assert.equal((await prepared()).length, 200)
})
