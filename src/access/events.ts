import { changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import type { Merchant } from './merchant.ts'

/** Tells that a merchant was made: the first entry of its audit. */
export function merchantCreated(merchant: Merchant, told: { at: Date; actor: string }): DomainEvent {
  const changes = changesBetween(null, merchant, ['code', 'currency', 'country', 'timeZone'])
  const { id: objectId } = merchant
  return { objectType: 'merchant', objectId, version: 1, type: 'merchant.created', data: { changes }, ...told }
}
