import { lostToAnother } from './failures.ts'

const maxAttempts = 8

/** Does work again from its start as long as it loses to another transaction, a few times at the most. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!lostToAnother(error) || attempt === maxAttempts) throw error
    }
  }
}
