import { Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import type { writeNoteContract } from '../../../src/orders/change-contract.ts'
import { useActorName } from '../../history/use-actor-name.ts'
import { call } from '../../platform/call.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { useUnsavedGuard } from '../../platform/use-unsaved-guard.ts'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderPageWords } from './words.ts'

const longest = 2000

/** What colleagues tell one another about the order. */
export function Notes() {
  const say = useOrderPageWords()
  const nameOf = useActorName()
  const { order, may } = useDesk()
  return (
    <Section title={say('notes')}>
      {order.notes.length === 0 && <p className={styles.secondary}>{say('notes_none')}</p>}
      <ul className={styles.list}>
        {order.notes.map((note) => (
          <li key={note.id}>
            <div className={styles.row}>
              <strong>{nameOf(note.writtenBy)}</strong>
              <span className={styles.secondary}>
                <Moment at={note.writtenAt} />
              </span>
            </div>
            <div className={styles.note}>{note.text}</div>
          </li>
        ))}
      </ul>
      {may('orders.note') && <NoteForm />}
    </Section>
  )
}

function NoteForm() {
  const say = useOrderPageWords()
  const { order, act, isBusy } = useDesk()
  const [text, setText] = useState('')
  const field = useRef<InputRef>(null)
  useUnsavedGuard(text.trim() !== '')
  const save = async () => {
    if (text.trim() === '') return field.current?.focus()
    const work = () => call<typeof writeNoteContract>('POST', `/orders/${order.id}/notes`, { text: text.trim() })
    if (await act(work, { says: say('note_saved') })) setText('')
  }
  return (
    <div className={styles.noPrint} style={{ marginTop: 10, display: 'grid', gap: 6 }}>
      <Input.TextArea
        ref={field}
        value={text}
        aria-label={say('note_write')}
        placeholder={say('note_hint')}
        maxLength={longest}
        autoSize={{ minRows: 2, maxRows: 8 }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save()
        }}
      />
      <Button size="small" style={{ justifySelf: 'end' }} loading={isBusy} onClick={() => void save()}>
        {say('note_save')}
      </Button>
    </div>
  )
}
