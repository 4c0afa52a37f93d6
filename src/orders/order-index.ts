import { findContacts } from '../customers/contact-queries.ts'
import { contactTokens } from '../customers/contact-tokens.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { DrainContext, Subscriber } from '../platform/drain.ts'
import type { DomainEvent } from '../platform/events.ts'
import { addTokens } from '../platform/search-index.ts'
import { orderEventTypes } from './events.ts'
import { keepPlacesOf } from './order-places-store.ts'
import { findReceivers } from './order-queries.ts'
import { addToStages } from './stage-store.ts'

/** Keeps what lists read: how many orders stand in each stage, which places they are of, and the tokens that find them. */
export const orderIndex: Subscriber = {
  name: 'order_index',
  types: orderEventTypes,
  handle: async (context, events) => {
    await countStages(context.tx, events)
    await keepPlacesOf(context.tx, [...new Set(events.filter(mayBeOfPlaces).map(({ objectId }) => objectId))])
    await indexPlaced(context, events)
  },
}

/** What allocates tells one of these. */
function mayBeOfPlaces({ type }: DomainEvent): boolean {
  return type === 'order.placed' || type === 'order.allocated'
}

async function countStages(tx: Transaction, events: readonly DomainEvent[]): Promise<void> {
  const moved = new Map<string, number>()
  const add = (stage: string | null, count: number) => {
    if (stage !== null) moved.set(stage, (moved.get(stage) ?? 0) + count)
  }
  for (const { data } of events) {
    const { stageFrom, stageTo } = data as { stageFrom: string | null; stageTo: string }
    add(stageFrom, -1)
    add(stageTo, 1)
  }
  const rows = [...moved].filter(([, orders]) => orders !== 0).map(([stage, orders]) => ({ stage, orders }))
  if (rows.length === 0) return
  await addToStages(tx, rows)
}

async function indexPlaced({ tx, keys }: DrainContext, events: readonly DomainEvent[]): Promise<void> {
  const placed = events.filter(({ type }) => type === 'order.placed').map(({ objectId }) => objectId)
  if (placed.length === 0) return
  const orders = await findReceivers(tx, placed)
  const contacts = await findContacts(
    tx,
    keys,
    orders.map(({ contactId }) => contactId),
  )
  const rows = orders.flatMap(({ id, contactId }) => {
    const contact = contacts.get(contactId)
    return contact === undefined ? [] : [{ objectId: id, tokens: contactTokens(keys, contact) }]
  })
  await addTokens({ tx, keys }, 'order', rows)
}
