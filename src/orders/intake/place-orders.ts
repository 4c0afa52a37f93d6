import { insertBuyers } from '../../customers/buyer-store.ts'
import { stockNotice } from '../../inventory/events.ts'
import type { RunBatch } from '../../platform/batch.ts'
import { type Answer, keyReused, refusalAnswer } from '../../platform/command.ts'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { withKeys } from '../../platform/crypto/present-keys.ts'
import { brokenUniqueConstraint, DecidedOnStale } from '../../platform/db/failures.ts'
import { rehearse, type Transaction, transact } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import type { NewAnswer } from '../../platform/kept-answers.ts'
import type { NumberSeries } from '../../platform/number-series.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { createDraftBook } from '../entry/draft-book.ts'
import type { Order } from '../order.ts'
import { awaitedItems } from './awaited-items.ts'
import { createBuyerBook } from './buyer-book.ts'
import { type DecidedOrder, decideOrder } from './decide-order.ts'
import { type IntakeRows, intakeStatements } from './intake-store.ts'
import { type LoadedIntake, loadIntake, wantedCodes } from './load-intake.ts'
import type { PlaceOrderItem } from './place-order-item.ts'
import { earlierView, type PlacedOrderView, placedView } from './placed-view.ts'
import type { ReferenceCache, References } from './references.ts'
import { stockPicture } from './stock-picture.ts'

/** What intake needs besides the database. */
export type Intake = {
  runtime: Runtime
  references: ReferenceCache
  numbers: NumberSeries
  /** Hears of the orders of each batch once they are committed. */
  onPlaced?: (orders: readonly Order[]) => void
  /** Hears what would be told: then all is for trial, and undone. */
  hearEvents?: NonNullable<Transaction['hearEvents']>
}

/**
 * Places a batch of orders of one merchant in one transaction of two round trips: load, decide each in the order of
 * arrival against the same numbers, save with the events, commit. A refused order fails alone; its refusal is kept under
 * its key. A first attempt reads stock without locking it and checks it while saving; a later one locks it first.
 */
export function placeOrders({
  runtime,
  references,
  numbers,
  onPlaced,
  hearEvents,
}: Intake): RunBatch<PlaceOrderItem, Answer> {
  const begin: typeof transact =
    hearEvents === undefined ? transact : (database, id, work) => rehearse(database, id, hearEvents, work)
  const placeBatch = async (keys: MerchantKeys, items: readonly PlaceOrderItem[], attempt: number) => {
    const { merchantId } = keys
    const known = await references.load(merchantId, wantedCodes(items))
    const firstNumber = await numbers.take(merchantId, items.length)
    const now = runtime.clock()
    const batch = { items, keys, known, firstNumber, now }
    try {
      return await begin(runtime.database, merchantId, async (tx) => {
        const loaded = await loadIntake(tx, batch, attempt > 1)
        if (loaded.revision !== known.revision) {
          references.drop(merchantId)
          throw new DecidedOnStale()
        }
        const { answers, rows } = decideBatch(tx, batch, loaded)
        await tx.commitWith(intakeStatements(tx, rows))
        // What was refused needs no number.
        const used = hearEvents === undefined ? rows.orders.length : 0
        numbers.giveBack(merchantId, { from: firstNumber + used, end: firstNumber + items.length })
        onPlaced?.(rows.orders.map(({ order }) => order))
        return answers.map((value) => ({ value }))
      })
    } catch (error) {
      // Another batch placed the same key, external id or customer meanwhile: the next attempt finds it.
      if (brokenUniqueConstraint(error) !== undefined) throw new DecidedOnStale()
      throw error
    }
  }
  return (merchantId, items, attempt) => withKeys(runtime, merchantId, (keys) => placeBatch(keys, items, attempt))
}

const actor = 'system:intake'

type Batch = {
  items: readonly PlaceOrderItem[]
  keys: MerchantKeys
  known: References
  firstNumber: number
  now: Date
}

