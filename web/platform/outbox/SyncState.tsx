import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { Refusal } from '../../doors/page/call.ts'
import type { Tone } from '../theme.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { StatusTag } from '../ui/StatusTag.tsx'
import { useProblemWords } from '../use-problem-words.ts'
import { usePlatformWords } from '../words.ts'
import { type Outbox, sendNow, takeBack, useOutbox } from './outbox.ts'
import type { WaitingRequest } from './outbox-store.ts'
import styles from './sync-state.module.css'

/** Whether this device has told the server all that was done on it; a press shows what has not arrived, and why. */
export function SyncState() {
  const say = usePlatformWords()
  const outbox = useOutbox()
  const [isOpen, setOpen] = useState(false)
  const { key, tone, count } = stateOf(outbox)
  return (
    <>
      <Button type="text" onClick={() => setOpen(true)} aria-haspopup="dialog" data-sync={key}>
        <StatusTag tone={tone}>{say(`sync_${key}`, { count })}</StatusTag>
      </Button>
      <Drawer open={isOpen} onClose={() => setOpen(false)} title={say('sync_title')} size={420}>
        <p>{say('sync_says')}</p>
        {outbox.requests.length === 0 ? (
          <EmptyState title={say('sync_none')} />
        ) : (
          <>
            <ul className={styles.list}>
              {outbox.requests.map((request) => (
                <WaitingRow key={request.key} request={request} />
              ))}
            </ul>
            <Button type="primary" onClick={sendNow} loading={outbox.isSending}>
              {say('sync_now')}
            </Button>
          </>
        )}
      </Drawer>
    </>
  )
}

function WaitingRow({ request }: { request: WaitingRequest }) {
  const say = usePlatformWords()
  const tell = useProblemWords()
  const { label, refusal } = request
  const problem = refusal && tell(new Refusal(refusal.status, { code: refusal.code, facts: { ...refusal.facts } }))
  return (
    <li className={styles.row}>
      <span className={styles.label}>{label}</span>
      {problem && <span className={styles.problem}>{problem.text}</span>}
      <Button size="small" onClick={() => void takeBack(request)}>
        {say(refusal === null ? 'sync_take_back' : 'sync_read')}
      </Button>
    </li>
  )
}

type State = { key: 'synced' | 'sending' | 'waiting' | 'offline' | 'refused'; tone: Tone; count: number }

function stateOf({ requests, isReached, isSending }: Outbox): State {
  const refused = requests.filter(({ refusal }) => refusal !== null).length
  if (refused > 0) return { key: 'refused', tone: 'danger', count: refused }
  const count = requests.length
  if (!isReached) return { key: 'offline', tone: 'warning', count }
  if (count === 0) return { key: 'synced', tone: 'good', count }
  return isSending ? { key: 'sending', tone: 'active', count } : { key: 'waiting', tone: 'warning', count }
}
