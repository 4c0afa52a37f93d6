import { sql } from 'kysely'
import { readControl } from './control.ts'
import type { Database } from './database.ts'

/** Reaches the database once. @throws whatever keeps it from answering */
export async function probeDatabase(database: Pick<Database, 'readPool'>): Promise<void> {
  await readControl(database, (control) => control.rows(sql`select 1`))
}