function decideBatch(tx: Transaction, batch: Batch, loaded: LoadedIntake): { answers: Answer[]; rows: IntakeRows } {
  const { items, keys, known, firstNumber, now } = batch
  const stock = stockPicture(loaded.stock)
  const book = createBuyerBook(keys, loaded.customers)
  const earlier = createEarlier(loaded)
  const drafts = createDraftBook(loaded.drafts)
  const rows: IntakeRows = { orders: [], senders: [], answers: [], notices: [], buyers: [], drafts: [] }
  const answers = items.map((item) => {
    const at = item.at ?? now
    const kept = earlier.findAnswer(item)
    if (kept !== undefined) return kept
    const answer =
      earlier.findOrder(item) ??
      answerOf(() => {
        drafts.requireOpen(item)
        const buyer = book.find(item.input, at)
        const decided = decideOrder(item.input, {
          references: known,
          available: stock.available,
          buyer,
          number: firstNumber + rows.orders.length,
          actor: item.actor,
          at,
          contentHash: item.contentHash,
        })
        stock.take(decided.allocations)
        stock.take(decided.reservations)
        book.accept()
        drafts.place(item, decided.order)
        rows.orders.push(decided)
        rows.senders.push(item)
        return decided
      })
    earlier.keep(item, answer)
    keepAnswer(item, answer, at, rows.answers)
    return answer
  })
  rows.buyers = insertBuyers({ tx, keys, actor }, book.met())
  rows.drafts = drafts.statements(tx)
  const awaited = awaitedItems(rows.orders, stock.available, known.locations)
  if (awaited.length > 0) rows.notices.push(stockNotice('stock.awaited', awaited, { at: now, actor }))
  return { answers, rows }
}

function answerOf(decide: () => DecidedOrder): Answer {
  try {
    return { status: 201, body: placedView(decide().order) }
  } catch (error) {
    if (error instanceof DomainError) return refusalAnswer(error)
    throw error
  }
}

function keepAnswer({ idempotency, contentHash }: PlaceOrderItem, answer: Answer, at: Date, kept: NewAnswer[]): void {
  if (idempotency === undefined) return
  const { key, operation } = idempotency
  const { status, body } = answer
  kept.push({ key, operation, requestHash: contentHash, status, answer: JSON.stringify(body), createdAt: at })
}

/** What came before: under an idempotency key, or under a channel's own number; earlier in this batch counts too. */
function createEarlier(loaded: LoadedIntake) {
  const byKey = new Map(loaded.answers.map((kept) => [kept.key, { ...kept, body: JSON.parse(kept.answer) as unknown }]))
  const byExternalId = new Map<string, { contentHash: Buffer; body: PlacedOrderView }>()
  for (const order of loaded.earlier)
    byExternalId.set(externalKey(order.channel, order.externalId), {
      contentHash: order.contentHash,
      body: earlierView(order),
    })

  /** What was answered under the same key. */
  function findAnswer({ idempotency, contentHash }: PlaceOrderItem): Answer | undefined {
    if (idempotency === undefined) return undefined
    const kept = byKey.get(idempotency.key)
    if (kept === undefined) return undefined
    const isSame = kept.operation === idempotency.operation && kept.requestHash.equals(contentHash)
    return isSame ? { status: kept.status, body: kept.body } : refusalAnswer(keyReused())
  }

  /** What a channel's number that came before earns: the same order, or a conflict. */
  function findOrder({ contentHash, input }: PlaceOrderItem): Answer | undefined {
    if (input.externalId === undefined) return undefined
    const order = byExternalId.get(externalKey(input.channel, input.externalId))
    if (order === undefined) return undefined
    if (order.contentHash.equals(contentHash)) return { status: 200, body: order.body }
    const facts = { orderId: order.body.id }
    return refusalAnswer(new DomainError('conflict', 'external_id_taken', { field: 'externalId', facts }))
  }

  function keep({ idempotency, contentHash, input }: PlaceOrderItem, answer: Answer): void {
    const { status, body } = answer
    if (idempotency !== undefined) {
      byKey.set(idempotency.key, { ...idempotency, requestHash: contentHash, status, answer: '', body })
    }
    if (input.externalId !== undefined && status === 201) {
      byExternalId.set(externalKey(input.channel, input.externalId), { contentHash, body: body as PlacedOrderView })
    }
  }
  return { findAnswer, findOrder, keep }
}

function externalKey(channel: string, externalId: string): string {
  return `${channel}\u0000${externalId}`
}
