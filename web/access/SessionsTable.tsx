import { Button } from 'antd'
import type { listOwnSessionsContract } from '../../src/access/account/contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import type { ItemOf } from '../platform/call.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import type { KeysetList } from '../platform/use-keyset-list.ts'
import { useAccessWords } from './words.ts'

/** A session. */
export type SessionRow = ItemOf<typeof listOwnSessionsContract>

/** Whether a session still lets somebody in. */
export function isOpen({ endedAt, expiresAt }: SessionRow): boolean {
  return endedAt === null && new Date(expiresAt).getTime() > systemClock().getTime()
}

/** Where somebody is, or was, signed in. */
export function SessionsTable({
  list,
  ownId,
  onEnd,
}: {
  list: KeysetList<SessionRow>
  ownId?: string
  onEnd?: (session: SessionRow) => void
}) {
  const say = useAccessWords()
  const stateOf = (session: SessionRow) => {
    if (session.id === ownId) return <StatusTag tone="active">{say('session_this')}</StatusTag>
    return isOpen(session) ? (
      <StatusTag tone="good">{say('session_open')}</StatusTag>
    ) : (
      <StatusTag tone="quiet">{say('session_ended')}</StatusTag>
    )
  }
  return (
    <KeysetTable<SessionRow>
      list={list}
      label={say('sessions')}
      keyOf={({ id }) => id}
      empty={<EmptyState title={say('sessions_none')} />}
      columns={[
        { title: say('session_state'), onCard: 'end', render: (_, session) => stateOf(session) },
        { title: say('session_method'), render: (_, { method }) => say(`method_${method}`) },
        { title: say('session_origin'), dataIndex: 'origin' },
        {
          title: say('session_device'),
          onCard: 'name',
          render: (_, { userAgent }) => <span title={userAgent}>{deviceOf(userAgent)}</span>,
        },
        { title: say('session_seen'), render: (_, { seenAt }) => <Moment at={seenAt} /> },
        {
          title: '',
          onCard: 'foot',
          render: (_, session) =>
            onEnd &&
            session.id !== ownId &&
            isOpen(session) && (
              <Button size="small" onClick={() => onEnd(session)}>
                {say('session_end')}
              </Button>
            ),
        },
      ]}
    />
  )
}

/** The browser and the system, as far as they tell. */
function deviceOf(userAgent: string): string {
  const browser = /(Edg|Firefox|MicroMessenger|Chrome|Safari)\//.exec(userAgent)?.[1]
  const system = /(Windows|Mac OS X|Android|iPhone|iPad|Linux)/.exec(userAgent)?.[1]
  const known = [browser === 'Edg' ? 'Edge' : browser, system].filter((part) => part !== undefined)
  return known.length === 0 ? userAgent.slice(0, 30) || '–' : known.join(' · ')
}
