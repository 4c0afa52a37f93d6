import type pg from 'pg'
import type { Database } from '../../src/platform/db/database.ts'
import type { Statement } from '../lists/recorded-statements.ts'

/** Notes everything that the connections send which are opened from now on; `take` answers what came since it was last asked. */
export function logStatements({ pool, readPool }: Pick<Database, 'pool' | 'readPool'>): { take: () => Statement[] } {
  let statements: Statement[] = []
  const listen = (client: pg.PoolClient) => {
    const send = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      const [query] = given as [Partial<Statement> | string]
      const { text = '', values = [] } = typeof query === 'string' ? { text: query } : query
      statements.push({ text, values })
      return send(...given)
    }) as typeof client.query
  }
  for (const each of new Set([pool, readPool])) each.on('connect', listen)
  return {
    take: () => {
      const taken = statements
      statements = []
      return taken
    },
  }
}
