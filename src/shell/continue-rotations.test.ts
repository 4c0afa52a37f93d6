import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { createTestShop, receiver, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'
import { continueKeyRotation } from '../access/continue-key-rotation.ts'
import { createKeysOf } from '../access/merchant-keys.ts'
import { startKeyRotation } from '../access/start-key-rotation.ts'
import { checkSealedContacts } from '../cli/verify/sealed-contacts.ts'
import { findContacts } from '../customers/contact-queries.ts'
import { createCustomer } from '../customers/create-customers.ts'
import { openContact } from '../customers/sealed-contact.ts'
import { listOrders } from '../orders/list-queries.ts'
import { runCommand } from '../platform/command.ts'
import { type KeyKind, openMerchantKeys } from '../platform/crypto/key-ring.ts'
import { publish } from '../platform/events.ts'
import { continueRotation } from './continue-rotations.ts'
import { rotationWork } from './rotation-work.ts'

describe('the rotation of a merchant’s keys', () => {
  let shop: TestShop
  before(async () => {
    shop = await createTestShop()
    await shop.addVariants({ sku: 'K' })
    await shop.receive(shop.shanghai, 'K', 1_000_000)
  })
  after(() => shop.close())

  /** Another process: its keys are its own. */
  const anotherProcess = () => ({
    ...shop.runtime,
    keysOf: createKeysOf(shop.runtime.database, shop.instanceKey),
  })
  const start = (kind: KeyKind, runtime = anotherProcess()) =>
    runCommand(runtime, { merchantId: shop.merchantId, actor: 'staff:1' }, (command) => startKeyRotation(command, kind))
  const portion = (runtime = anotherProcess()) =>
    runCommand(runtime, { merchantId: shop.merchantId, actor: 'system:test' }, (command) =>
      continueKeyRotation(command, rotationWork),
    )
  const finish = (runtime = anotherProcess()) => continueRotation(runtime, shop.merchantId)
  const contactOf = (n: number) => ({ ...receiver, name: `张${n}丰`, phone: `139${String(n).padStart(8, '0')}` })
  const place = (n: number, more: object = {}) =>
    shop.place({
      shipTo: contactOf(n),
      customer: { contact: contactOf(n) },
      lines: [{ sku: 'K', quantity: 1 }],
      ...more,
    })
  const find = async (text: string) => {
    const { items } = await shop.query((query) => listOrders(query, { text, limit: 100 }))
    return items.map(({ id }) => id)
  }
  const rows = async <Row extends object>(query: string, ...values: unknown[]) =>
    (await shop.owner.query<Row>(query, values)).rows
  const count = async (query: string) => (await rows<{ n: number }>(`select count(*)::int as n from ${query}`))[0]?.n
  const events = async () =>
    (await rows<{ type: string }>("select type from events where object_type = 'key_rotation' order by at, type")).map(
      ({ type }) => type,
    )

  afterEach(async () => {
    await finish()
    await assertSound(shop)
    // Else the whole is planned as if the tables were empty.
    await shop.owner.query('analyze')
    await shop.owner.query('begin')
    const { keysOf } = anotherProcess()
    assert.deepEqual(await checkSealedContacts(shop.owner, keysOf, 5), undefined)
    await shop.owner.query('commit')
  })

  it('wraps everyone anew, and what was known of the old key opens nothing any more', async () => {
    const orders = await Promise.all([1, 2, 3].map((n) => place(n)))
    assert.ok(orders.every(({ status }) => status === 201))
    const keysBefore = await rows<{ kind: KeyKind; keyId: number; wrappedKey: Buffer }>(
      `select merchant_id as "merchantId", kind, key_id as "keyId", wrapped_key as "wrappedKey" from merchant_keys
       where merchant_id = $1`,
      shop.merchantId,
    )
    const stolen = openMerchantKeys(
      shop.instanceKey,
      keysBefore.map((row) => ({ ...row, merchantId: shop.merchantId })),
    )
    const rotation = await start('wrapping')
    const ended = await finish()
    assert.deepEqual([ended?.id, ended?.done], [rotation.id, ended?.total])
    assert.ok(ended?.completedAt)
    assert.equal(await count('people where key_id = 1'), 0)
    assert.deepEqual(await rows('select wrapped_key from merchant_keys where key_id = 1 and kind = $1', 'wrapping'), [
      { wrapped_key: null },
    ])
    const contacts = await rows<{ id: string; personId: string; wrappedKey: Buffer; sealed: Buffer }>(
      `select c.id, c.person_id as "personId", p.wrapped_key as "wrappedKey", c.sealed
       from contacts c join people p on p.id = c.person_id`,
    )
    assert.ok(contacts.length >= 3)
    for (const row of contacts) assert.throws(() => openContact(stolen, row), { code: 'sealed_value_broken' })
    assert.deepEqual(await events(), ['key_rotation.started', 'key_rotation.completed'])
    assert.deepEqual(await rows("select distinct actor from events where type = 'key_rotation.started'"), [
      { actor: 'staff:1' },
    ])
    // A process that still has the old keys in memory opens them all the same.
    const names = await shop.query(
      async ({ tx, keys }) =>
        [
          ...(
            await findContacts(
              tx,
              keys,
              contacts.map(({ id }) => id),
            )
          ).values(),
        ].length,
    )
    assert.equal(names, contacts.length)
  })

  it('leaves nobody behind whom another process seals with the old key meanwhile or afterwards', async () => {
    await shop.runtime.keysOf(shop.merchantId)
    const stale = anotherProcess()
    await stale.keysOf(shop.merchantId)
    await start('wrapping')
    const during = await place(11)
    const ended = await finish()
    assert.ok(ended?.completedAt)
    const later = await runCommand(stale, { merchantId: shop.merchantId, actor: 'system:test' }, (command) =>
      createCustomer(command, { contact: contactOf(12) }),
    )
    assert.equal(during.status, 201)
    assert.ok(later.id)
    assert.equal(await count(`people where key_id <> ${ended.newKeyId}`), 0)
  })

  for (const kind of ['wrapping', 'search'] as const) {
    it(`goes on under load, and from where it was cut off (${kind})`, async () => {
      const first = await Promise.all(Array.from({ length: 1100 }, (_, n) => place(1000 + n)))
      assert.ok(first.every(({ status }) => status === 201))
      await shop.drainAll()
      let isOver = false
      const placed: string[] = []
      const buyers = Array.from({ length: 8 }, async (_, lane) => {
        // Buyers that are known from before, and new ones.
        for (let n = 0; !isOver; n++) {
          const { status, body } = await place(lane % 2 === 0 ? 1000 + n * 8 + lane : 50_000 + n * 8 + lane)
          assert.equal(status, 201)
          placed.push(body.id)
        }
      })
      const draining = (async () => {
        while (!isOver) await shop.drainAll()
      })()
      const rotation = await start(kind)
      const cutOff = await portion()
      assert.equal(cutOff?.completedAt, null)
      // Cut off in the middle of a portion: nothing of it is kept.
      await assert.rejects(
        runCommand(anotherProcess(), { merchantId: shop.merchantId, actor: 'system:test' }, async (command) => {
          await continueKeyRotation(command, rotationWork)
          throw new Error('killed')
        }),
        /killed/,
      )
      const ended = await finish()
      isOver = true
      await Promise.all([...buyers, draining])
      await shop.drainAll()
      assert.equal(ended?.id, rotation.id)
      assert.ok(ended.completedAt)
      assert.ok(placed.length > 0)
      const column = kind === 'wrapping' ? 'people' : 'search_tokens'
      assert.equal(await count(`${column} where key_id <> ${ended.newKeyId}`), 0)
      assert.equal(await count('customers group by person_id having count(*) > 1'), undefined)
      const twice = await rows('select person_id from customers where phone_key is null')
      assert.deepEqual(twice, [])
    })
  }

  it('finds by old and new while the search key is renewed, and knows a buyer again', async () => {
    const before = await place(21)
    await shop.drainAll()
    assert.deepEqual(await find('13900000021'), [before.body.id])
    const customers = await count('customers')
    await start('search')
    const meanwhile = await place(21)
    await shop.drainAll()
    assert.equal(await count('customers'), customers, 'known by the old key')
    assert.deepEqual((await find('13900000021')).sort(), [before.body.id, meanwhile.body.id].sort())
    const inBatch = await Promise.all([place(21), place(22), place(22)])
    assert.equal(await count('customers'), (customers ?? 0) + 1)
    await assert.rejects(
      shop.command((command) => createCustomer(command, { contact: contactOf(21) })),
      { code: 'customer_exists', field: 'contact.phone' },
    )
    for (let rotation = await portion(); rotation?.completedAt === null; rotation = await portion()) {
      await shop.drainAll()
      assert.equal((await find('13900000021')).length, 3, `in ${rotation.step}`)
    }
    const after = await place(21)
    await shop.drainAll()
    assert.equal(await count('customers'), (customers ?? 0) + 1)
    const expected = [before, meanwhile, inBatch[0], after].map((each) => each?.body.id as string)
    assert.deepEqual((await find('13900000021')).sort(), expected.sort())
    assert.equal(await count('merchant_keys where retired_at is not null and wrapped_key is not null'), 0)
  })

  it('keeps erased people erased, and takes away by what they were found', async () => {
    await place(31)
    await shop.drainAll()
    const [person] = await rows<{ id: string }>('select person_id as id from customers order by id desc limit 1')
    await start('search')
    await shop.owner.query('update people set wrapped_key = null, erased_at = now() where id = $1', [person?.id])
    const erased = { objectType: 'person', objectId: person?.id ?? '', version: 1, type: 'person.erased', data: {} }
    await shop.command(({ tx, now: at, actor }) => publish(tx, [{ ...erased, at, actor }]))
    await finish()
    const left = 'phone_key is null and email_key is null and platform_key is null'
    assert.equal(await count(`customers where person_id = '${person?.id}' and ${left}`), 1)
    await start('wrapping')
    const ended = await finish()
    assert.ok(ended?.completedAt)
    assert.deepEqual(await rows('select key_id, wrapped_key from people where id = $1', person?.id), [
      { key_id: ended.newKeyId, wrapped_key: null },
    ])
  })

  it('is one at a time', async () => {
    const begun = await start('search')
    for (const kind of ['search', 'wrapping'] as const) {
      await assert.rejects(start(kind), {
        code: 'key_rotation_running',
        facts: { rotationId: begun.id, kind: 'search' },
      })
    }
    const both = await Promise.all([finish(), finish()])
    assert.ok(both.some((rotation) => rotation?.completedAt))
    const outcomes = await Promise.allSettled([start('wrapping'), start('wrapping'), start('search')])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1)
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal(outcome.reason.code, 'key_rotation_running')
    }
  })
})
