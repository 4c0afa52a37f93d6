import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { setSecuritySettings } from '../access/account/set-security-settings.ts'
import { createMerchant } from '../access/create-merchant.ts'
import { firstSecuritySettings } from '../access/sign-in/session.ts'
import { approvalSettingsForm } from '../approvals/approval-settings.ts'
import { setApprovalSettings } from '../approvals/set-approval-settings.ts'
import { privacySettingsForm } from '../customers/privacy-settings.ts'
import { setPrivacySettings } from '../customers/set-privacy-settings.ts'
import { findChannels } from '../orders/order-queries.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import { findTaxRates } from '../pricing/pricing-queries.ts'
import { setUpMerchant } from './first-merchant.ts'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

async function begin(country: string, currency: string) {
  const { runtime, instanceKey } = merchant
  const form = { code: country.toLowerCase(), name: country, currency, country, timeZone: 'UTC' }
  const merchantId = await createMerchant(runtime.database, form, instanceKey, runtime.clock)
  await runCommand(runtime, { merchantId, actor: 'system:test' }, setUpMerchant)
  return runQuery(runtime, { merchantId }, async ({ tx }) => ({
    names: (await findChannels(tx)).map(({ name }) => name),
    taxes: Object.fromEntries(await findTaxRates(tx)),
  }))
}

test("a merchant of China begins with China's rates and names in both languages", async () => {
  const { names, taxes } = await begin('CN', 'CNY')
  assert.ok(names.includes('官网'))
  assert.deepEqual(taxes.standard, { rateBasisPoints: 1300, included: true })
})

test('one of another country begins without tax: its rates are for it to set', async () => {
  const { names, taxes } = await begin('GB', 'GBP')
  assert.deepEqual(names.toSorted(), ['App', 'E-mail', 'Fax', 'Marketplace', 'Phone', 'Store', 'Web shop'])
  assert.deepEqual(taxes, { standard: { rateBasisPoints: 0, included: true } })
})

test('every kind of settings of it can be set: each has a history of its own', async () => {
  const { runtime, merchantId } = merchant
  await runCommand(runtime, { merchantId, actor: 'system:test' }, setUpMerchant)
  for (const retention of [{ guestsAfterDays: 365 }, { guestsAfterDays: 400 }]) {
    const settings = privacySettingsForm.parse({ retention })
    await merchant.command((command) => setPrivacySettings(command, settings))
  }
  await merchant.command((command) => setApprovalSettings(command, approvalSettingsForm.parse({ expireAfterDays: 7 })))
  await merchant.command((command) => setSecuritySettings(command, { ...firstSecuritySettings, idleMinutes: 60 }))
  const { rows } = await merchant.owner.query(
    `select count(distinct object_id)::int as objects from events where merchant_id = $1
       and object_type in ('merchant', 'order_settings', 'privacy_settings', 'approval_settings', 'security_settings')`,
    [merchantId],
  )
  assert.equal(rows[0].objects, 5)
})
