import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { runCommand } from './command.ts'
import { transact } from './db/transaction.ts'
import { publish, publishNext } from './events.ts'
import { idTime, namedId, newId } from './ids.ts'

let merchant: TestMerchant
const longAgo = new Date('2011-12-09T12:00:00Z')
before(async () => {
  merchant = await createTestMerchant({ clock: () => longAgo })
})
after(() => merchant.close())

const about = { objectType: 'variant', type: 'variant.priced', actor: 'system:test', at: longAgo, data: {} }

async function told(objectId: string) {
  const { rows } = await merchant.owner.query<{ version: number; entryId: string; at: Date; origin: string | null }>(
    'select version, entry_id as "entryId", at, origin from events where object_id = $1 order by entry_id',
    [objectId],
  )
  return rows
}

test('an entry is numbered by the real time, whatever the time of what it tells', async () => {
  const objectId = newId(longAgo)
  const began = merchant.runtime.database.clock()
  await merchant.command(({ tx }) => publish(tx, [{ ...about, objectId, version: 1 }]))
  const [entry] = await told(objectId)
  assert.deepEqual(entry?.at, longAgo)
  assert.ok(idTime(entry?.entryId ?? '') >= began)
})

test('an object whose versions nobody counts is told under the next one, twice in one go too', async () => {
  const [one, other] = [newId(longAgo), newId(longAgo)]
  await merchant.command(({ tx }) => publishNext(tx, [{ ...about, objectId: one }]))
  await merchant.command(({ tx }) =>
    publishNext(
      tx,
      [one, other, one].map((objectId) => ({ ...about, objectId })),
    ),
  )
  assert.deepEqual(
    (await told(one)).map(({ version }) => version),
    [1, 2, 3],
  )
  assert.equal((await told(other)).length, 1)
})

test('an event is told with the address of the command, unless it has one of its own', async () => {
  const [one, other] = [newId(longAgo), newId(longAgo)]
  const { runtime, merchantId } = merchant
  const caller = { merchantId, actor: 'key:a', origin: '192.0.2.1' }
  await runCommand(runtime, caller, ({ tx, actor }) =>
    publish(tx, [
      { ...about, objectId: one, version: 1, actor },
      { ...about, objectId: one, version: 2, actor: 'system:test' },
      { ...about, objectId: other, version: 1, actor, origin: '192.0.2.9' },
    ]),
  )
  const origins = [...(await told(one)), ...(await told(other))].map(({ origin }) => origin)
  assert.deepEqual(origins, ['192.0.2.1', null, '192.0.2.9'])
})

test('what has only a name has the same id here and in the database', async () => {
  const { merchantId, owner, runtime } = merchant
  for (const [kind, name] of [
    ['channel', 'web'],
    ['tax_class', '标准 税率'],
    ['order_settings', ''],
  ] as const) {
    const { rows } = await owner.query<{ id: string }>('select named_id($1, $2, $3) as id', [merchantId, kind, name])
    assert.equal(rows[0]?.id, namedId(merchantId, kind, name))
    assert.match(rows[0]?.id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  }
  await transact(runtime.database, merchantId, async ({ origins }) => assert.equal(origins.size, 0))
})
