import type { Contact } from '../../customers/contact.ts'
import type { KnownCustomer } from '../../customers/customer-queries.ts'
import { findCustomersByIdentity, findCustomersByIds } from '../../customers/customer-queries.ts'
import { identitiesOf } from '../../customers/sealed-contact.ts'
import { type SellableStock, sellableStock } from '../../inventory/level-queries.ts'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { findKeptAnswers, type KeptAnswer } from '../../platform/kept-answers.ts'
import { findReferenceRevision } from '../../platform/reference-revision.ts'
import { lockDrafts } from '../entry/draft-store.ts'
import type { DraftRow } from '../entry/order-draft.ts'
import { type EarlierOrder, findEarlierOrders } from './intake-queries.ts'
import type { PlaceOrderItem } from './place-order-item.ts'
import type { References, WantedCodes } from './references.ts'
import { findVariant } from './resolve-variant.ts'

/** What a batch reads at the start of its transaction. */
export type LoadedIntake = {
  revision: number
  answers: KeptAnswer[]
  earlier: EarlierOrder[]
  customers: KnownCustomer[]
  stock: SellableStock[]
  drafts: DraftRow[]
}

/** Reads everything a batch needs in one round trip; with `lock` its stock levels are locked. */
export async function loadIntake(
  tx: Transaction,
  { keys, known, items }: { keys: MerchantKeys; known: References; items: readonly PlaceOrderItem[] },
  lock: boolean,
): Promise<LoadedIntake> {
  const idempotencyKeys = items.flatMap(({ idempotency }) => (idempotency === undefined ? [] : [idempotency.key]))
  const externals = items.flatMap(({ input }) =>
    input.externalId === undefined ? [] : [{ channel: input.channel, externalId: input.externalId }],
  )
  const itemIds = stockedItems(known, items)
  const draftIds = items.flatMap(({ draftId }) => draftId ?? [])
  const [drafts, answers, earlier, customers, revision, stock] = await Promise.all([
    draftIds.length === 0 ? [] : lockDrafts(tx, draftIds),
    idempotencyKeys.length === 0 ? [] : findKeptAnswers(tx, idempotencyKeys),
    externals.length === 0 ? [] : findEarlierOrders(tx, externals),
    findBuyers(tx, keys, items),
    findReferenceRevision(tx),
    itemIds.length === 0 ? [] : tx.rows(sellableStock(tx, itemIds, lock)),
  ])
  return { revision, answers, earlier, customers, stock, drafts }
}

/** The codes by which a batch names its products. */
export function wantedCodes(items: readonly PlaceOrderItem[]): WantedCodes {
  const wanted: WantedCodes = { skus: new Set(), barcodes: new Set(), ids: new Set(), currencies: new Set() }
  for (const { input } of items) {
    if (input.currency !== undefined) wanted.currencies.add(input.currency)
    for (const { sku, barcode, variantId } of input.lines) {
      if (sku !== undefined) wanted.skus.add(sku)
      else if (barcode !== undefined) wanted.barcodes.add(barcode)
      else if (variantId !== undefined) wanted.ids.add(variantId)
    }
  }
  return wanted
}

function stockedItems(known: References, items: readonly PlaceOrderItem[]): string[] {
  const ids = new Set<string>()
  for (const { input } of items) {
    for (const line of input.lines) {
      const variant = findVariant(line, known)
      if (variant?.kind === 'stocked') ids.add(variant.id)
      else if (variant?.kind === 'bundle') for (const component of variant.components) ids.add(component.variantId)
    }
  }
  return [...ids]
}

async function findBuyers(
  tx: Transaction,
  keys: MerchantKeys,
  items: readonly PlaceOrderItem[],
): Promise<KnownCustomer[]> {
  const ids = new Set<string>()
  const codes = new Set<string>()
  const contacts: Contact[] = []
  for (const { customer } of items.map(({ input }) => input)) {
    if (customer === undefined) continue
    if ('id' in customer) ids.add(customer.id)
    else if (customer.code !== undefined) codes.add(customer.code)
    if ('contact' in customer) contacts.push(customer.contact)
  }
  const [byId, byIdentity] = await Promise.all([
    ids.size === 0 ? [] : findCustomersByIds(tx, [...ids]),
    codes.size + contacts.length === 0
      ? []
      : findCustomersByIdentity(tx, { ...identitiesOf(keys, contacts), codes: [...codes] }),
  ])
  return [...byId, ...byIdentity]
}
