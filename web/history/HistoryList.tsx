import type { ReactNode } from 'react'
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

/** Says a value of a field in words; what it is a field of is told by the event's type. */
export type WriteChange = (change: FieldChange, value: unknown, type: string) => string

/** Things that happened, in the order they are given: who, when, what it changed, and what else is said `about` it. */
export function HistoryList<Item extends HistoryItem>({
  items,
  write,
  about,
}: {
  items: readonly Item[]
  write: WriteChange
  about?: (item: Item) => ReactNode
}) {
  const sayEvent = useEventWords()
  const nameOf = useActorName()
  return (
    <ol className={styles.list}>
      {items.map((item) => (
        <li key={`${item.objectId} ${item.version}`} className={styles.item}>
          <span className={styles.when}>
            <Moment at={item.at} />
          </span>
          <div>
            <strong>{sayEvent(item.type)}</strong> {about?.(item)}{' '}
            <span className={styles.who}>{nameOf(item.actor)}</span>
            {typeof item.data.reason === 'string' && <div>{item.data.reason}</div>}
            <Changes type={item.type} changes={changesOfEvent(item.data)} write={write} />
          </div>
        </li>
      ))}
    </ol>
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
