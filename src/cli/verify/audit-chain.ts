import type pg from 'pg'
import { chainKey, entryHash, markBytes, sealOf } from '../../access/audit/chain.ts'
import type { MerchantKeys } from '../../platform/crypto/key-ring.ts'
import type { Break, BreakRow, Check } from './break.ts'

/** What this file proves; that every entry is in one block is `26-sealed`. */
export const auditChainCheck: Check = {
  invariant: 26,
  check: '26-audit-chain',
  says: 'The chain of the audit holds: each block has the entries that it sealed, as they were, and follows from the one before.',
}

/** A seal that was noted outside the database: of which block, of whose chain. */
export type NotedSeal = { merchantId: string; number: number; mac: string }

/** Blocks are walked so many at a time. */
const pageSize = 20

type Block = {
  merchantId: string
  number: number
  sealedAt: Date
  digest: Buffer
  mac: Buffer
  entries: number
  /** What the entries are now: how many there are, and the digest over them. */
  found: number
  present: Buffer | null
}

/**
 * Walks the chain of every merchant from its first block, and compares seals that were noted elsewhere with those that are
 * there. Rows are hashed where they lie: nothing of them is read but of a block that breaks.
 */
export async function checkAuditChain(
  client: pg.ClientBase,
  keysOf: (merchantId: string) => Promise<MerchantKeys>,
  { limit, noted = [] }: { limit: number; noted?: readonly NotedSeal[] | undefined },
): Promise<Break | undefined> {
  const rows: BreakRow[] = []
  const merchants = await client.query<{ merchantId: string }>(
    `select distinct merchant_id as "merchantId" from audit_blocks order by 1`,
  )
  for (const { merchantId } of merchants.rows) {
    const keys = await keysOf(merchantId).catch(String)
    if (typeof keys === 'string') {
      rows.push(breakRow(merchantId, 'keys of the chain do not open', {}, { found: keys, expected: 'its keys' }))
      continue
    }
    for await (const row of chainBreaks(client, merchantId, keys)) rows.push(row)
  }
  for (const seal of noted) rows.push(...(await notedBreaks(client, seal)))
  return rows.length === 0 ? undefined : { ...auditChainCheck, count: rows.length, rows: rows.slice(0, limit) }
}

async function* chainBreaks(client: pg.ClientBase, merchantId: string, keys: MerchantKeys): AsyncGenerator<BreakRow> {
  const key = chainKey(keys)
  let [number, previous]: [number, Buffer | null] = [0, null]
  for (;;) {
    const page = await client.query<Block>(blocksAfter, [merchantId, number])
    for (const block of page.rows) {
      const isNext = block.number === number + 1
      if (!isNext)
        yield breakRow(merchantId, 'block is missing', { block: number + 1 }, { found: `block ${block.number}` })
      // What a missing block was sealed with is not known: that this one follows from it cannot be told.
      if (isNext && !sealOf(key, { ...block, previous }).equals(block.mac)) {
        yield breakRow(
          merchantId,
          'block was not sealed so',
          { block: block.number },
          { found: block.mac.toString('hex') },
        )
      }
      if (block.present === null || !block.present.equals(block.digest)) yield* entryBreaks(client, block)
      ;[number, previous] = [block.number, block.mac]
    }
    if (page.rows.length < pageSize) return
  }
}

const blocksAfter = `
  select b.merchant_id as "merchantId", b.number::integer as number, b.sealed_at as "sealedAt", b.digest, b.mac,
    cardinality(b.entry_ids) as entries, h.found, h.digest as present
  from (select * from audit_blocks where merchant_id = $1 and number > $2 order by number limit ${pageSize}) b
  cross join lateral (
    select count(*)::integer as found, sha256(string_agg(${entryHash}, ''::bytea order by u.position)) as digest
    from unnest(b.entry_ids) with ordinality u(entry_id, position)
    join events e on e.merchant_id = b.merchant_id and e.entry_id = u.entry_id
  ) h
  order by b.number`

/** Of a block that does not have what it sealed: the entries that are missing or changed, or that which is the block's fault. */
async function* entryBreaks(client: pg.ClientBase, block: Block): AsyncGenerator<BreakRow> {
  const { merchantId, number } = block
  const { rows } = await client.query<{
    entryId: string
    isMissing: boolean
    type: string | null
    object: string | null
  }>(entriesThatDiffer, [merchantId, number])
  for (const { entryId, isMissing, type, object } of rows) {
    const ids = { block: number, entry: entryId, ...(object !== null && { object }) }
    const fault = isMissing ? 'entry is missing' : 'entry was changed'
    yield breakRow(merchantId, fault, ids, { found: type, expected: 'what was sealed' })
  }
  if (rows.length > 0) return
  const found = `${block.found} entries of ${block.entries}`
  yield breakRow(merchantId, 'block names other entries', { block: number }, { found, expected: 'those it sealed' })
}

const entriesThatDiffer = `
  select u.entry_id as "entryId", e.entry_id is null as "isMissing", e.type, e.object_id as object
  from audit_blocks b
  cross join lateral unnest(b.entry_ids) with ordinality u(entry_id, position)
  left join events e on e.merchant_id = b.merchant_id and e.entry_id = u.entry_id
  where b.merchant_id = $1 and b.number = $2 and (e.entry_id is null
    or substring(${entryHash} from 1 for ${markBytes})
      <> substring(b.marks from (u.position::integer - 1) * ${markBytes} + 1 for ${markBytes}))
  order by u.position limit 100`

async function notedBreaks(client: pg.ClientBase, { merchantId, number, mac }: NotedSeal): Promise<BreakRow[]> {
  const { rows } = await client.query<{ mac: string }>(
    `select encode(mac, 'hex') as mac from audit_blocks where merchant_id = $1 and number = $2`,
    [merchantId, number],
  )
  const found = rows[0]?.mac ?? null
  if (found === mac) return []
  return [breakRow(merchantId, 'block is not the one that was noted', { block: number }, { found, expected: mac })]
}

function breakRow(
  merchantId: string,
  fault: string,
  ids: Record<string, unknown>,
  { found, expected = null }: { found: string | null; expected?: string | null },
): BreakRow {
  return { merchantId, fault, ids, found, expected }
}
