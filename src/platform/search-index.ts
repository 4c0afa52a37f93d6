import { type RawBuilder, sql } from 'kysely'
import type { SearchAlternative } from './crypto/search-tokens.ts'
import { rowSource, uuidList } from './db/bulk.ts'
import type { Transaction } from './db/transaction.ts'

/** An object and all the tokens by which it is found: keyed hashes, never plain text. */
export type IndexedObject = { objectId: string; tokens: readonly Buffer[] }

/**
 * Makes the tokens of each object exactly those given; none takes it out of the index. Writes only what differs, all
 * in one round trip.
 */
export async function indexObjects(
  tx: Transaction,
  objectType: string,
  objects: readonly IndexedObject[],
): Promise<void> {
  if (objects.length === 0) return
  const rows = objects.flatMap(({ objectId, tokens }) => tokens.map((token) => ({ objectId, token })))
  const kept = rowSource('k', { objectId: 'uuid', token: 'bytea' }, rows)
  await Promise.all([
    tx.run(sql`
      delete from search_tokens s
      where s.merchant_id = ${tx.merchantId} and s.object_type = ${objectType}
        and s.object_id = any(${uuidList(objects.map(({ objectId }) => objectId))})
        and not exists (select 1 from ${kept} where k.object_id = s.object_id and k.token = s.token)`),
    tx.run(sql`
      insert into search_tokens (merchant_id, object_type, token, object_id)
      select ${tx.merchantId}::uuid, ${objectType}, k.token, k.object_id from ${kept}
      on conflict do nothing`),
  ])
}

/** Adds objects that are new to the index; what is there already stays. */
export async function addTokens(tx: Transaction, objectType: string, objects: readonly IndexedObject[]): Promise<void> {
  const rows = objects.flatMap(({ objectId, tokens }) => tokens.map((token) => ({ objectId, token })))
  if (rows.length === 0) return
  await tx.run(sql`
    insert into search_tokens (merchant_id, object_type, token, object_id)
    select ${tx.merchantId}::uuid, ${objectType}, k.token, k.object_id
    from ${rowSource('k', { objectId: 'uuid', token: 'bytea' }, rows)}
    on conflict do nothing`)
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

/** The primary key holds each token's objects in order, so that several tokens meet in a merge join. */
function withAllTokens(tx: Transaction, objectType: string, tokens: readonly Buffer[]): RawBuilder<unknown> {
  const [first, ...others] = tokens
  const has = (table: RawBuilder<unknown>, token: Buffer | undefined) => sql`
    ${table}.merchant_id = ${tx.merchantId} and ${table}.object_type = ${objectType} and ${table}.token = ${token ?? null}`
  const joins = others.map((token, index) => {
    const table = sql.raw(`t${index + 1}`)
    return sql`join search_tokens ${table} on ${has(table, token)} and ${table}.object_id = t0.object_id`
  })
  return sql`
    select t0.object_id from search_tokens t0 ${sql.join(joins, sql` `)}
    where ${has(sql.raw('t0'), first)}`
}
