import { type Outcome, outcomeOf } from '../platform/batch.ts'
import { publications } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import type { ScopedStockContext, StockContext } from './allocation-store.ts'
import { documentInsert } from './document-store.ts'
import { documentEvent } from './events.ts'
import { levelUpdates, lockLevelsFor, movementInserts } from './level-store.ts'
import { findPlaces, type PlaceFinder } from './place-queries.ts'
import {
  type DocumentDraft,
  type DocumentKind,
  decideDocuments,
  documentChanges,
  type StockDocument,
} from './stock-document.ts'
import { findStockedItems, type ItemFinder, type ItemReference } from './stocked-items.ts'

/** A document as it is handed in: its items are named, not yet known. Quantities are signed and not 0. */
export type NewDocument = {
  kind: DocumentKind
  locationId: string
  reason: string
  reference: string
  lines: readonly (ItemReference & { quantity: number })[]
}

/**
 * Posts documents, thousands of lines at a time: one round trip to look, one to lock, one to write. Each stands or falls
 * alone, in order; a refused one writes nothing. Refusals are `out_of_scope`, `unknown_location`, `location_closed`, those of `ItemFinder`
 * and those of `changeLevel`; fields are paths inside the document.
 */
export async function postDocuments(
  context: ScopedStockContext,
  documents: readonly NewDocument[],
): Promise<Outcome<StockDocument>[]> {
  const { tx } = context
  const [itemOf, placeOf] = await Promise.all([
    findStockedItems(
      tx,
      documents.flatMap(({ lines }) => lines),
    ),
    findPlaces(
      context,
      documents.map(({ locationId }) => locationId),
    ),
  ])
  const drafts = documents.map((document) => outcomeOf(() => draftOf(context, document, itemOf, placeOf)))
  const levels = await lockLevelsFor(tx, valuesOf(drafts).flatMap(documentChanges))
  const outcomes = decideDocuments(drafts, levels)
  await saveDocuments(context, valuesOf(outcomes))
  return outcomes
}

function draftOf(
  { now, actor }: StockContext,
  document: NewDocument,
  itemOf: ItemFinder,
  placeOf: PlaceFinder,
): DocumentDraft {
  const { kind, reason, reference } = document
  // Goods do not come to a closed place; what is still there may be corrected until it is gone.
  const { id: locationId } = placeOf(document.locationId, { field: 'locationId', open: kind === 'receipt' })
  const lines = document.lines.map((line, index) => {
    const { id, sku } = itemOf(line, `lines[${index}]`)
    return { itemId: id, sku, quantity: line.quantity }
  })
  return { id: newId(now), kind, locationId, reason, reference, actor, at: now, lines }
}

async function saveDocuments(context: StockContext, documents: readonly StockDocument[]): Promise<void> {
  if (documents.length === 0) return
  const { tx } = context
  const movements = documents.flatMap(({ id, kind, locationId, reason, lines }) =>
    lines.map(({ itemId, quantity }) => {
      return { itemId, locationId, quantity, kind: movementKinds[kind], causeId: id, reason }
    }),
  )
  const statements = [
    ...levelUpdates(tx, documents.flatMap(documentChanges)),
    documentInsert(tx, documents),
    ...movementInserts(context, movements),
    ...publications(tx, documents.map(documentEvent)),
  ]
  await Promise.all(statements.map((statement) => tx.run(statement)))
}

const movementKinds = { receipt: 'receive', adjustment: 'adjust' } as const

function valuesOf<Value>(outcomes: readonly Outcome<Value>[]): Value[] {
  return outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []))
}
