import { createApiKey } from '../../src/access/keys/create-api-key.ts'
import { runCommand } from '../../src/platform/command.ts'
import type { App } from '../../src/platform/http/app.ts'
import { defaultDoors } from '../../src/platform/http/doors/door-settings.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { drainAll } from '../../src/shell/run-drains.ts'
import { apiDocument } from '../../src/shell/serve-reference.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'
import type { JsonSchema } from './json-schema.ts'
import { openDeadLetters } from './open-dead-letters.ts'
import { openPeople, type Person } from './open-people.ts'
import { callerOf, type Known, openShop } from './open-shop.ts'
import { type Operation, operationsOf } from './operations.ts'

/** A merchant of the two, with a key that may do everything, an owner, and all that exists in its shop. */
export type Shop = { merchantId: string; key: string; person: Person; known: Known }

/** The whole application over two merchants that know nothing of one another. */
export type TwoShops = {
  merchant: TestMerchant
  app: App
  operations: Operation[]
  problem: JsonSchema
  own: Shop
  foreign: Shop
  /** What the application logged as its own fault. */
  faults: string[]
  drain: () => Promise<void>
  close: () => Promise<void>
}

/** Every text that the other merchant gave begins with this. */
export const foreignMark = 'FOREIGN'

export async function openTwoShops(): Promise<TwoShops> {
  const merchant = await createTestMerchant({ subscribers })
  const faults: string[] = []
  const logger = { ...merchant.runtime.logger, error: (facts: object) => faults.push(JSON.stringify(facts)) }
  const runtime = { ...merchant.runtime, logger: logger as unknown as typeof merchant.runtime.logger }
  // Thousands of wrong requests come from one address here, and each is to be judged by itself.
  const app = buildApp(runtime, { ...defaultDoors, limits: { ...defaultDoors.limits, failuresPerAddress: 0 } })
  const drain = async () => {
    await drainAll(runtime)
  }
  const open = async (merchantId: string, code: string, mark: string): Promise<Shop> => {
    const { key } = await runCommand(runtime, { merchantId, actor: 'system:test' }, (command) =>
      createApiKey(command, { name: mark, scopes: ['*'] }),
    )
    const shop = await openShop(callerOf(app, key), mark, drain)
    const known = { ...shop, ...(await openDeadLetters(merchant.owner, merchantId)) }
    return { merchantId, key, ...(await openPeople(app, { merchantId, code, key, known, mark })) }
  }
  const own = await open(merchant.merchantId, 'test', 'OWN')
  const foreign = await open(await merchant.addMerchant('other'), 'other', foreignMark)
  // A key notes each minute that it was used, and a refused request must change nothing.
  await merchant.owner.query(`update api_keys set last_used_at = now() + interval '1 day'`)
  const document = apiDocument(app.contracts)
  return {
    ...{ merchant, app, own, foreign, faults, drain },
    operations: operationsOf(document),
    problem: document.components.schemas.Problem as JsonSchema,
    close: merchant.close,
  }
}
