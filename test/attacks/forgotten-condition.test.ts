// What the application itself asks the database, with the condition on the merchant taken out on purpose: the policies of the
// database must keep two merchants apart all the same.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openDatabase } from '../../src/platform/db/database.ts'
import { columnTypes } from '../../src/platform/db/tables.generated.ts'
import { read, transact } from '../../src/platform/db/transaction.ts'
import { subscriptionsOf } from '../../src/platform/drain.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { openFingerprint } from '../bad-input/fingerprint.ts'
import { send } from '../bad-input/send.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import type { Statement } from '../lists/recorded-statements.ts'
import { patientDoors } from '../support/doors.ts'
import { sampleRequest } from './sample-request.ts'
import { logStatements } from './statement-log.ts'

let shops: TwoShops
let own: string
let foreign: string
/** Statements of the first merchant, each once, without their condition. */
let forgetful: Statement[]
let ownRows: () => Promise<string>
let atFirst: string
/** Every id of the first merchant's objects. */
let ownIds: Set<string>

before(async () => {
  shops = await openTwoShops()
  own = shops.own.merchantId
  foreign = shops.foreign.merchantId
  forgetful = withoutCondition(await recordAll())
  ownRows = await openFingerprint(shops.merchant.owner, own)
  atFirst = await ownRows()
  ownIds = await findIds(own)
})
after(() => shops.close())

/** Everything that is sent while each operation is asked for once, and the drains work. */
async function recordAll(): Promise<Statement[]> {
  const { runtime, appUrl } = shops.merchant
  const database = openDatabase({ url: appUrl, connections: 3, subscribersOf: subscriptionsOf(subscribers) })
  const log = logStatements(database)
  const app = buildApp({ ...runtime, database }, patientDoors)
  for (const [index, operation] of shops.operations.entries()) {
    await send({ app, key: shops.own.key }, operation, sampleRequest(operation, shops.own.known, index), {
      'idempotency-key': `record-${index}`,
    })
  }
  const statements = log.take()
  await database.close()
  return statements
}

const condition = /(?<![\w.])(?:\w+\.)?merchant_id = (\$\d+)(?:::uuid)?/g

function withoutCondition(statements: readonly Statement[]): Statement[] {
  const byText = new Map(statements.map((statement) => [statement.text, statement]))
  return [...byText.values()]
    .filter(({ text }) => /merchant_id/.test(text))
    .map(({ text, values }) => ({ text: text.replace(condition, '($1::uuid is not null)'), values }))
}

async function findIds(merchantId: string): Promise<Set<string>> {
  const tables = Object.entries(columnTypes).filter(([, columns]) => 'id' in columns)
  const text = tables.map(([table]) => `select id::text from ${table} where merchant_id = $1`).join(' union ')
  const { rows } = await shops.merchant.owner.query<{ id: string }>(text, [merchantId])
  return new Set(rows.map(({ id }) => id))
}

type Done = { rows: unknown[]; changed: boolean; refused: string | undefined }

/** Runs a statement as the application's role with a merchant set, or as the owner of all; and undoes it. */
async function run({ text, values }: Statement, as: { merchantId: string } | 'owner'): Promise<Done> {
  const { owner } = shops.merchant
  await owner.query('begin')
  try {
    if (as !== 'owner') {
      await owner.query('set local role yidan_app')
      await owner.query(`set local yidan.merchant_id = '${as.merchantId}'`)
    }
    const found = await owner.query({ text, values: values as unknown[] })
    await owner.query('reset role')
    return { rows: found.rows, changed: (await ownRows()) !== atFirst, refused: undefined }
  } catch (error) {
    return { rows: [], changed: false, refused: (error as { code?: string }).code ?? String(error) }
  } finally {
    await owner.query('rollback')
  }
}

const showsOwn = (rows: unknown[]) => /OWN/.test(JSON.stringify(rows)) || idsIn(rows).some((id) => ownIds.has(id))
const idsIn = (rows: unknown[]) => JSON.stringify(rows).match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
const shortened = ({ text }: Statement) => text.replace(/\s+/g, ' ').trim().slice(0, 200)
/** What proves nothing: without its condition the statement is none, or breaks another rule first. */
const provesNothing = /^(?:42601|42P08|42P18|42803)$/

