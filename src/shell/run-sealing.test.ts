import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { createApiKey } from '../access/keys/create-api-key.ts'
import { runCommand } from '../platform/command.ts'
import { runSealing, sealAll, tellSeals } from './run-sealing.ts'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

async function makeKeyOf(merchantId: string): Promise<void> {
  await runCommand(merchant.runtime, { merchantId, actor: 'system:test' }, (command) =>
    createApiKey(command, { name: 'key', scopes: ['*'] }),
  )
}

/** The runtime a second later, so that what was told just now is told. */
function later(): TestMerchant['runtime'] {
  const { runtime } = merchant
  const { clock } = runtime.database
  return { ...runtime, database: { ...runtime.database, clock: () => new Date(clock().getTime() + 1000) } }
}

test('every merchant has a chain of its own, and the seals are told outside', async () => {
  const others = [await merchant.addMerchant('second'), await merchant.addMerchant('silent')]
  await makeKeyOf(merchant.merchantId)
  await makeKeyOf(others[0] as string)
  assert.equal(await sealAll(later()), 2)
  const lines: Record<string, unknown>[] = []
  const logger = { ...merchant.runtime.logger, info: (facts: object) => void lines.push({ ...facts }) }
  await tellSeals({ ...merchant.runtime, logger })
  assert.deepEqual(
    lines.map(({ seal }) => String(seal).replace(/[0-9a-f]{64}$/, '…')),
    [`${merchant.merchantId}/1/…`, `${others[0]}/1/…`],
  )
})

test('sealing that runs seals what there is, and stops when asked', async () => {
  await makeKeyOf(merchant.merchantId)
  const told = Promise.withResolvers<void>()
  const logger = { ...merchant.runtime.logger, info: () => told.resolve() }
  const sealing = runSealing({ ...later(), logger })
  await told.promise
  await sealing.stop()
  const { rows } = await merchant.owner.query<{ blocks: number }>(
    'select count(*)::integer as blocks from audit_blocks where merchant_id = $1',
    [merchant.merchantId],
  )
  assert.equal(rows[0]?.blocks, 2)
})
