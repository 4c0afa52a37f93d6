import { Mentions } from 'antd'
import { useState } from 'react'
import type { writeNoteContract } from '../../../src/orders/change-contract.ts'
import { type Colleague, useActorName, useColleagues } from '../../history/use-actor-name.ts'
import { call } from '../../platform/call.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
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
  const colleagues = useColleagues().filter(({ isActive }) => isActive)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly Colleague[]>([])
  useUnsavedGuard(text.trim() !== '')
  const save = async () => {
    if (text.trim() === '') return
    // Who was taken out of the text again is not told.
    const mentions = chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
    const note = { text: text.trim(), ...(mentions.length > 0 && { mentions: [...new Set(mentions)] }) }
    const work = () => call<typeof writeNoteContract>('POST', `/orders/${order.id}/notes`, note)
    if (!(await act(work, { says: say('note_saved') }))) return
    setText('')
    setChosen([])
  }
  return (
    <div className={styles.noPrint} style={{ marginTop: 10, display: 'grid', gap: 6 }}>
      <Mentions
        value={text}
        aria-label={say('note_write')}
        placeholder={say('note_hint')}
        maxLength={longest}
        autoSize={{ minRows: 2, maxRows: 8 }}
        options={colleagues.map(({ id, name }) => ({ key: id, value: name, label: name }))}
        onChange={setText}
        // The widget adds something of its own to the key.
        onSelect={({ key }) => setChosen([...chosen, ...colleagues.filter(({ id }) => key?.startsWith(id))])}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) void save()
        }}
      />
      <ActionButton
        size="small"
        style={{ justifySelf: 'end' }}
        loading={isBusy}
        reason={text.trim() === '' ? say('note_empty') : undefined}
        onClick={() => void save()}
      >
        {say('note_save')}
      </ActionButton>
    </div>
  )
}
