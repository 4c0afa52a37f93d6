import { type RawBuilder, sql } from 'kysely'
import type { MerchantKeys } from './crypto/key-ring.ts'
import { holdKeys } from './crypto/present-keys.ts'
import type { SearchAlternative } from './crypto/search-tokens.ts'
import { insertRows, onConflict, rowSource, uuidList } from './db/bulk.ts'
import type { Transaction } from './db/transaction.ts'

/** An object and all the tokens by which it is found, each once: keyed hashes, never plain text. */
export type IndexedObject = { objectId: string; tokens: readonly Buffer[] }

/** Where objects are made findable, and the keys that made their tokens. */
export type Indexing = { tx: Transaction; keys: Pick<MerchantKeys, 'searchKeyId' | 'state'> }

/**
 * Makes the tokens of each object exactly those given; none takes it out of the index. Writes only what differs. One
 * writer at a time for an object: a drain is. Whose tokens change needs an index of `search_tokens` by object, of its type.
 */
export async function indexObjects(
  { tx, keys }: Indexing,
  objectType: string,
  objects: readonly IndexedObject[],
): Promise<void> {
  if (objects.length === 0) return
  const wanted = objects.flatMap(({ objectId, tokens }) => tokens.map((token) => ({ objectId, token })))
  const present = await findTokens(
    tx,
    objectType,
    objects.map(({ objectId }) => objectId),
  )
  const added = without(wanted, present)
  const removed = without(present, wanted)
  await Promise.all([
    added.length > 0 && insertTokens({ tx, keys }, objectType, added),
    removed.length > 0 && deleteTokens(tx, objectType, removed),
  ])
}

/** Adds tokens to those that objects have. */
export async function addTokens(
  indexing: Indexing,
  objectType: string,
  objects: readonly IndexedObject[],
): Promise<void> {
  const rows = objects.flatMap(({ objectId, tokens }) => tokens.map((token) => ({ objectId, token })))
  if (rows.length > 0) await insertTokens(indexing, objectType, rows)
}

/** Takes tokens of objects out of the index, for which no index by object is needed. */
export async function removeTokens(
  tx: Transaction,
  objectType: string,
  objects: readonly IndexedObject[],
): Promise<void> {
  const rows = objects.flatMap(({ objectId, tokens }) => tokens.map((token) => ({ objectId, token })))
  if (rows.length > 0) await deleteTokens(tx, objectType, rows)
}

