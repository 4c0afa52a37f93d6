import { type OrderActName, orderActs } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

/** What a job on orders did, in words. */
export function useActTitle(): (job: { action: string; reverses: string | null }) => string {
  const say = useOrderListWords()
  return ({ action, reverses }) => {
    const act = action in orderActs ? say(`act_${action as OrderActName}`) : action
    return reverses === null ? act : say('undo_of', { act })
  }
}
