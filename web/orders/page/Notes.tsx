import type { writeNoteContract } from '../../../src/orders/change-contract.ts'
import { type NewNote, NoteForm } from '../../notes/NoteForm.tsx'
import { NoteList } from '../../notes/NoteList.tsx'
import { useNoteWords } from '../../notes/words.ts'
import { call } from '../../platform/call.ts'
import { Section } from '../../platform/ui/Section.tsx'
import { useDesk } from './desk.ts'

/** What colleagues tell one another about the order. */
export function Notes() {
  const say = useNoteWords()
  const { order, may, act, isBusy } = useDesk()
  const write = (note: NewNote, says: string) =>
    act(() => call<typeof writeNoteContract>('POST', `/orders/${order.id}/notes`, note), { says })
  return (
    <Section title={say('notes')}>
      <NoteList notes={order.notes} />
      {may('orders.note') && <NoteForm isBusy={isBusy} onWrite={write} />}
    </Section>
  )
}