/** Takes objects out of the index, whatever their tokens are: reads all of it, where it is not indexed by object. */
export async function removeObjects(tx: Transaction, objectType: string, objectIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from search_tokens
    where merchant_id = ${tx.merchantId} and object_type = ${objectType} and object_id = any(${uuidList(objectIds)})`)
}

/**
 * `(select …)`: the ids of the objects that have all the tokens of any alternative, for `id in …` within a list's
 * query. No alternative matches nothing.
 */
export function objectsWithTokens(
  tx: Transaction,
  objectType: string,
  alternatives: readonly SearchAlternative[],
): RawBuilder<string> {
  const selects = alternatives.map(({ tokens }) => withAllTokens(tx, objectType, tokens))
  if (selects.length === 0) return sql`(select null::uuid where false)`
  return sql`(${sql.join(selects, sql` union all `)})`
}

/** Whether an object has all the tokens of any alternative, asked of it alone: a probe for each token. */
export function hasTokens(
  tx: Transaction,
  objectType: string,
  alternatives: readonly SearchAlternative[],
  objectId: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const all = alternatives.map(({ tokens }) => sql`(${hasAll(tx, objectType, tokens, objectId)})`)
  return sql`(${sql.join([sql`false`, ...all], sql` or `)})`
}

/** Ids of at most `limit` objects that match any alternative, newest first. */
export async function findByTokens(
  tx: Transaction,
  objectType: string,
  alternatives: readonly SearchAlternative[],
  limit: number,
): Promise<string[]> {
  const rows = await tx.rows<{ objectId: string }>(sql`
    select distinct found.object_id from ${objectsWithTokens(tx, objectType, alternatives)} as found(object_id)
    order by found.object_id desc limit ${limit}`)
  return rows.map(({ objectId }) => objectId)
}

/** How many rows of tokens a search key has made that are still there. */
export async function countTokensOfKey(tx: Transaction, keyId: number): Promise<number> {
  const row = await tx.row<{ tokens: number }>(sql`
    select count(*) as tokens from search_tokens where merchant_id = ${tx.merchantId} and key_id = ${keyId}`)
  return row?.tokens ?? 0
}

/** Removes the next tokens of a key, from one on; answers how many, and the last of them. */
export async function deleteTokensOfKey(
  tx: Transaction,
  keyId: number,
  { from, limit }: { from: Buffer; limit: number },
): Promise<{ deleted: number; last: Buffer | null }> {
  const rows = await tx.rows<{ token: Buffer }>(sql`
    with gone as (
      select token, object_type, object_id from search_tokens
      where merchant_id = ${tx.merchantId} and token >= ${from} and key_id = ${keyId}
      order by token, object_type, object_id limit ${limit}
    )
    delete from search_tokens s using gone
    where s.merchant_id = ${tx.merchantId} and s.token = gone.token and s.object_type = gone.object_type
      and s.object_id = gone.object_id
    returning s.token`)
  const last = rows.reduce<Buffer | null>((most, { token }) => (most && most.compare(token) > 0 ? most : token), null)
  return { deleted: rows.length, last }
}

/** So many tokens are joined, the rarest first; of a long text the others are asked of what these leave: to plan nine joins took 10 ms. */
const joinedTokens = 4

/** The primary key holds each token's objects in order, so that several tokens meet in a merge join. */
function withAllTokens(tx: Transaction, objectType: string, tokens: readonly Buffer[]): RawBuilder<unknown> {
  const [first, ...others] = tokens.slice(0, joinedTokens)
  const has = (table: RawBuilder<unknown>, token: Buffer | undefined) => sql`
    ${table}.merchant_id = ${tx.merchantId} and ${table}.object_type = ${objectType} and ${table}.token = ${token ?? null}`
  const joins = others.map((token, index) => {
    const table = sql.raw(`t${index + 1}`)
    return sql`join search_tokens ${table} on ${has(table, token)} and ${table}.object_id = t0.object_id`
  })
  return sql`
    select t0.object_id from search_tokens t0 ${sql.join(joins, sql` `)}
    where ${has(sql.raw('t0'), first)}
      and ${hasAll(tx, objectType, tokens.slice(joinedTokens), sql.raw('t0.object_id'))}`
}

/** Whether an object has all tokens: a probe for each. */
function hasAll(
  tx: Transaction,
  objectType: string,
  tokens: readonly Buffer[],
  objectId: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const probes = tokens.map(
    (token) => sql`exists (
    select 1 from search_tokens s
    where s.merchant_id = ${tx.merchantId} and s.token = ${token} and s.object_type = ${objectType} and s.object_id = ${objectId}
    offset 0)`,
  )
  return sql.join([sql`true`, ...probes], sql` and `)
}

/** A merchant's search key before any renewal. */
const firstKeyId = 1

type ObjectToken = { objectId: string; token: Buffer }

/**
 * One probe by object for each. `offset 0` keeps the probes apart: as one join, on a table that was never analysed,
 * PostgreSQL read every token there is. The type stands in the text, so that an index of the objects of that type serves.
 */
function findTokens(tx: Transaction, objectType: string, objectIds: readonly string[]): Promise<ObjectToken[]> {
  return tx.rows<ObjectToken>(sql`
    select o.object_id, t.token from unnest(${uuidList(objectIds)}) as o(object_id)
    cross join lateral (
      select s.token from search_tokens s
      where s.merchant_id = ${tx.merchantId} and s.object_type = ${sql.lit(objectType)} and s.object_id = o.object_id
      offset 0
    ) t`)
}

/**
 * In the order of the tokens, roughly: neighbours go to the same page of the index, which is most of what a token costs. Only
 * under a key that was renewed may a token be there already: the renewal and an object's own drain both make it.
 */
async function insertTokens({ tx, keys }: Indexing, objectType: string, rows: readonly ObjectToken[]): Promise<void> {
  const keyId = keys.searchKeyId
  const sorted = rows
    .map(({ objectId, token }) => ({ token, objectType, objectId, keyId, first: token.readUInt32BE(0) }))
    .sort((a, b) => a.first - b.first)
  const columns = ['token', 'objectType', 'objectId', 'keyId'] as const
  const insert = insertRows(tx.merchantId, 'search_tokens', columns, sorted)
  await Promise.all([
    tx.run(holdKeys(tx, keys)),
    tx.run(keyId === firstKeyId ? insert : onConflict(insert, 'on conflict do nothing')),
  ])
}

function deleteTokens(tx: Transaction, objectType: string, rows: readonly ObjectToken[]): Promise<number> {
  return tx.run(sql`
    delete from search_tokens s using ${tokenSource(rows)}
    where s.merchant_id = ${tx.merchantId} and s.object_type = ${objectType}
      and s.token = k.token and s.object_id = k.object_id`)
}

function tokenSource(rows: readonly ObjectToken[]): RawBuilder<unknown> {
  return rowSource('k', { objectId: 'uuid', token: 'bytea' }, rows)
}

function without(rows: readonly ObjectToken[], others: readonly ObjectToken[]): ObjectToken[] {
  const nameOf = ({ objectId, token }: ObjectToken) => objectId + token.toString('latin1')
  const known = new Set(others.map(nameOf))
  return known.size === 0 ? [...rows] : rows.filter((row) => !known.has(nameOf(row)))
}
