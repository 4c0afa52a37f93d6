import { paths } from '../../paths.ts'
import type { Home } from '../home-query.ts'
import { lowStockPath } from '../links.ts'
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
export function restOf({ approvals, lowStock, deadLetters }: Home['waiting']) {
  const all = [
    { kind: 'approvals' as const, to: paths.approvals('?status=mine'), waits: approvals },
    { kind: 'low_stock' as const, to: lowStockPath(), waits: lowStock && { ...lowStock, since: null } },
    { kind: 'dead_letters' as const, to: paths.settings('dead-letters'), waits: deadLetters },
  ]
  return all.flatMap(({ waits, ...row }) => (waits === null || waits.count === 0 ? [] : [{ ...row, ...waits }]))
}
