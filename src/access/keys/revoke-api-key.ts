import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { requireHeldScope } from '../held.ts'
import type { ApiKey } from './api-key.ts'
import { lockApiKey, saveRevocation } from './api-key-store.ts'
import { apiKeyRevoked } from './events.ts'

/**
 * Ends a key for good. Processes that verified it go on to take it for up to ten seconds. Revoking it again changes
 * nothing. Who is narrowed ends only what they could have made.
 * @throws DomainError `api_key_not_found`, `out_of_scope`
 */
export async function revokeApiKey(command: Command, { keyId }: { keyId: string }): Promise<ApiKey> {
  const { tx, now, actor } = command
  const apiKey = await lockApiKey(tx, keyId)
  if (apiKey === undefined) throw new DomainError('not_found', 'api_key_not_found')
  requireHeldScope(command, apiKey)
  if (apiKey.revokedAt !== null) return apiKey
  await saveRevocation(tx, keyId, now)
  await publish(tx, [apiKeyRevoked(apiKey, { at: now, actor })])
  return { ...apiKey, revokedAt: now }
}
