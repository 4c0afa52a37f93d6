import type { RawBuilder } from 'kysely'
import { locationScope } from '../locations/location.ts'
import { DomainError } from '../platform/errors.ts'
import { isWithin, type Scope, withinScope } from '../platform/scope.ts'

/*
 * A fulfillment order and its shipments are where their place is: who is narrowed to places sees and does the work of those, of
 * orders of every channel. What the work means for its order, and for other places, is not asked about.
 */

/** Whether someone may see and do the work of a place. */
export function isAtPlace(scope: Scope | undefined, { locationId }: { locationId: string }): boolean {
  return isWithin(scope, locationScope, locationId)
}

/** `and <column> = any(…)` for who is narrowed to places; nothing for others. */
export function withinPlaces(scope: Scope | undefined, column: RawBuilder<unknown>): RawBuilder<unknown> {
  return withinScope(scope, { kind: locationScope, column, type: 'uuid' })
}

/** The refusal of a fulfillment order that is not there, or not for the caller. */
export function workNotFound(fulfillmentOrderId: string): DomainError {
  return new DomainError('not_found', 'fulfillment_order_not_found', { facts: { fulfillmentOrderId } })
}

/** The refusal of a shipment that is not there, or not for the caller. */
export function shipmentNotFound(shipmentId: string): DomainError {
  return new DomainError('not_found', 'shipment_not_found', { facts: { shipmentId } })
}
