import { createMerchant } from '../access/create-merchant.ts'
import type { NewMerchant } from '../access/merchant.ts'
import type { Config } from '../config.ts'
import { runCommand } from '../platform/command.ts'
import { setUpMerchant } from '../shell/first-merchant.ts'
import { loadInstanceKeys } from '../shell/instance-key.ts'
import { withInstance } from './with-instance.ts'

/** What `yidan merchant` is called with. */
export type MerchantArguments = NewMerchant

/**
 * `yidan merchant`: makes a merchant with what every merchant begins with, and answers its id.
 * @throws DomainError as `createMerchant`; Error when the database cannot be reached
 */
export function createMerchantCommand(merchant: MerchantArguments, config: Config): Promise<string> {
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 1, onProgress }, async (runtime) => {
    const [instanceKey] = (await loadInstanceKeys(config)) as [Buffer]
    const merchantId = await createMerchant(runtime.database, merchant, instanceKey, runtime.clock)
    await runCommand(runtime, { merchantId, actor: 'system:command-line' }, setUpMerchant)
    if (merchant.country !== 'CN') {
      onProgress('orders are taken without tax until rates are set: PUT /api/v1/tax-rates/standard')
    }
    return merchantId
  })
}
