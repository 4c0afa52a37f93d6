import type { DomainEvent } from '../../platform/events.ts'
import type { ApiKey } from './api-key.ts'

/** What this module tells: keys made and revoked. A key has two versions at most. */
export type AccessEvent = DomainEvent<'api_key.created' | 'api_key.revoked', { scopes: string[] }>

type Told = { at: Date; actor: string }

/** Tells that a key was made. */
export function apiKeyCreated({ id, scopes }: ApiKey, told: Told): AccessEvent {
  return { objectType: 'api_key', objectId: id, version: 1, type: 'api_key.created', data: { scopes }, ...told }
}

/** Tells that a key was revoked. */
export function apiKeyRevoked({ id, scopes }: ApiKey, told: Told): AccessEvent {
  return { objectType: 'api_key', objectId: id, version: 2, type: 'api_key.revoked', data: { scopes }, ...told }
}
