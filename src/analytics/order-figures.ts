import { orderEventTypes } from '../orders/events.ts'
import type { DrainContext, Subscriber } from '../platform/drain.ts'
import type { DomainEvent } from '../platform/events.ts'
import { buildPortion, figuresName, portionSize } from './build-figures.ts'
import { addEvents } from './figure-store.ts'

/** Keeps the sums that Home reads, by day, and notes which orders wait. */
export const orderFigures: Subscriber = {
  name: figuresName,
  types: orderEventTypes,
  handle: (context, events) => takeSteps(context, events, portionSize),
}

/**
 * Adds what events told. Where the sums of earlier orders are not all made yet, it makes another portion first; what is told
 * of an order that is not in is left to the portion that will have it.
 */
export async function takeSteps(
  { tx, now }: Pick<DrainContext, 'tx' | 'now'>,
  events: readonly DomainEvent[],
  portion: number,
): Promise<void> {
  const { timeZone, position } = await buildPortion({ tx, now }, portion)
  const isIn = (orderId: string) => position === null || orderId <= position
  await addEvents(
    tx,
    timeZone,
    events.filter(({ objectId }) => isIn(objectId)),
  )
}
