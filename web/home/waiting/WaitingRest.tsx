import { paths } from '../../paths.ts'
import type { Home } from '../home-query.ts'
import { lowStockPath, onTheWayPath, unpricedPath } from '../links.ts'
import { useHomeWords } from '../words.ts'
import { WaitingTable } from './WaitingTable.tsx'

/** What else waits: for a second person, for a buyer, for who looks after the system. Nothing where nothing does. */
export function WaitingRest({ waiting, at }: { waiting: Home['waiting']; at: string }) {
  const say = useHomeWords()
  const rows = restOf(waiting)
  if (rows.length === 0) return null
  return (
    <WaitingTable
      title={say('waiting_rest')}
      rows={rows.map(({ kind, ...row }) => ({ key: kind, title: say(kind), ...row }))}
      at={at}
    />
  )
}

/** What of the rest waits at all. */
export function restOf(waiting: Home['waiting']) {
  const { approvals, lowStock, deadLetters, lackingGoods, unpricedGoods, onTheWay } = waiting
  const all = [
    { kind: 'approvals' as const, to: paths.approvals('?status=mine'), waits: approvals },
    { kind: 'lacking_goods' as const, to: paths.lackingGoods(), waits: lackingGoods },
    { kind: 'low_stock' as const, to: lowStockPath(), waits: lowStock && { ...lowStock, since: null } },
    { kind: 'on_the_way' as const, to: onTheWayPath(), waits: onTheWay },
    { kind: 'unpriced_goods' as const, to: unpricedPath(), waits: unpricedGoods && { ...unpricedGoods, since: null } },
    { kind: 'dead_letters' as const, to: paths.settings('dead-letters'), waits: deadLetters },
  ]
  return all.flatMap(({ waits, ...row }) => (waits === null || waits.count === 0 ? [] : [{ ...row, ...waits }]))
}
