import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { createMerchant } from '../access/create-merchant.ts'
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
  assert.ok(names.includes('官网 Web shop'))
  assert.deepEqual(taxes.standard, { rateBasisPoints: 1300, included: true })
})

test('one of another country begins without tax: its rates are for it to set', async () => {
  const { names, taxes } = await begin('GB', 'GBP')
  assert.deepEqual(names.toSorted(), ['App', 'E-mail', 'Fax', 'Marketplace', 'Phone', 'Store', 'Web shop'])
  assert.deepEqual(taxes, { standard: { rateBasisPoints: 0, included: true } })
})
