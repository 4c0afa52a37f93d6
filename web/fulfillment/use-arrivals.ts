import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onArrival, useOutbox } from '../platform/outbox/outbox.ts'
import { keepAnswer } from '../platform/outbox/outbox-store.ts'

/** Takes over what the server answers to what was done here; what it refused is read anew. */
export function useArrivals(workId: string): void {
  const client = useQueryClient()
  const { requests } = useOutbox()
  const path = `/fulfillment-orders/${workId}`
  useEffect(
    () =>
      onArrival((request, answer) => {
        if (request.path.endsWith('/picks') || request.path.endsWith('/packages')) {
          if (request.subject === workId) client.setQueryData([path], answer)
          void keepAnswer(request.owner, `/fulfillment-orders/${request.subject}`, answer)
        } else {
          void client.invalidateQueries({ queryKey: [path] })
          void client.invalidateQueries({ queryKey: ['/shipments'] })
        }
        void client.invalidateQueries({ queryKey: ['/fulfillment-orders'] })
      }),
    [client, path, workId],
  )
  const refused = requests.filter(({ subject, refusal }) => subject === workId && refusal !== null).length
  useEffect(() => {
    if (refused > 0) void client.invalidateQueries({ queryKey: [path] })
  }, [client, path, refused])
}
