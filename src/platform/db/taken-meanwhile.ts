import { brokenUniqueConstraint, DecidedOnStale } from './failures.ts'

/**
 * For a write whose unique keys were looked up before it: when another transaction took one in the meantime, the command
 * starts again and its look-up finds it.
 * @throws DecidedOnStale
 */
export async function unlessTaken<T>(writing: Promise<T>): Promise<T> {
  try {
    return await writing
  } catch (error) {
    if (brokenUniqueConstraint(error) !== undefined) throw new DecidedOnStale()
    throw error
  }
}
