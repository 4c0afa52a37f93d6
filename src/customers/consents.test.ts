import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { TestApi } from '../../test/support/merchant.ts'
import { findInPlain, openPrivacy } from '../../test/support/privacy.ts'
import { createTestShop, type TestShop } from '../../test/support/shop.ts'
import { assertSound } from '../../test/support/sound.ts'

let shop: TestShop
let api: TestApi
let customerId: string

before(async () => {
  shop = await createTestShop()
  api = await openPrivacy(shop)
  const contact = { name: '王小明', phone: '13911112222', country: 'CN' }
  customerId = ((await api.call('POST', '/customers', { contact })).body as { id: string }).id
})
after(() => shop.close())

const say = (purpose: string, body: object) => api.call('PUT', `/customers/${customerId}/consents/${purpose}`, body)
const codeOf = ({ status, body }: { status: number; body: unknown }) => [status, (body as { code: string }).code]
const consents = async () => {
  const { body } = await api.call('GET', `/customers/${customerId}/consents`)
  const { present, history } = body as {
    present: { purpose: string; state: string }[]
    history: { number: number; state: string; purpose: string; hasEvidence: boolean; decidedAt: string }[]
  }
  return { present: new Map(present.map(({ purpose, state }) => [purpose, state])), history }
}

test('what nobody asked for is withdrawn; what was said is kept, and the last word counts', async () => {
  assert.deepEqual([...new Set((await consents()).present.values())], ['withdrawn'])
  const given = { state: 'given', channel: 'web', noticeVersion: '2026-01', evidence: '勾选' }
  await say('marketing_sms', { ...given, decidedAt: '2026-01-05T08:00:00+08:00' })
  await say('marketing_sms', { state: 'given', channel: 'web', noticeVersion: '2026-01' })
  const { present, history } = await consents()
  assert.deepEqual([present.get('marketing_sms'), present.get('marketing_email')], ['given', 'withdrawn'])
  assert.deepEqual(
    history.map(({ number, state, hasEvidence, decidedAt }) => [number, state, hasEvidence, decidedAt]),
    [[1, 'given', true, '2026-01-05T00:00:00.000Z']],
  )
  await say('marketing_sms', { state: 'withdrawn', channel: 'phone' })
  const after = await consents()
  assert.equal(after.present.get('marketing_sms'), 'withdrawn')
  assert.deepEqual(
    after.history.map(({ number, state }) => [number, state]),
    [
      [1, 'given'],
      [2, 'withdrawn'],
    ],
  )
  const told = await shop.owner.query(`select type from events where object_type = 'consent' order by at, object_id`)
  assert.deepEqual(
    told.rows.map(({ type }) => type),
    ['consent.given', 'consent.withdrawn'],
  )
  assert.deepEqual(await findInPlain(shop, ['勾选']), [])
  await assertSound(shop)
})

test('a merchant has purposes of its own, and nobody agrees to what there is not', async () => {
  const said = { state: 'given', channel: 'till' }
  assert.deepEqual(codeOf(await say('birthday_card', said)), [422, 'unknown_purpose'])
  await api.call('PUT', '/privacy-settings', { consentPurposes: [{ code: 'birthday_card', name: '生日贺卡' }] })
  assert.equal((await say('birthday_card', said)).status, 200)
  assert.equal((await consents()).present.get('birthday_card'), 'given')
  const later = { ...said, decidedAt: '2999-01-01T00:00:00Z' }
  assert.deepEqual(codeOf(await say('profiling', later)), [422, 'in_the_future'])
  const nobody = '/customers/01900000-0000-7000-8000-000000000000/consents'
  assert.deepEqual(codeOf(await api.call('GET', nobody)), [404, 'customer_not_found'])
  assert.deepEqual(codeOf(await api.call('PUT', `${nobody}/profiling`, said)), [404, 'customer_not_found'])
})

test('records of one purpose that come together follow one another', async () => {
  const channels = ['a', 'b', 'c', 'd', 'e']
  await Promise.all(channels.map((channel) => say('sharing', { state: 'given', channel })))
  const { history } = await consents()
  const numbers = history.filter(({ purpose }) => purpose === 'sharing').map(({ number }) => number)
  assert.deepEqual(numbers, [1, 2, 3, 4, 5])
  await assertSound(shop)
})

test('settings are replaced as a whole, at the version that was seen, and told', async () => {
  const before = (await api.call('GET', '/privacy-settings')).body as { version: number; settings: object }
  const stale = await api.call('PUT', '/privacy-settings', {}, { 'if-match': `"${before.version + 1}"` })
  assert.deepEqual(codeOf(stale), [412, 'version_mismatch'])
  const { body } = await api.call('PUT', '/privacy-settings', { retention: { guestsAfterDays: 1095 } })
  const after = body as { version: number; settings: { retention: object; staffDisclosures: object } }
  assert.equal(after.version, before.version + 1)
  assert.deepEqual(after.settings.retention, { customersAfterDays: null, guestsAfterDays: 1095 })
  assert.deepEqual(after.settings.staffDisclosures, { perHour: 100, perDay: 500 })
  const events = await shop.owner.query(
    `select data from events where type = 'privacy_settings.changed' order by version`,
  )
  assert.deepEqual(events.rows.at(-1)?.data, { before: before.settings, after: after.settings })
  const short = await api.call('PUT', '/privacy-settings', { retention: { guestsAfterDays: 1 } })
  assert.equal((short.body as { field: string }).field, 'retention.guestsAfterDays')
  await assertSound(shop)
})
