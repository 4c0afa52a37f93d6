import { useQuery } from '@tanstack/react-query'
import type { countFulfillmentOrdersContract } from '../../src/fulfillment/queue-contract.ts'
import { call, queryOf } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { MenuCount } from '../platform/ui/MenuCount.tsx'
import { waitingOf } from './queues.ts'

const askEveryMs = 60_000

/** How many pieces of work wait to be picked, checked or shipped, at the place that somebody works for. */
export function WaitingWork() {
  const { locationId } = useDevice()
  const { data } = useQuery({
    queryKey: ['/fulfillment-orders', 'counts', { locationId }],
    queryFn: () =>
      call<typeof countFulfillmentOrdersContract>('GET', `/fulfillment-orders/counts${queryOf({ locationId })}`),
    refetchInterval: askEveryMs,
  })
  return <MenuCount waits={waitingOf(data)} />
}
