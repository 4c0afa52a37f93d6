// A merchant's keys, as they stand in the control table `merchant_keys`: each row holds one wrapping key (the KEK, for the
// data keys of that merchant's people) and the search key (for search tokens), both wrapped by the instance's key. The KEK
// can be renewed: what a retired one wrapped still opens while its row is there. The search key stays for the merchant's
// life, since every stored token depends on it.
import { hash, type KeyObject } from 'node:crypto'
import type { Statements } from '../db/database.ts'
import {
  newDataKey,
  type SealContext,
  SealedValueBroken,
  unwrapKey,
  type WrappingKey,
  wrapKey,
  wrappingKey,
  wrappingKeyId,
} from './sealing.ts'

/** A row of `merchant_keys`, without its `created_at`. */
export type MerchantKeyRow = {
  merchantId: string
  /** 1 for the merchant's first key, one more for each that follows. */
  keyId: number
  wrappedKek: Buffer
  wrappedSearchKey: Buffer
  /** Since when nothing new is sealed with it; it still opens what it sealed. */
  retiredAt?: Date | null
}

/** The opened keys of one merchant. Never to be stored or logged. */
export type MerchantKeys = {
  readonly merchantId: string
  /** The id of `kek`. */
  readonly keyId: number
  /** Wraps the data keys of new values. */
  readonly kek: WrappingKey
  /** Every key that still opens values, `kek` among them, by its id. */
  readonly keks: ReadonlyMap<number, WrappingKey>
  /** Makes search tokens. */
  readonly searchKey: KeyObject
  /** Reads the keys anew, where they are kept for long: another process may have renewed them. */
  readonly reread?: (statements: Statements) => Promise<MerchantKeys>
}

/** Makes a merchant's first keys; or, with the opened `previous` ones, the next, which carry the search key on. */
export function createMerchantKeys(instanceKey: Buffer, merchantId: string, previous?: MerchantKeys): MerchantKeyRow {
  const keyId = Math.max(0, ...(previous?.keks.keys() ?? [])) + 1
  return wrapRow(instanceWrappingKey(instanceKey), {
    merchantId,
    keyId,
    kek: newDataKey(),
    searchKey: previous?.searchKey ?? newDataKey(),
    retiredAt: null,
  })
}

/**
 * Opens one merchant's rows, given in any order. New values go to the highest key that is not retired.
 * @throws InstanceKeyWrong if another instance's key wrapped them; SealedValueBroken if a row was changed
 */
export function openMerchantKeys(instanceKey: Buffer, rows: readonly MerchantKeyRow[]): MerchantKeys {
  const instance = instanceWrappingKey(instanceKey)
  const opened = rows.map((row) => openRow(instance, row)).sort((a, b) => b.keyId - a.keyId)
  const current = opened.find((row) => row.retiredAt === null)
  if (current === undefined) throw new Error('the merchant has no key that is not retired')
  const { merchantId, keyId, kek, searchKey } = current
  const keks = new Map(opened.map((row) => [row.keyId, { id: row.keyId, key: row.kek }]))
  return { merchantId, keyId, kek: { id: keyId, key: kek }, keks, searchKey }
}

/** Wraps rows anew for a new instance key; what they wrap stays the same. @throws as openMerchantKeys does */
export function rewrapMerchantKeys(oldKey: Buffer, newKey: Buffer, rows: readonly MerchantKeyRow[]): MerchantKeyRow[] {
  const [from, to] = [instanceWrappingKey(oldKey), instanceWrappingKey(newKey)]
  return rows.map((row) => wrapRow(to, openRow(from, row)))
}

/** The keys, read anew when any of the data keys was wrapped under one that they do not know. */
export async function keysThatOpen(
  keys: MerchantKeys,
  statements: Statements,
  wrapped: readonly Buffer[],
): Promise<MerchantKeys> {
  const isKnown = (each: Buffer) => each.length < 3 || keys.keks.has(wrappingKeyId(each))
  return wrapped.every(isKnown) ? keys : ((await keys.reread?.(statements)) ?? keys)
}

/** Opens a person's data key with whichever of the merchant's keys wrapped it. @throws SealedValueBroken */
export function openDataKey(keys: MerchantKeys, wrapped: Buffer, context: SealContext): KeyObject {
  const kek = wrapped.length < 3 ? undefined : keys.keks.get(wrappingKeyId(wrapped))
  if (kek === undefined) throw new SealedValueBroken(context)
  return unwrapKey(kek, wrapped, context)
}

/** The merchant's keys were wrapped by another instance key than this one: the wrong file, or the wrong database. */
export class InstanceKeyWrong extends Error {
  readonly code = 'instance_key_wrong'

  constructor(merchantId: string) {
    super(`instance_key_wrong: this is not the instance key that wrapped the keys of merchant ${merchantId}`)
    this.name = 'InstanceKeyWrong'
  }
}

type OpenedRow = { merchantId: string; keyId: number; kek: KeyObject; searchKey: KeyObject; retiredAt: Date | null }

function wrapRow(instance: WrappingKey, { kek, searchKey, ...row }: OpenedRow): MerchantKeyRow {
  return {
    ...row,
    wrappedKek: wrapKey(instance, kek, placeOf(row, 'wrapped_kek')),
    wrappedSearchKey: wrapKey(instance, searchKey, placeOf(row, 'wrapped_search_key')),
  }
}

function openRow(instance: WrappingKey, row: MerchantKeyRow): OpenedRow {
  if (wrappingKeyId(row.wrappedKek) !== instance.id) throw new InstanceKeyWrong(row.merchantId)
  return {
    merchantId: row.merchantId,
    keyId: row.keyId,
    kek: unwrapKey(instance, row.wrappedKek, placeOf(row, 'wrapped_kek')),
    searchKey: unwrapKey(instance, row.wrappedSearchKey, placeOf(row, 'wrapped_search_key')),
    retiredAt: row.retiredAt ?? null,
  }
}

/** The instance key is known in what it wraps by 16 bits of its hash, so that a wrong one is told from a broken row. */
function instanceWrappingKey(instanceKey: Buffer): WrappingKey {
  const fingerprint = hash('sha256', Buffer.concat([Buffer.from('yidan instance key '), instanceKey]), 'buffer')
  return wrappingKey(fingerprint.readUInt16BE(0), instanceKey)
}

function placeOf({ merchantId, keyId }: { merchantId: string; keyId: number }, column: string): SealContext {
  return { merchantId, table: 'merchant_keys', column, rowId: String(keyId) }
}
