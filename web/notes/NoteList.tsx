import { useActorName } from '../history/use-actor-name.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import styles from './notes.module.css'
import { useNoteWords } from './words.ts'

/** A note, whatever it is on. */
export type Note = { id: string; text: string; writtenBy: string; writtenAt: string }

/** What colleagues tell one another of something, in the order it is given. */
export function NoteList({ notes }: { notes: readonly Note[] }) {
  const say = useNoteWords()
  const nameOf = useActorName()
  if (notes.length === 0) return <p className={styles.secondary}>{say('notes_none')}</p>
  return (
    <ul className={styles.list}>
      {notes.map((note) => (
        <li key={note.id}>
          <div className={styles.head}>
            <strong>{nameOf(note.writtenBy)}</strong>
            <span className={styles.secondary}>
              <Moment at={note.writtenAt} />
            </span>
          </div>
          <div className={styles.text}>{note.text}</div>
        </li>
      ))}
    </ul>
  )
}
