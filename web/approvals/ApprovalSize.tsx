import { Money } from '../platform/ui/Money.tsx'
import type { ApprovalRow } from './approval-row.ts'
import { useApprovalWords } from './words.ts'

/** How much would be given away: money, or pieces. */
export function ApprovalSize({ approval: { amount, currency, quantity } }: { approval: ApprovalRow }) {
  const say = useApprovalWords()
  if (amount !== null && currency !== null) return <Money amount={amount} currency={currency} />
  return <span className="figure">{say('pieces', { count: quantity ?? 0 })}</span>
}
