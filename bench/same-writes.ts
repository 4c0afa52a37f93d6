import type pg from 'pg'

/** What each side wrote for the same number of orders. */
export type SameWrites = {
  equalRows: boolean
  equalWal: boolean
  rowsPerOrder: { raw: Record<string, number>; yidan: Record<string, number> }
  walBytesPerOrder: { raw: number; yidan: number }
}

type Writers = { raw: (orders: number) => Promise<unknown>; yidan: (orders: number) => Promise<unknown> }

const tables = [
  'people',
  'contacts',
  'idempotency_keys',
  'orders',
  'order_lines',
  'order_holds',
  'order_notes',
  'allocations',
  'reservations',
  'sourcing_decisions',
  'events',
  'event_deliveries',
  'stock_movements',
  'search_tokens',
]

/** Most that the write-ahead logs may differ by. */
const walTolerance = 0.25

/** Compares rows per table and bytes of write-ahead log per order, with no worker running. */
export async function compareWrites(owner: pg.Client, orders: number, writers: Writers): Promise<SameWrites> {
  const yidan = await written(owner, orders, writers.yidan)
  const raw = await written(owner, orders, writers.raw)
  const ratio = yidan.wal / raw.wal
  return {
    equalRows: JSON.stringify(raw.rows) === JSON.stringify(yidan.rows),
    equalWal: ratio <= 1 + walTolerance && ratio >= 1 - walTolerance,
    rowsPerOrder: { raw: raw.rows, yidan: yidan.rows },
    walBytesPerOrder: { raw: Math.round(raw.wal), yidan: Math.round(yidan.wal) },
  }
}

/** Lets Yidan place a few orders and takes what it stored with one, so that the raw rows weigh the same. */
export async function sampleOfStored(
  owner: pg.Client,
  place: () => Promise<unknown>,
): Promise<{ decision: object; answer: object; sealedBytes: number }> {
  await place()
  const { rows } = await owner.query<{ decision: object; answer: string; sealedBytes: number }>(`
    select s.decision, k.answer, length(c.sealed) as "sealedBytes"
    from orders o
    join sourcing_decisions s on s.order_id = o.id
    join contacts c on c.id = o.contact_id
    join idempotency_keys k on 'x' || k.key = o.external_id
    order by o.id desc limit 1`)
  const sample = rows[0]
  if (sample === undefined) throw new Error('no order was placed')
  return { ...sample, answer: JSON.parse(sample.answer) as object }
}

async function written(owner: pg.Client, orders: number, write: (orders: number) => Promise<unknown>) {
  // Behind a checkpoint each page is logged whole once: both sides begin there, and warm up before they are counted.
  await owner.query('checkpoint')
  await write(500)
  const [rowsBefore, walBefore] = [await countRows(owner), await walBytes(owner)]
  await write(orders)
  const [rowsAfter, walAfter] = [await countRows(owner), await walBytes(owner)]
  const rows = Object.fromEntries(
    tables.map((table) => [table, ((rowsAfter[table] ?? 0) - (rowsBefore[table] ?? 0)) / orders]),
  )
  return { rows, wal: (walAfter - walBefore) / orders }
}

async function countRows(owner: pg.Client): Promise<Record<string, number>> {
  const counts = tables.map((table) => `(select count(*) from ${table})::int as ${table}`)
  const { rows } = await owner.query<Record<string, number>>(`select ${counts.join(', ')}`)
  return rows[0] ?? {}
}

async function walBytes(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ bytes: string }>(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes`,
  )
  return Number(rows[0]?.bytes)
}
