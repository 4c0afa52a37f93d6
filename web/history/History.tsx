import { Button } from 'antd'
import { useState } from 'react'
import { Moment } from '../platform/ui/Moment.tsx'
import { changesOfEvent, type FieldChange } from './event-changes.ts'
import styles from './history.module.css'
import { useActorName } from './use-actor-name.ts'
import { useEventWords } from './use-event-words.ts'
import { useFieldWords } from './use-field-words.ts'
import { useHistoryWords } from './words.ts'

/** One thing that happened. */
export type HistoryItem = {
  objectId: string
  version: number
  type: string
  actor: string
  at: string
  data: Readonly<Record<string, unknown>>
}

const shownAtFirst = 12

/** Says a value of a field in words; what it is a field of is told by the event's type. */
export type WriteChange = (change: FieldChange, value: unknown, type: string) => string

/** What happened, the newest first: who, when, and what it changed. */
export function History({ items, write }: { items: readonly HistoryItem[]; write: WriteChange }) {
  const say = useHistoryWords()
  const sayEvent = useEventWords()
  const nameOf = useActorName()
  const [isWhole, setWhole] = useState(false)
  const newest = items.toReversed()
  const shown = isWhole ? newest : newest.slice(0, shownAtFirst)
  return (
    <>
      <ol className={styles.list}>
        {shown.map((item) => (
          <li key={`${item.objectId} ${item.version}`} className={styles.item}>
            <span className={styles.when}>
              <Moment at={item.at} />
            </span>
            <div>
              <strong>{sayEvent(item.type)}</strong> <span className={styles.who}>{nameOf(item.actor)}</span>
              {typeof item.data.reason === 'string' && <div>{item.data.reason}</div>}
              <Changes type={item.type} changes={changesOfEvent(item.data)} write={write} />
            </div>
          </li>
        ))}
      </ol>
      {newest.length > shown.length && (
        <Button size="small" type="link" onClick={() => setWhole(true)}>
          {say('history_all', { count: newest.length })}
        </Button>
      )}
    </>
  )
}

function Changes({ type, changes, write }: { type: string; changes: readonly FieldChange[]; write: WriteChange }) {
  const say = useHistoryWords()
  const sayField = useFieldWords()
  if (changes.length === 0) return null
  const nameOf = ({ field, line }: FieldChange) =>
    line === undefined ? sayField(field) : `${say('field_line', { line })} ${sayField(field)}`
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.line} ${change.field}`}>
          {nameOf(change)} <del>{write(change, change.before, type)}</del> →{' '}
          <ins>{write(change, change.after, type)}</ins>
        </li>
      ))}
    </ul>
  )
}
