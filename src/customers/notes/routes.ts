import type { QueryContext } from '../../platform/command.ts'
import { keysThatOpen } from '../../platform/crypto/key-ring.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { listCustomerNotesContract, writeCustomerNoteContract } from './contract.ts'
import { type CustomerNote, openNote, type SealedNote } from './customer-note.ts'
import { findCustomerNotes, findNotesKey } from './note-store.ts'
import { writeCustomerNote } from './write-customer-note.ts'

/** Serves notes on customers. */
export function serveCustomerNotes(app: App): void {
  serveCommand(app, writeCustomerNoteContract, async (command, input) => {
    const { id, writtenBy, writtenAt } = await writeCustomerNote(command, input)
    return { id, writtenBy, writtenAt: writtenAt.toISOString() }
  })
  serveQuery(app, listCustomerNotesContract, async (query, { customerId, limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const key = await findNotesKey(query.tx, customerId)
    if (key === undefined) throw new DomainError('not_found', 'customer_not_found')
    const { personId: id, wrappedKey } = key
    if (wrappedKey === null) return { items: [], next: null }
    const notes = await findCustomerNotes(query.tx, customerId, { limit: limit + 1, after: lastId })
    const { items, next } = pageFrom(notes, limit, (note) => [note.id])
    const opened = await openNotes(query, { id, wrappedKey }, items)
    return { items: opened.map((note) => ({ ...note, writtenAt: note.writtenAt.toISOString() })), next }
  })
}

async function openNotes(
  { tx, keys }: QueryContext,
  person: { id: string; wrappedKey: Buffer },
  notes: readonly SealedNote[],
): Promise<CustomerNote[]> {
  const present = await keysThatOpen(keys, tx, [person.wrappedKey])
  return notes.map((note) => openNote(present, person, note))
}
