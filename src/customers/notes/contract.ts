import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { multiline } from '../../platform/text.ts'

/** How many colleagues a note may mention. */
const mostMentioned = 20

const params = z.strictObject({ customerId: idInput })

/** What is answered to a note, and kept under its key: without its text, which may tell of a person. */
const writtenNoteView = z.object({ id: z.uuid(), writtenBy: z.string(), writtenAt: z.iso.datetime() })

/** Adds a note. */
export const writeCustomerNoteContract = {
  operation: 'writeCustomerNote',
  summary: 'Add a note to a customer; its words are kept sealed, and go when the person is erased',
  method: 'POST',
  path: '/customers/:customerId/notes',
  permission: 'customers.note',
  params,
  body: z.strictObject({
    text: multiline(2000),
    mentions: z.array(idInput).max(mostMentioned).optional().describe('colleagues who are told of the note'),
  }),
  response: writtenNoteView,
  status: 201,
  problems: ['customer_not_found', 'person_erased', 'unknown_colleague'],
} satisfies Contract

/** The notes of a customer, newest first. */
export const listCustomerNotesContract = {
  operation: 'listCustomerNotes',
  summary: 'What colleagues noted of a customer, newest first; nothing of one who was erased',
  method: 'GET',
  path: '/customers/:customerId/notes',
  permission: 'customers.note',
  params,
  query: z.strictObject(pageQuery),
  response: pageOf(writtenNoteView.extend({ text: z.string() })),
  problems: ['customer_not_found', 'cursor_invalid'],
} satisfies Contract
