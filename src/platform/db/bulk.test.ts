import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { newId } from '../ids.ts'
import { insertRows, rowSource, uuidList } from './bulk.ts'

const at = new Date('2009-12-01T07:45:00.123Z')
const columns = ['id', 'sealed', 'personId', 'createdAt'] as const

describe('sets of rows', () => {
  let test: TestMerchant
  before(async () => {
    test = await createTestMerchant()
  })
  after(() => test.close())

  for (const count of [0, 1, 499, 500, 1200]) {
    it(`insert ${count} rows as they are`, async () => {
      const person = { id: newId(at), keyId: 1, wrappedKey: null, createdAt: at }
      const rows = Array.from({ length: count }, (_, index) => {
        return { id: newId(at), sealed: Buffer.from([0, index % 3, 255]), personId: person.id, createdAt: at }
      })
      const found = await test.command(async ({ tx }) => {
        await tx.run(insertRows(tx.merchantId, 'people', ['id', 'keyId', 'wrappedKey', 'createdAt'], [person]))
        assert.equal(await tx.run(insertRows(tx.merchantId, 'contacts', columns, rows)), count)
        return tx.rows<(typeof rows)[number]>(sql`
          select id, sealed, person_id, created_at from contacts
          where merchant_id = ${tx.merchantId} and id = any(${uuidList(rows.map(({ id }) => id))}) order by id`)
      })
      assert.deepEqual(found, rows)
    })

    it(`stand as ${count} rows of every type inside a statement`, async () => {
      const rows = Array.from({ length: count }, (_, index) => ({
        number: index,
        id: newId(at),
        nothing: null,
        maybe: index % 7 === 0 ? null : new Date(at.getTime() - index * 86_400_000 * 40),
        text: 'a "b\\', // the same in each
        facts: null,
        flag: true,
        large: 9_007_199_254_740_991,
        day: '2009-12-01',
        long: at,
      }))
      const types = {
        number: 'int4',
        id: 'uuid',
        nothing: 'uuid',
        maybe: 'timestamptz',
        text: 'text',
        facts: 'jsonb',
        flag: 'bool',
        large: 'int8',
        day: 'date',
        long: 'timestamptz',
      } as const
      const found = await test.query(({ tx }) =>
        tx.rows(sql`
          select number, id, nothing, maybe, text, facts, flag, large, day, long from ${rowSource('r', types, rows)}
          order by number`),
      )
      assert.deepEqual(found, rows)
    })
  }

  it('refuse a text that is no id before it reaches the database', () => {
    for (const id of ['', 'x', '0192f0c0-0000-7000-8000-00000000000g', '0192f0c0-0000-7000-8000-0000000000000']) {
      assert.throws(() => uuidList([id]), RangeError)
    }
  })
})
