import { findMerchants } from '../access/merchant-queries.ts'
import { readControl } from '../platform/db/control.ts'
import { databaseWentAway } from '../platform/db/failures.ts'
import type { Runtime } from '../platform/runtime.ts'

/** The ids of every merchant, oldest first. */
export async function findMerchantIds({ database }: Pick<Runtime, 'database'>): Promise<string[]> {
  return (await readControl(database, findMerchants)).map(({ id }) => id)
}

/**
 * Does a count of work for each of many, one after the other, and adds up. Where one fails it is logged, and the others
 * are done all the same; only when the database itself went away is the rest left.
 * @throws what the work threw when the database went away
 */
export async function sumOfEach<Each>(
  { logger }: Pick<Runtime, 'logger'>,
  many: Iterable<Each>,
  { work, about }: { work: (each: Each) => Promise<number>; about: (each: Each) => object },
): Promise<number> {
  let sum = 0
  for (const each of many) {
    try {
      sum += await work(each)
    } catch (error) {
      if (databaseWentAway(error)) throw error
      logger.error({ ...about(each), error: String(error) }, 'work failed; the others go on')
    }
  }
  return sum
}
