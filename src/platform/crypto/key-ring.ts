// A merchant's keys, as they stand in `merchant_keys`: wrapping keys (each a KEK, for the data keys of that merchant's people)
// and search keys (for search tokens), all wrapped by the instance's key. Of each kind one is present and makes what is new;
// a retired one still opens, or finds, what it made, until that was made anew and it is destroyed. A third kind lasts as long as
// the merchant: what it makes cannot be made anew, such as the seals of the audit.
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

/** What a merchant's key is for. */
export type KeyKind = 'wrapping' | 'search'

const kinds = ['wrapping', 'search', 'lasting'] as const

/** A row of `merchant_keys` that still has its key. */
export type MerchantKeyRow = {
  merchantId: string
  kind: KeyKind | 'lasting'
  /** 1 for the merchant's first key of its kind, one more for each that follows. */
  keyId: number
  wrappedKey: Buffer
  /** Since when nothing new is made with it. */
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
  /** The id of `searchKey`. */
  readonly searchKeyId: number
  /** Makes new search tokens. */
  readonly searchKey: KeyObject
  /** Every key by whose tokens something may still be found, the present one first. */
  readonly searchKeys: ReadonlyMap<number, KeyObject>
  /** For seals of the audit, names to sign in with, links and devices; never renewed. */
  readonly lastingKey: KeyObject
  /** Which keys there are and which are retired: the text that `holdKeys` compares. */
  readonly state: string
  /** Reads the keys anew, where they are kept for long: another process may have renewed them. */
  readonly reread?: (statements: Statements) => Promise<MerchantKeys>
  /** Lets the next who asks read them anew. */
  readonly forget?: () => void
  /** Makes the key that follows the present one of a kind, with the fingerprint of the instance key that wraps it. */
  readonly makeNext?: (kind: KeyKind) => Promise<{ row: MerchantKeyRow; fingerprint: number }>
}

/** An instance's key; or several while it is renewed: the first wraps, and each opens what it wrapped. */
export type InstanceKeys = Buffer | readonly Buffer[]

/** Makes a merchant's first keys: one of each kind. */
export function createMerchantKeys(instanceKeys: InstanceKeys, merchantId: string): MerchantKeyRow[] {
  const instance = wrapperOf(instanceKeys)
  return kinds.map((kind) => wrapRow(instance, { merchantId, kind, keyId: 1, key: newDataKey(), retiredAt: null }))
}

/** Makes the key that follows the present one of a kind. */
export function nextMerchantKey(
  instanceKeys: InstanceKeys,
  { merchantId, keyId, searchKeyId }: Pick<MerchantKeys, 'merchantId' | 'keyId' | 'searchKeyId'>,
  kind: KeyKind,
): MerchantKeyRow {
  const next = (kind === 'wrapping' ? keyId : searchKeyId) + 1
  const row = { merchantId, kind, keyId: next, key: newDataKey(), retiredAt: null }
  return wrapRow(wrapperOf(instanceKeys), row)
}

/**
 * Opens one merchant's rows, given in any order. Of each kind the highest key that is not retired makes what is new.
 * @throws InstanceKeyWrong if another instance's key wrapped them; SealedValueBroken if a row was changed
 */
export function openMerchantKeys(instanceKeys: InstanceKeys, rows: readonly MerchantKeyRow[]): MerchantKeys {
  const instances = [instanceKeys].flat().map(instanceWrappingKey)
  const opened = rows.map((row) => openRow(instances, row)).sort((a, b) => b.keyId - a.keyId)
  const [keks, search, lasting] = kinds.map((kind) => opened.filter((row) => row.kind === kind))
  const kek = keks?.find((row) => row.retiredAt === null)
  const searchKey = search?.find((row) => row.retiredAt === null)
  const lastingKey = lasting?.[0]
  if (kek === undefined || searchKey === undefined || lastingKey === undefined) {
    throw new Error('the merchant has no key that is not retired')
  }
  return {
    merchantId: kek.merchantId,
    keyId: kek.keyId,
    kek: { id: kek.keyId, key: kek.key },
    keks: new Map(keks?.map(({ keyId, key }) => [keyId, { id: keyId, key }])),
    searchKeyId: searchKey.keyId,
    searchKey: searchKey.key,
    searchKeys: new Map(search?.map(({ keyId, key }) => [keyId, key])),
    lastingKey: lastingKey.key,
    state: stateOf(opened),
  }
}

/** Wraps a row anew for a new instance key; what it wraps stays the same. @throws as openMerchantKeys does */
export function rewrapMerchantKey(oldKeys: InstanceKeys, newKey: Buffer, row: MerchantKeyRow): MerchantKeyRow {
  return wrapRow(instanceWrappingKey(newKey), openRow([oldKeys].flat().map(instanceWrappingKey), row))
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

/** The instance key is known in what it wraps by 16 bits of its hash, so that a wrong one is told from a broken row. */
export function instanceFingerprint(instanceKey: Buffer): number {
  return instanceWrappingKey(instanceKey).id
}

/** The merchant's keys were wrapped by another instance key than this one: the wrong file, or the wrong database. */
export class InstanceKeyWrong extends Error {
  readonly code = 'instance_key_wrong'

  constructor(merchantId: string) {
    super(`instance_key_wrong: this is not the instance key that wrapped the keys of merchant ${merchantId}`)
    this.name = 'InstanceKeyWrong'
  }
}

type OpenedRow = {
  merchantId: string
  kind: MerchantKeyRow['kind']
  keyId: number
  key: KeyObject
  retiredAt: Date | null
}

function wrapRow(instance: WrappingKey, { key, ...row }: OpenedRow): MerchantKeyRow {
  return { ...row, wrappedKey: wrapKey(instance, key, placeOf(row)) }
}

function openRow(instances: readonly WrappingKey[], row: MerchantKeyRow): OpenedRow {
  const { merchantId, kind, keyId, wrappedKey, retiredAt = null } = row
  const instance = instances.find(({ id }) => id === wrappingKeyId(wrappedKey))
  if (instance === undefined) throw new InstanceKeyWrong(merchantId)
  return { merchantId, kind, keyId, key: unwrapKey(instance, wrappedKey, placeOf(row)), retiredAt }
}

/** As `present-keys.ts` has the database say it. */
function stateOf(rows: readonly OpenedRow[]): string {
  const byPlace = [...rows].sort((a, b) => (a.kind === b.kind ? a.keyId - b.keyId : a.kind < b.kind ? -1 : 1))
  return byPlace.map(({ kind, keyId, retiredAt }) => `${kind} ${keyId}${retiredAt === null ? '' : ' retired'}`).join()
}

function wrapperOf(instanceKeys: InstanceKeys): WrappingKey {
  const [first] = [instanceKeys].flat()
  if (first === undefined) throw new Error('no instance key')
  return instanceWrappingKey(first)
}

function instanceWrappingKey(instanceKey: Buffer): WrappingKey {
  const fingerprint = hash('sha256', Buffer.concat([Buffer.from('yidan instance key '), instanceKey]), 'buffer')
  return wrappingKey(fingerprint.readUInt16BE(0), instanceKey)
}

function placeOf({ merchantId, kind, keyId }: Pick<OpenedRow, 'merchantId' | 'kind' | 'keyId'>): SealContext {
  return { merchantId, table: 'merchant_keys', column: 'wrapped_key', rowId: `${kind} ${keyId}` }
}