describe('a statement whose condition on the merchant was forgotten', () => {
  it('would do harm, if the database had no policies: so this test can fail', async () => {
    assert.ok(forgetful.length > 120, `only ${forgetful.length} statements`)
    const harmful = { reading: 0, writing: 0 }
    for (const statement of forgetful) {
      const { rows, changed } = await run(statement, 'owner')
      if (changed) harmful.writing += 1
      if (showsOwn(rows)) harmful.reading += 1
    }
    assert.ok(harmful.reading > 40 && harmful.writing > 15, JSON.stringify(harmful))
  })

  it('reads, changes, inserts and removes nothing of the other while another merchant is set', async () => {
    const faults = []
    let tried = 0
    for (const statement of forgetful) {
      const { rows, changed, refused } = await run(statement, { merchantId: foreign })
      if (refused !== undefined && provesNothing.test(refused)) continue
      tried += 1
      if (changed) faults.push(`changes: ${shortened(statement)}`)
      if (showsOwn(rows)) faults.push(`shows: ${shortened(statement)}`)
    }
    assert.deepEqual(faults, [])
    assert.ok(tried > forgetful.length * 0.9, `only ${tried} of ${forgetful.length}`)
  })

  it('does nothing at all while no merchant is set', async () => {
    const faults = []
    for (const statement of forgetful) {
      const { rows, changed } = await run(statement, { merchantId: '' })
      if (changed || showsOwn(rows) || /FOREIGN/.test(JSON.stringify(rows))) faults.push(shortened(statement))
    }
    assert.deepEqual(faults, [])
  })
})

describe('every table of merchants', () => {
  it('gives nothing away to a statement that names no merchant, and takes no change', async () => {
    const writable = Object.keys(columnTypes)
    assert.ok(writable.length > 45)
    for (const table of writable) {
      for (const merchantId of [foreign, '']) {
        const statement = (text: string) => run({ text, values: [] }, { merchantId })
        const { rows } = await statement(`select * from ${table}`)
        assert.ok(!JSON.stringify(rows).includes(own), `${table} is read as ${merchantId}`)
        const { changed } = await statement(`delete from ${table}`)
        assert.ok(!changed, `${table} is emptied as ${merchantId}`)
      }
    }
  })
})

describe('the setting itself', () => {
  const injections = [
    `' or '1'='1`,
    `'; set yidan.merchant_id = '`,
    `00000000-0000-0000-0000-000000000000'; drop table orders; --`,
    `00000000-0000-0000-0000-000000000000\n`,
    `00000000-0000-0000-0000-00000000000G`,
    '00000000-0000-0000-0000-000000000000,00000000-0000-0000-0000-000000000001',
    '*',
    '',
    'null',
    '\u0000',
  ]

  it('takes nothing but one id: anything else never becomes a statement', async () => {
    const database = openDatabase({ url: shops.merchant.appUrl, connections: 1 })
    const log = logStatements(database)
    try {
      for (const merchantId of injections) {
        await assert.rejects(() => transact(database, merchantId, async () => undefined), /not a merchant id/)
        await assert.rejects(() => read(database, merchantId, async () => undefined), /not a merchant id/)
      }
      assert.deepEqual(log.take(), [])
    } finally {
      await database.close()
    }
  })

  it('shows nothing where it is no id, or several', async () => {
    const { owner } = shops.merchant
    for (const value of [`${own},${foreign}`, '*', '%', `${own}' or true --`, 'null', ' ', `{${own}}x`]) {
      await owner.query('begin')
      await owner.query('set local role yidan_app')
      await owner.query(`select set_config('yidan.merchant_id', $1, true)`, [value])
      await assert.rejects(() => owner.query('select id from orders'), { code: '22P02' }, value)
      await owner.query('rollback')
    }
  })

  it('is spelled in the ways that PostgreSQL reads as an id, which all are the same one', async () => {
    const { owner } = shops.merchant
    for (const value of [own.toUpperCase(), `{${own}}`, own.replaceAll('-', '')]) {
      await owner.query('begin')
      await owner.query('set local role yidan_app')
      await owner.query(`select set_config('yidan.merchant_id', $1, true)`, [value])
      const { rows } = await owner.query<{ id: string }>('select distinct merchant_id as id from orders')
      assert.deepEqual(rows, [{ id: own }], value)
      await owner.query('rollback')
    }
  })
})
