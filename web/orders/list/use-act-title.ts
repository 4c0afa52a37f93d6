import { type OrderActName, orderActs } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

/** What an act takes back, by that act. */
const undoneBy: Readonly<Record<string, OrderActName>> = { release_holds: 'hold', reinstate: 'cancel' }

/** What a job on orders did, in words. */
export function useActTitle(): (job: { action: string; reverses: string | null }) => string {
  const say = useOrderListWords()
  return ({ action, reverses }) => {
    const done = reverses === null ? action : (undoneBy[action] ?? action)
    const act = done in orderActs ? say(`act_${done as OrderActName}`) : done
    return reverses === null ? act : say('undo_of', { act })
  }
}
