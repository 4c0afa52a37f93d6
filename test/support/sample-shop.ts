import { firstChannels, setChannels } from '../../src/orders/settings-store.ts'
import { runCommand } from '../../src/platform/command.ts'
import { setTaxRate } from '../../src/pricing/set-tax-rate.ts'
import { openIntake } from '../../src/shell/build-app.ts'
import { subscribers } from '../../src/shell/subscribers.ts'
import { loadSampleShop, samplePeriodMs } from '../../src/training/sample-shop/load-sample-shop.ts'
import { createTestMerchant, type TestMerchant } from './merchant.ts'

/** A merchant with the sample shop loaded: orders in every state there is. Takes some ten seconds. */
export async function createSampleShop(): Promise<TestMerchant> {
  const merchant = await createTestMerchant({ subscribers })
  const { runtime, merchantId } = merchant
  const from = new Date(runtime.clock().getTime() - samplePeriodMs)
  await runCommand(runtime, { merchantId, actor: 'system:test', now: from }, async (command) => {
    await setChannels(command, firstChannels('CN'))
    const rates = { standard: 1300, reduced: 900, services: 600, exempt: 0 }
    for (const [taxClass, rateBasisPoints] of Object.entries(rates)) {
      await setTaxRate(command, { taxClass, rateBasisPoints, included: true })
    }
  })
  await loadSampleShop({ runtime, merchantId, from, openIntake, subscribers, isStopping: () => false })
  return merchant
}
