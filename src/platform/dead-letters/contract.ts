import { z } from 'zod'
import type { Contract } from '../http/contract.ts'
import { pageOf, pageQuery } from '../http/lists.ts'
import { idInput } from '../id-input.ts'
import { settingAsideReasons } from './dead-letter.ts'

/** An event that one of those who are told of it could not handle. */
const deadLetterView = z.object({
  subscriber: z.string(),
  objectType: z.string(),
  objectId: z.uuid(),
  version: z.int(),
  type: z.string(),
  happenedAt: z.iso.datetime(),
  attempts: z.int(),
  diedAt: z.iso.datetime().describe('when it was tried for the last time'),
  failure: z.string().describe('what went wrong then, without what may be of a person; the command line has the whole'),
  setAside: z
    .object({ at: z.iso.datetime(), by: z.string(), reason: z.enum(settingAsideReasons) })
    .nullable()
    .describe('it is not tried any more, and the later events of its object go on without it'),
})

const deadLetterParams = z.strictObject({
  subscriber: z.string().regex(/^[a-z_]{1,60}$/),
  objectId: idInput,
  version: z.coerce.number().int().min(1).max(999_999_999),
})

/** Lists dead letters. */
export const listDeadLettersContract = {
  operation: 'listDeadLetters',
  summary: 'List events that were given up after a day of attempts, by who could not handle them',
  method: 'GET',
  path: '/dead-letters',
  permission: 'events.read',
  query: z.strictObject({
    ...pageQuery,
    state: z.enum(['dead', 'set_aside']).default('dead').describe('those that wait, or those that were set aside'),
  }),
  response: pageOf(deadLetterView),
  problems: ['cursor_invalid', 'out_of_scope'],
} satisfies Contract

/** Gives dead letters back. */
export const retryDeadLettersContract = {
  operation: 'retryDeadLetters',
  summary:
    'Have every dead letter handled again, but those that were set aside; the later events of their objects follow',
  method: 'POST',
  path: '/dead-letters/retries',
  permission: 'events.write',
  response: z.object({ retried: z.int() }),
  problems: ['out_of_scope'],
} satisfies Contract

/** Gives one back. */
export const retryDeadLetterContract = {
  operation: 'retryDeadLetter',
  summary: 'Have one dead letter handled again; the later events of its object follow',
  method: 'POST',
  path: '/dead-letters/:subscriber/:objectId/:version/retries',
  permission: 'events.write',
  params: deadLetterParams,
  response: z.object({ retried: z.int() }),
  problems: ['dead_letter_not_found', 'out_of_scope'],
} satisfies Contract

/** Sets one aside. */
export const setDeadLetterAsideContract = {
  operation: 'setDeadLetterAside',
  summary: 'Set a dead letter aside: it is not tried any more, and the later events of its object go on without it',
  method: 'PUT',
  path: '/dead-letters/:subscriber/:objectId/:version/setting-aside',
  permission: 'events.write',
  params: deadLetterParams,
  body: z.strictObject({ reason: z.enum(settingAsideReasons) }),
  response: z.object({ setAside: z.boolean() }),
  problems: ['dead_letter_not_found', 'out_of_scope'],
} satisfies Contract

/** Puts it back. */
export const putDeadLetterBackContract = {
  operation: 'putDeadLetterBack',
  summary: 'Put back a dead letter that was set aside: it can be tried again',
  method: 'DELETE',
  path: '/dead-letters/:subscriber/:objectId/:version/setting-aside',
  permission: 'events.write',
  params: deadLetterParams,
  response: z.object({ setAside: z.boolean() }),
  problems: ['dead_letter_not_found', 'out_of_scope'],
} satisfies Contract
