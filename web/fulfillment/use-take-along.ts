import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { getFulfillmentOrderContract } from '../../src/fulfillment/contract.ts'
import { keptQuery } from '../platform/outbox/use-kept-query.ts'
import { useAccount } from '../platform/session.ts'

const most = 20
const keptMs = 60_000

/**
 * Keeps the first pieces of work of a list on this device, one after the other, with the page that shows them: they can be
 * opened where the network ends.
 */
export function useTakeAlong(workIds: readonly string[]): void {
  const client = useQueryClient()
  const { id: owner } = useAccount()
  const ids = workIds.slice(0, most).join()
  useEffect(() => {
    let isOver = false
    const take = async () => {
      await import('./TaskPage.tsx')
      for (const id of ids.split(',').filter(Boolean)) {
        if (isOver) return
        const query = keptQuery<typeof getFulfillmentOrderContract>(owner, `/fulfillment-orders/${id}`)
        await client.prefetchQuery({ ...query, staleTime: keptMs })
      }
    }
    void take().catch(() => undefined)
    return () => {
      isOver = true
    }
  }, [client, owner, ids])
}
