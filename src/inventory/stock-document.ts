/*
 * A stock document: a paper that says how many of which items came to a place, or were counted otherwise. It is not a
 * level (that is the sum) and never changes: a mistake is put right by another document. Pure; the web imports it.
 */
import type { Outcome } from '../platform/batch.ts'
import { DomainError } from '../platform/errors.ts'
import { changedLevels, type LevelChange, levelKey, type StockLevel } from './stock-level.ts'

/** What a document does: `receipt` takes goods in, `adjustment` corrects what is there. */
export type DocumentKind = 'receipt' | 'adjustment'

/** Why stock is corrected. */
export type AdjustmentReason = (typeof adjustmentReasons)[number]

/** Every reason for which stock is corrected. */
export const adjustmentReasons = ['count', 'damage', 'loss', 'found', 'expired', 'correction'] as const

/** So many of one item, signed; `onHand` is what the place then had of it, after the whole document. */
export type DocumentLine = { itemId: string; sku: string; quantity: number; onHand: number }

/** A document that moved stock. */
export type StockDocument = {
  id: string
  kind: DocumentKind
  locationId: string
  /** `received`, or an adjustment's reason. */
  reason: string
  /** The number of the paper behind it, for people. */
  reference: string
  actor: string
  at: Date
  lines: DocumentLine[]
}

/** A document to be decided: its items are known, its levels not yet. */
export type DocumentDraft = Omit<StockDocument, 'lines'> & { lines: Omit<DocumentLine, 'onHand'>[] }

/** What the lines of a document change. */
export function documentChanges(draft: Pick<DocumentDraft, 'locationId' | 'lines'>): LevelChange[] {
  return draft.lines.map(({ itemId, quantity }, index) => {
    return { itemId, locationId: draft.locationId, onHand: quantity, field: `lines[${index}].quantity` }
  })
}

/**
 * Decides documents in order against the same levels (by `levelKey`): each stands or falls alone, and finds the stock as
 * the one before left it. A draft that is a refusal already stays one.
 */
export function decideDocuments(
  drafts: readonly Outcome<DocumentDraft>[],
  levels: ReadonlyMap<string, StockLevel>,
): Outcome<StockDocument>[] {
  const now = new Map(levels)
  return drafts.map((draft) => thenOutcome(draft, (document) => decideDocument(document, now)))
}

/** What a step makes of a value; a refusal before it or in it is the outcome. */
export function thenOutcome<From, To>(before: Outcome<From>, step: (value: From) => To): Outcome<To> {
  if ('refusal' in before) return before
  try {
    return { value: step(before.value) }
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error }
    throw error
  }
}

function decideDocument(draft: DocumentDraft, levels: Map<string, StockLevel>): StockDocument {
  for (const [key, level] of changedLevels(levels, documentChanges(draft))) levels.set(key, level)
  const onHand = (itemId: string) => levels.get(levelKey({ itemId, locationId: draft.locationId }))?.onHand ?? 0
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, onHand: onHand(line.itemId) })) }
}
