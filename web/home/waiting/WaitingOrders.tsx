import type { Home } from '../home-query.ts'
import { waitingOrdersPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { WaitingTable } from './WaitingTable.tsx'

/** The orders that wait, by what for, those that wait longest first. */
export function WaitingOrders({ orders, at }: { orders: Home['waiting']['orders']; at: string }) {
  const say = useHomeWords()
  const longestFirst = [...orders].sort((a, b) => (a.since ?? at).localeCompare(b.since ?? at))
  const rows = longestFirst.map(({ kind, ...tally }) => ({
    ...{ key: kind, title: say(`wait_${kind}`), to: waitingOrdersPath(kind) },
    ...tally,
  }))
  return <WaitingTable title={say('waiting_orders')} rows={rows} at={at} />
}
