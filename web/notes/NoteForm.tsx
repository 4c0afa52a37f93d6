import { Mentions } from 'antd'
import { useState } from 'react'
import { type Colleague, useColleagues } from '../history/use-actor-name.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import styles from './notes.module.css'
import { useNoteWords } from './words.ts'

const longest = 2000

/** A note as it is sent: its text, and the colleagues who stand in it with @. */
export type NewNote = { text: string; mentions?: string[] }

/** Writes a note; `onWrite` says whether it was taken, and then the box is empty. */
export function NoteForm({
  isBusy,
  onWrite,
}: {
  isBusy: boolean
  onWrite: (note: NewNote, says: string) => Promise<boolean>
}) {
  const say = useNoteWords()
  const colleagues = useColleagues().filter(({ isActive }) => isActive)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly Colleague[]>([])
  useUnsavedGuard(text.trim() !== '')
  const save = async () => {
    if (text.trim() === '') return
    // Who was taken out of the text again is not told.
    const mentions = chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
    const note = { text: text.trim(), ...(mentions.length > 0 && { mentions: [...new Set(mentions)] }) }
    if (!(await onWrite(note, say('note_saved')))) return
    setText('')
    setChosen([])
  }
  return (
    <div className={styles.form}>
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
