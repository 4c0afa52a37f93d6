import { checkScopes, scopesOf } from '../access/keys/api-key.ts'
import { createApiKey } from '../access/keys/create-api-key.ts'
import { findMerchants } from '../access/merchant-queries.ts'
import type { Config } from '../config.ts'
import { runCommand } from '../platform/command.ts'
import { readControl } from '../platform/db/control.ts'
import type { Runtime } from '../platform/runtime.ts'
import { servedContracts } from '../shell/served-contracts.ts'
import { withInstance } from './with-instance.ts'

/** `yidan key`: makes an API key and answers its text. @throws Error when there is no such merchant or scope */
export async function createKeyCommand(
  { merchant, name, scope }: { merchant?: string; name: string; scope: string[] },
  config: Config,
): Promise<string> {
  checkScopes(scope, scopesOf(servedContracts()))
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 1, onProgress }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    const request = { merchantId, actor: 'system:command-line' }
    const { key } = await runCommand(runtime, request, (command) => createApiKey(command, { name, scopes: scope }))
    return key
  })
}

/** The merchant of a code, or the first one. @throws Error when there is none */
export async function chooseMerchant({ database }: Runtime, code: string | undefined): Promise<string> {
  const merchants = await readControl(database, findMerchants)
  const found = code === undefined ? merchants[0] : merchants.find((merchant) => merchant.code === code)
  if (found === undefined)
    throw new Error(code === undefined ? 'there is no merchant yet: run `npm start` first' : `no merchant ${code}`)
  return found.id
}
