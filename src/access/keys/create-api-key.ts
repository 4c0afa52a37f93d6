import { randomBytes } from 'node:crypto'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { requireKnownScope } from '../held-queries.ts'
import { type ApiKey, apiKeyBytes, formatApiKey } from './api-key.ts'
import { insertApiKey } from './api-key-store.ts'
import { apiKeyCreated } from './events.ts'

/** What a key is to be; without `expiresAt` it opens until it is revoked, without places and channels for all of them. */
export type NewApiKey = {
  name: string
  scopes: string[]
  expiresAt?: Date
  locationIds?: string[]
  channels?: string[]
}

/**
 * Makes a key of the merchant. Its text is answered this once and kept nowhere.
 * @throws DomainError `expiry_in_the_past`, `unknown_location`, `unknown_channel`
 */
export async function createApiKey(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { name, scopes, expiresAt, locationIds, channels }: NewApiKey,
): Promise<ApiKey & { key: string }> {
  await requireKnownScope(tx, { locationIds: locationIds ?? null, channels: channels ?? null })
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new DomainError('refused', 'expiry_in_the_past', { field: 'expiresAt' })
  }
  const { key, prefix, secretHash } = formatApiKey(tx.merchantId, randomBytes(apiKeyBytes))
  const apiKey: ApiKey = {
    id: newId(now),
    name,
    prefix,
    scopes: [...new Set(scopes)],
    locationIds: locationIds ?? null,
    channels: channels ?? null,
    createdBy: actor,
    createdAt: now,
    expiresAt: expiresAt ?? null,
    revokedAt: null,
    lastUsedAt: null,
  }
  await insertApiKey(tx, apiKey, secretHash)
  await publish(tx, [apiKeyCreated(apiKey, { at: now, actor })])
  return { ...apiKey, key }
}
