import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import type { ApiKey } from './api-key.ts'
import { lockApiKey, saveRevocation } from './api-key-store.ts'
import { apiKeyRevoked } from './events.ts'

/**
 * Ends a key for good. Processes that verified it go on to take it for up to ten seconds. Revoking it again changes
 * nothing.
 * @throws DomainError `api_key_not_found`
 */
export async function revokeApiKey({ tx, now, actor }: Command, { keyId }: { keyId: string }): Promise<ApiKey> {
  const apiKey = await lockApiKey(tx, keyId)
  if (apiKey === undefined) throw new DomainError('not_found', 'api_key_not_found')
  if (apiKey.revokedAt !== null) return apiKey
  await saveRevocation(tx, keyId, now)
  await publish(tx, [apiKeyRevoked(apiKey, { at: now, actor })])
  return { ...apiKey, revokedAt: now }
}
