import { type Database, type Statements, statementsOn } from './database.ts'

/** Runs one reading `work` on the control tables, outside any transaction. */
export async function readControl<T>(
  { readPool }: Pick<Database, 'readPool'>,
  work: (control: Statements) => Promise<T>,
): Promise<T> {
  const client = await readPool.connect()
  let broken: Error | undefined
  try {
    return await work(statementsOn(client))
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error))
    throw error
  } finally {
    client.release(broken)
  }
}
