import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import type { Contract } from '../../src/platform/http/contract.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'

const id = '0198c000-abcd-7000-8000-0123456789ef'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

test('every id in an address is read in the one form that ids have, however it was written', () => {
  const { contracts } = buildApp(merchant.runtime)
  const found = contracts.flatMap((contract) => idFields(contract).map((field) => ({ contract, ...field })))
  assert.ok(found.length > 50)
  const kept = found.filter(({ schema }) => String(schema.parse(id.toUpperCase())) !== id)
  assert.deepEqual(
    kept.map(({ contract, name }) => `${contract.operation} ${name}`),
    [],
  )
})

function idFields({ params, query }: Contract): { name: string; schema: z.ZodType }[] {
  return Object.entries({ ...params?.shape, ...query?.shape }).flatMap(([name, schema]) => {
    const isId = schema instanceof z.ZodType && schema.safeParse(id).success && !schema.safeParse(id.slice(1)).success
    return isId ? [{ name, schema }] : []
  })
}
