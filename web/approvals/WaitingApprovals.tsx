import { useQuery } from '@tanstack/react-query'
import type { listApprovalsContract } from '../../src/approvals/contract.ts'
import { call } from '../platform/call.ts'

const most = 99
const askEveryMs = 60_000

/** How many requests wait; beyond 99 it says 99+. */
export function WaitingApprovals() {
  const { data } = useQuery({
    queryKey: ['/approvals', 'waiting'],
    queryFn: () => call<typeof listApprovalsContract>('GET', `/approvals?status=requested&limit=${most}`),
    refetchInterval: askEveryMs,
  })
  const count = data?.items.length ?? 0
  if (count === 0) return null
  return <span className="figure">{data?.next ? `${most}+` : count}</span>
}
