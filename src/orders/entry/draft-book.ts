import type { Query } from '../../platform/db/database.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import { type DomainEvent, publications } from '../../platform/events.ts'
import type { PlaceOrderItem } from '../intake/place-order-item.ts'
import type { Order } from '../order.ts'
import { endDrafts } from './draft-store.ts'
import { draftEvent } from './events.ts'
import type { DraftRow } from './order-draft.ts'

/** The drafts of a batch: each becomes one order, and ends in the order's own transaction. */
export type DraftBook = {
  /** @throws DomainError `draft_ended` when it is none of the sender's that is open: it may be placed already */
  requireOpen: (item: PlaceOrderItem) => void
  place: (item: PlaceOrderItem, order: Pick<Order, 'id' | 'placedAt'>) => void
  statements: (tx: Transaction) => Query<unknown>[]
}

/** Opens a book over the drafts that were locked. */
export function createDraftBook(locked: readonly DraftRow[]): DraftBook {
  const drafts = new Map(locked.map((draft) => [draft.id, draft]))
  const placed: DraftRow[] = []
  const events: DomainEvent[] = []
  return {
    requireOpen: ({ draftId, actor }) => {
      if (draftId === undefined) return
      const draft = drafts.get(draftId)
      if (draft?.owner === actor && draft.status === 'open') return
      const orderId = draft?.owner === actor ? draft.orderId : null
      throw new DomainError('conflict', 'draft_ended', { field: 'draftId', facts: { orderId } })
    },
    place: ({ draftId, actor, origin }, order) => {
      const draft = drafts.get(draftId ?? '')
      if (draft === undefined) return
      const after: DraftRow = { ...draft, status: 'placed', orderId: order.id, version: draft.version + 1 }
      drafts.set(draft.id, after)
      placed.push(after)
      events.push(draftEvent('order_draft.placed', after, { at: order.placedAt, actor, origin }))
    },
    statements: (tx) => (placed.length === 0 ? [] : [endDrafts(tx, 'placed', placed), ...publications(tx, events)]),
  }
}
