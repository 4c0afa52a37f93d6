import { type Changes, changesBetween } from '../../platform/changes.ts'
import type { DomainEvent } from '../../platform/events.ts'
import type { ApiKey } from './api-key.ts'

/** What this module tells: keys made and revoked. A key has two versions at most. */
export type AccessEvent = DomainEvent<'api_key.created' | 'api_key.revoked', { scopes: string[]; changes: Changes }>

type Told = { at: Date; actor: string }

/** Tells that a key was made. */
export function apiKeyCreated(key: ApiKey, told: Told): AccessEvent {
  const data = { scopes: key.scopes, changes: changesBetween(null, key, ['prefix', 'scopes', 'expiresAt']) }
  return { objectType: 'api_key', objectId: key.id, version: 1, type: 'api_key.created', data, ...told }
}

/** Tells that a key was revoked. */
export function apiKeyRevoked({ id, scopes }: ApiKey, told: Told): AccessEvent {
  const data = { scopes, changes: { revokedAt: [null, told.at] as const } }
  return { objectType: 'api_key', objectId: id, version: 2, type: 'api_key.revoked', data, ...told }
}
