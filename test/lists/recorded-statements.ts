import pg from 'pg'
import type { Database } from '../../src/platform/db/database.ts'
import type { PlanNode } from './plan-faults.ts'

/** A statement as the application sent it. */
export type Statement = { text: string; values: unknown[] }

/** Notes the reading statements that the application sends from now on; `take` answers those since it was last asked. */
export function recordStatements({ pool }: Pick<Database, 'pool'>): { take: () => Statement[] } {
  let statements: Statement[] = []
  pool.on('connect', (client) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      const [query] = given as [Partial<Statement> | string]
      if (typeof query === 'object' && /^\s*(?:select|with)\b/i.test(query.text ?? '')) {
        statements.push({ text: query.text ?? '', values: query.values ?? [] })
      }
      return send(...given)
    }) as typeof client.query
  })
  return {
    take: () => {
      const taken = statements
      statements = []
      return taken
    },
  }
}

/**
 * The plans by which PostgreSQL runs a statement for the application's role: the one made for its values, and the one it keeps once
 * the statement has been prepared and run often. Runs it, twice.
 */
export async function explain(client: pg.Client, merchantId: string, { text, values }: Statement): Promise<PlanNode[]> {
  const options = 'analyze, timing off, format json'
  await client.query('begin read only')
  try {
    await client.query(`set local yidan.merchant_id = '${merchantId}'`)
    const own = await planOf(client, `explain (${options}) ${text}`, values)
    await client.query(`prepare kept as ${text}`)
    const execute = `execute kept${values.length > 0 ? `(${values.map(literal).join(', ')})` : ''}`
    for (let run = 0; run < runsBeforeKept; run++) await client.query(`explain ${execute}`)
    const kept = await planOf(client, `explain (${options}) ${execute}`)
    return [own, kept]
  } finally {
    await client.query('rollback')
    await client.query('deallocate all')
  }
}

/** PostgreSQL plans a prepared statement five times for its values before it asks whether one plan would do for all. */
const runsBeforeKept = 5

async function planOf(client: pg.Client, text: string, values: unknown[] = []): Promise<PlanNode> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(text, values)
  const plan = rows[0]?.['QUERY PLAN'][0].Plan
  if (plan === undefined) throw new Error(`no plan for ${text}`)
  return plan
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Buffer.isBuffer(value)) return idsOf(value) ?? `'\\x${value.toString('hex')}'`
  if (value instanceof Date) return `'${value.toISOString()}'`
  return pg.escapeLiteral(String(value))
}

const uuidType = 2950
const headerBytes = 20
const emptyBytes = 12
const idBytes = 16

/** A list of ids, which the application sends in PostgreSQL's binary form (`array_send`); undefined for other bytes. */
function idsOf(bytes: Buffer): string | undefined {
  if (bytes.length >= emptyBytes && bytes.readInt32BE(0) === 0 && bytes.readInt32BE(8) === uuidType) return `'{}'`
  if (bytes.length < headerBytes || bytes.readInt32BE(0) !== 1 || bytes.readInt32BE(8) !== uuidType) return undefined
  const ids = Array.from({ length: bytes.readInt32BE(12) }, (_, index) => {
    const at = headerBytes + index * (4 + idBytes) + 4
    return bytes.toString('hex', at, at + idBytes)
  })
  return `'{${ids.join(',')}}'`
}
