import { z } from 'zod'
import type { Contract } from '../http/contract.ts'
import { pageOf, pageQuery } from '../http/lists.ts'

/** An event that one of those who are told of it could not handle; the command line says with which failure. */
const deadLetterView = z.object({
  subscriber: z.string(),
  objectType: z.string(),
  objectId: z.uuid(),
  version: z.int(),
  type: z.string(),
  attempts: z.int(),
  diedAt: z.iso.datetime(),
})

/** Lists dead letters. */
export const listDeadLettersContract = {
  operation: 'listDeadLetters',
  summary: 'List events that were given up after a day of attempts, by who could not handle them',
  method: 'GET',
  path: '/dead-letters',
  permission: 'events.read',
  query: z.strictObject(pageQuery),
  response: pageOf(deadLetterView),
  problems: ['cursor_invalid', 'out_of_scope'],
} satisfies Contract

/** Gives dead letters back. */
export const retryDeadLettersContract = {
  operation: 'retryDeadLetters',
  summary: 'Have every dead letter handled again; the later events of their objects follow',
  method: 'POST',
  path: '/dead-letters/retries',
  permission: 'events.write',
  response: z.object({ retried: z.int() }),
  problems: ['out_of_scope'],
} satisfies Contract
