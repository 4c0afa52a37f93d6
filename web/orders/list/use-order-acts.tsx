import type { ListActs } from '../../lists/list-acts.ts'
import { ActFields } from './ActFields.tsx'
import { firstActs, type OrderActName, orderActs, previewInput } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

/** What can be done with many orders, as the list offers it. */
export function useOrderActs(): ListActs {
  const say = useOrderListWords()
  return {
    ...{ path: '/orders/bulk-jobs', permissions: orderActs, first: firstActs, dangers: ['cancel'], previewInput },
    titleOf: (act) => say(`act_${act as OrderActName}`),
    countOf: (count) => say('act_orders', { count }),
    fields: (act) => <ActFields act={act as OrderActName} />,
    initial: (act) => (act === 'hold' ? { kind: 'manual' } : {}),
    amounts: { amountCancelled: say('effect_cancelled'), amountToReturn: say('effect_return') },
  }
}
