import { Button } from 'antd'
import { useFieldWords } from '../history/use-field-words.ts'
import { useSetView } from '../platform/search.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import styles from './audit.module.css'
import type { AuditEntry } from './audit-entry.ts'
import { useAuditWords } from './words.ts'

/** One entry as a whole: each field that changed, before and after, and what else is told. */
export function EntryDetails({ entry }: { entry: AuditEntry }) {
  const say = useAuditWords()
  const setView = useSetView()
  const sayField = useFieldWords()
  const changes = Object.entries(entry.changes)
  const facts = Object.entries(entry.facts)
  return (
    <div className={styles.details}>
      {changes.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('field')}</th>
              <th scope="col">{say('before')}</th>
              <th scope="col">{say('after')}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(([field, change]) => {
              const [before, after] = isPair(change) ? change : [undefined, change]
              return (
                <tr key={field}>
                  <th scope="row">{sayField(field)}</th>
                  <td>{shownValue(before)}</td>
                  <td>{shownValue(after)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
      {facts.length > 0 && (
        <table>
          <tbody>
            {facts.map(([name, fact]) => (
              <tr key={name}>
                <th scope="row">{sayField(name)}</th>
                <td>{shownValue(fact)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div>
        <code>{entry.type}</code> · {say('version', { version: entry.version })} · {say('recorded')}{' '}
        <Moment at={entry.recordedAt} show="second" /> · <code>{entry.actor}</code>
      </div>
      <div>
        <Button size="small" onClick={() => setView({ objectId: entry.objectId, type: undefined }, true)}>
          {say('only_object')}
        </Button>{' '}
        <Button size="small" onClick={() => setView({ actor: entry.actor }, true)}>
          {say('only_actor')}
        </Button>
      </div>
    </div>
  )
}

function isPair(change: unknown): change is [unknown, unknown] {
  return Array.isArray(change) && change.length === 2
}

function shownValue(value: unknown) {
  if (value === undefined || value === null || value === '') return '–'
  const text = typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value)
  return <pre className={styles.value}>{text}</pre>
}
