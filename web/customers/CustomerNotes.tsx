import { Button, Skeleton } from 'antd'
import type { listCustomerNotesContract, writeCustomerNoteContract } from '../../src/customers/notes/contract.ts'
import { type NewNote, NoteForm } from '../notes/NoteForm.tsx'
import { NoteList } from '../notes/NoteList.tsx'
import { useNoteWords } from '../notes/words.ts'
import { call } from '../platform/call.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { usePlatformWords } from '../platform/words.ts'
import type { Customer } from './customers.ts'

/** What colleagues should know of a customer, newest first. */
export function CustomerNotes({ customer }: { customer: Customer }) {
  const say = useNoteWords()
  const { act, isBusy } = useAct()
  const path = `/customers/${customer.id}/notes`
  useLiveQueries(['customer_note'], [[path]])
  const write = async (note: NewNote, says: string) =>
    (await act(() => call<typeof writeCustomerNoteContract>('POST', path, note), { says, stale: [path] })) !== undefined
  return (
    <Section title={say('notes')}>
      {customer.contact !== null && <NoteForm isBusy={isBusy} onWrite={write} />}
      <KnownNotes path={path} />
    </Section>
  )
}

function KnownNotes({ path }: { path: string }) {
  const say = usePlatformWords()
  const list = useKeysetList<typeof listCustomerNotesContract>(path, {}, 10)
  if (list.error !== null && list.items.length === 0) return <Fault error={list.error} onRetry={list.readAgain} />
  if (list.isFirstRead) return <Skeleton active title={false} />
  return (
    <>
      <NoteList notes={list.items} />
      {list.hasMore && (
        <Button size="small" type="link" onClick={list.readMore} loading={list.isReading}>
          {say('read_more')}
        </Button>
      )}
    </>
  )
}
