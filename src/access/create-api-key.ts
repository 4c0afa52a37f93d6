import { randomBytes } from 'node:crypto'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { type ApiKey, apiKeyBytes, formatApiKey } from './api-key.ts'
import { insertApiKey } from './api-key-store.ts'
import { apiKeyCreated } from './events.ts'

/** What a key is to be; without `expiresAt` it opens until it is revoked. */
export type NewApiKey = { name: string; scopes: string[]; expiresAt?: Date }

/**
 * Makes a key of the merchant. Its text is answered this once and kept nowhere. A key may act everywhere: who is narrowed
 * makes none.
 * @throws DomainError `out_of_scope`, `expiry_in_the_past`
 */
export async function createApiKey(
  { tx, now, actor, scope }: Pick<Command, 'tx' | 'now' | 'actor' | 'scope'>,
  { name, scopes, expiresAt }: NewApiKey,
): Promise<ApiKey & { key: string }> {
  requireEverywhere(scope)
  if (expiresAt !== undefined && expiresAt <= now) {
    throw new DomainError('refused', 'expiry_in_the_past', { field: 'expiresAt' })
  }
  const { key, prefix, secretHash } = formatApiKey(randomBytes(apiKeyBytes))
  const apiKey: ApiKey = {
    id: newId(now),
    name,
    prefix,
    scopes: [...new Set(scopes)],
    createdAt: now,
    expiresAt: expiresAt ?? null,
    revokedAt: null,
  }
  await insertApiKey(tx, apiKey, secretHash)
  await publish(tx, [apiKeyCreated(apiKey, { at: now, actor })])
  return { ...apiKey, key }
}
