import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, openTestApi, type TestApi, type TestMerchant } from '../../test/support/merchant.ts'
import { createKeysOf } from '../access/merchant-keys.ts'
import { runCommand } from '../platform/command.ts'
import { nextMerchantKey } from '../platform/crypto/key-ring.ts'
import { isMasked } from './contact.ts'
import { findContacts } from './contact-queries.ts'
import { createCustomer, createCustomers } from './create-customers.ts'
import { findCustomersByIdentity, findCustomersByIds } from './customer-queries.ts'
import { customerIndex } from './events.ts'
import { serveCustomers } from './routes.ts'
import { identityKeys } from './sealed-contact.ts'

type View = { id: string; version: number; tier: string; contact: Record<string, string> }

describe('customers', () => {
  let test: TestMerchant
  let api: TestApi

  before(async () => {
    test = await createTestMerchant({ subscribers: [customerIndex] })
    api = await test.open(serveCustomers)
  })
  after(() => test.close())

  const contact = { name: '王小明', phone: '13800138000', email: 'wang@example.com', country: 'CN', city: '深圳市' }
  const create = async (body: object) => {
    const answer = await api.call('POST', '/customers', body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body as View
  }
  const list = async (query: string) => {
    await test.drainAll()
    return ((await api.call('GET', `/customers?${query}`)).body as { items: View[] }).items
  }
  const contactOf = async (id: string) => {
    const { body } = await api.call('POST', `/customers/${id}/disclosures`, { purpose: 'service' })
    return (body as View).contact
  }
  const codeOf = ({ status, body }: { status: number; body: unknown }) => {
    const { code, field } = body as { code: string; field?: string }
    return [status, code, field]
  }

  it('makes a customer whose answer holds nothing personal', async () => {
    const made = await create({ code: 'C-1', tier: 'vip', contact })
    assert.equal(made.contact, undefined)
    const got = (await api.call('GET', `/customers/${made.id}`)).body as View
    const masked = { kind: 'plain', ...contact, name: '王**', phone: '138****8000', email: 'w***@example.com' }
    assert.deepEqual(got, { ...made, contact: masked })
    assert.deepEqual(await contactOf(made.id), { kind: 'plain', ...contact })
    assert.equal((await api.call('GET', `/customers/${missing}`)).status, 404)
  })

  it('keeps nothing of a contact in plain, anywhere', async () => {
    await create({ contact: { name: '绝密姓名', phone: '13911112222', country: 'CN' } })
    const key = { 'idempotency-key': 'secret' }
    await api.call('POST', '/customers', { contact: { name: '绝密姓名', phone: '13911113333', country: 'CN' } }, key)
    await test.drainAll()
    const tables = await test.owner.query(`select tablename from pg_tables where schemaname = 'public'`)
    for (const { tablename } of tables.rows) {
      const { rows } = await test.owner.query(`select to_jsonb(t)::text as row from ${tablename} t`)
      for (const { row } of rows) assert.ok(!/绝密|1391111/.test(row), tablename)
    }
  })

  it('refuses a phone, e-mail or code that is known, with whose it is', async () => {
    const { id } = await create({
      code: 'C-2',
      contact: { name: 'a', phone: '13800000002', email: 'a2@x.cn', country: 'CN' },
    })
    const refused = await api.call('POST', '/customers', {
      contact: { name: 'b', phone: '+86 138 0000 0002', country: 'CN' },
    })
    assert.deepEqual(codeOf(refused), [409, 'customer_exists', 'contact.phone'])
    assert.deepEqual((refused.body as { facts: object }).facts, { customerId: id })
    const mail = await api.call('POST', '/customers', { contact: { name: 'b', email: 'A2@X.CN', country: 'CN' } })
    assert.deepEqual(codeOf(mail), [409, 'customer_exists', 'contact.email'])
    const code = await api.call('POST', '/customers', { code: 'C-2', contact: { name: 'b', country: 'CN' } })
    assert.deepEqual(codeOf(code), [409, 'customer_exists', 'code'])
  })

  it('makes many at once, each alone; one when many try at the same time', async () => {
    const inputs = Array.from({ length: 1000 }, (_, index) => ({
      contact: { name: `n${index}`, phone: `1370000${String(index % 999).padStart(4, '0')}`, country: 'CN' },
    }))
    const outcomes = await test.command((command) => createCustomers(command, inputs))
    assert.equal(outcomes.filter((outcome) => 'value' in outcome).length, 999)
    const last = outcomes.at(-1)
    assert.ok(last !== undefined && 'refusal' in last && last.refusal.code === 'customer_exists')

    const same = [{ code: 'RACE', contact: { name: 'r', phone: '13600000001', country: 'CN' } }]
    const race = await Promise.all(
      Array.from({ length: 8 }, () => test.command((command) => createCustomers(command, same))),
    )
    assert.equal(race.flat().filter((outcome) => 'value' in outcome).length, 1)
  })

  it('finds customers by name, phone, last four digits and e-mail, once the index has drained', async () => {
    const { id } = await create({
      contact: {
        name: '欧阳娜娜',
        company: '星辰贸易',
        phone: '13512345678',
        email: 'nana@example.com',
        country: 'CN',
      },
    })
    for (const text of ['欧阳', '娜娜', '欧', '13512345678', '135-1234-5678', '5678', 'NANA@example.com', '星辰']) {
      const found = await list(`text=${encodeURIComponent(text)}`)
      assert.deepEqual(
        found.map((customer) => customer.id),
        [id],
        text,
      )
    }
    for (const text of ['阳欧', '13512345679', '!!!'])
      assert.deepEqual(await list(`text=${encodeURIComponent(text)}`), [], text)
    const [shown] = await list('text=5678')
    assert.equal(shown?.contact.phone, '135****5678')
    assert.equal(shown?.contact.email, 'n***@example.com')
  })

  it('lists by code and tier, newest first', async () => {
    const first = await create({ code: 'K-1', tier: 'key', contact: { name: 'k', country: 'CN' } })
    const second = await create({ code: 'K-2', tier: 'key', contact: { name: 'k', country: 'CN' } })
    const ids = (views: View[]) => views.map(({ id }) => id)
    assert.deepEqual(ids(await list('tier=key')), [second.id, first.id])
    assert.deepEqual(ids(await list('tier=key&code=K-1')), [first.id])
    const page = (await api.call('GET', '/customers?tier=key&limit=1')).body as { items: View[]; next: string }
    assert.deepEqual(ids(page.items), [second.id])
    assert.deepEqual(ids(await list(`tier=key&limit=1&after=${page.next}`)), [first.id])
  })

  it('changes a customer; the new contact is found and the old one is not', async () => {
    const { id } = await create({ contact: { name: '旧名', phone: '13100000001', country: 'CN' } })
    await list('text=13100000001')
    const newer = { name: '新名', phone: '13100000002', country: 'CN' }
    const changed = await api.call(
      'PUT',
      `/customers/${id}`,
      { tier: 'key', status: 'blocked', contact: newer },
      { 'if-match': '"1"' },
    )
    assert.equal(changed.status, 200)
    assert.equal((changed.body as View).version, 2)
    assert.deepEqual(await contactOf(id), { kind: 'plain', ...newer })
    assert.deepEqual(await list('text=13100000001'), [])
    assert.equal((await list('text=13100000002'))[0]?.id, id)
    const kept = await api.call('PUT', `/customers/${id}`, { tier: 'vip', status: 'active' })
    assert.equal((kept.body as View).tier, 'vip')
    assert.deepEqual(await contactOf(id), { kind: 'plain', ...newer })
    const contacts = await test.owner.query(
      'select count(*)::int as count from contacts c join customers u on u.person_id = c.person_id where u.id = $1',
      [id],
    )
    assert.equal(contacts.rows[0].count, 2)
  })

  it('refuses a change that it should', async () => {
    const { id } = await create({ contact: { name: 'x', phone: '13200000001', country: 'CN' } })
    const other = await create({ contact: { name: 'y', phone: '13200000002', country: 'CN' } })
    const form = { tier: 'standard', status: 'active' }
    const taken = { ...form, contact: { name: 'x', phone: '13200000002', country: 'CN' } }
    const refused = await api.call('PUT', `/customers/${id}`, taken)
    assert.deepEqual(codeOf(refused), [409, 'customer_exists', 'contact.phone'])
    assert.deepEqual((refused.body as { facts: object }).facts, { customerId: other.id })
    const late = await api.call('PUT', `/customers/${id}`, form, { 'if-match': '"9"' })
    assert.equal(late.status, 412)
    assert.equal((await api.call('PUT', `/customers/${missing}`, form)).status, 404)
    assert.equal((await api.call('PUT', `/customers/${id}`, { ...form, tier: 'gold' })).status, 400)
  })

  it('gives orders the customers they ask for', async () => {
    const { id } = await create({
      code: 'O-1',
      contact: { name: 'o', phone: '13300000001', email: 'o1@x.cn', country: 'CN' },
    })
    await test.query(async ({ tx, keys }) => {
      const { phoneKey, emailKey } = identityKeys(keys, { phone: '13300000001', email: 'o1@x.cn' })
      const find = (by: { phoneKeys?: Buffer[]; emailKeys?: Buffer[]; codes?: string[] }) =>
        findCustomersByIdentity(tx, { phoneKeys: [], emailKeys: [], platformKeys: [], codes: [], ...by })
      const [known] = await findCustomersByIds(tx, [id])
      assert.equal(known?.code, 'O-1')
      assert.equal(known?.isErased, false)
      assert.deepEqual(await find({ phoneKeys: phoneKey === null ? [] : [phoneKey] }), [known])
      assert.deepEqual(await find({ emailKeys: emailKey === null ? [] : [emailKey] }), [known])
      assert.deepEqual(await find({ codes: ['O-1', 'O-2'] }), [known])
      assert.deepEqual(await find({}), [])
      const contacts = await findContacts(tx, keys, [known?.contactId ?? '', missing])
      assert.deepEqual(
        [...contacts.values()].map((contact) => !isMasked(contact) && contact.name),
        ['o'],
      )
    })
  })

  it('shows a page also where one contact does not open, and tells of it', async () => {
    const broken = await create({ code: 'B-1', tier: 'key', contact: { name: 'broken', country: 'CN' } })
    await create({ code: 'B-2', tier: 'key', contact: { name: 'whole', country: 'CN' } })
    await test.owner.query(
      `update contacts set sealed = sealed || '\\x00' where id = (select contact_id from customers where id = $1)`,
      [broken.id],
    )
    const told: object[] = []
    const logger = { ...test.runtime.logger, error: (facts: object) => void told.push(facts) }
    const { app, key } = await openTestApi({ ...test.runtime, logger }, test.merchantId, [serveCustomers])
    const get = async (path: string) => {
      const answer = await app.fastify.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${key}` } })
      return answer.json()
    }
    const shown = (await get('/customers?tier=key&limit=2')).items as View[]
    assert.deepEqual(
      shown.map(({ contact }) => contact?.name ?? null),
      ['w***', null],
    )
    assert.equal((await get(`/customers/${broken.id}`)).contact, null)
    assert.equal(told.length, 2)
  })

  it('opens what another process sealed under a key that was renewed since', async () => {
    const { owner, merchantId, runtime, instanceKey } = test
    const next = nextMerchantKey(instanceKey, await runtime.keysOf(merchantId), 'wrapping')
    await owner.query("insert into merchant_keys values ($1, 'wrapping', $2, $3, now(), null, null)", [
      ...[merchantId, next.keyId, next.wrappedKey],
    ])
    const renewed = { ...runtime, keysOf: createKeysOf(runtime.database, instanceKey) }
    const input = { contact: { name: '新钥匙', country: 'CN' } }
    const made = await runCommand(renewed, { merchantId, actor: 'system:test' }, (command) =>
      createCustomer(command, input),
    )
    assert.equal((await contactOf(made.id)).name, '新钥匙')
    assert.equal((await runtime.keysOf(merchantId)).keyId, next.keyId, 'kept for all who come later')
  })

  it('refuses what an erased person still holds', async () => {
    const phone = '13400000009'
    const { id } = await create({ contact: { name: '要忘记的', phone, country: 'CN' } })
    await test.owner.query(
      'update people set wrapped_key = null where id = (select person_id from customers where id = $1)',
      [id],
    )
    const refused = await api.call('POST', '/customers', { contact: { name: '新人', phone, country: 'CN' } })
    assert.deepEqual(codeOf(refused), [409, 'customer_exists', 'contact.phone'])
  })

  it('shows an erased person without a contact, and finds them no more', async () => {
    const { id } = await create({ contact: { name: '要忘记的', phone: '13400000001', country: 'CN' } })
    await list('text=13400000001')
    await test.owner.query(
      'update people set wrapped_key = null where id = (select person_id from customers where id = $1)',
      [id],
    )
    const shown = (await api.call('GET', `/customers/${id}`)).body as View & { status: string }
    assert.deepEqual([shown.contact, shown.status], [null, 'erased'])
    const contact = { name: 'x', country: 'CN' }
    const refused = await api.call('PUT', `/customers/${id}`, { tier: 'vip', status: 'active', contact })
    assert.deepEqual(codeOf(refused), [422, 'person_erased', 'contact'])
    await api.call('PUT', `/customers/${id}`, { tier: 'vip', status: 'active' })
    assert.deepEqual(await list('text=13400000001'), [])
  })
})

const missing = '0190f0c2-7c00-7000-8000-000000000000'
