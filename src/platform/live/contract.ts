import { z } from 'zod'
import type { Contract } from '../http/contract.ts'
import { idInput } from '../id-input.ts'

const change = z.object({
  objectType: z.string(),
  objectId: z.uuid(),
  version: z.int(),
  type: z.string(),
  actor: z.string(),
  at: z.iso.datetime(),
})

/** The kind of an object and its id. */
const viewingForm = /^([a-z_]{1,40}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

const nothing = z.object({})

const rightsForm = z.string().describe('another text as soon as the caller may do other things, or elsewhere')

/** Tells what changes, as it changes. */
export const liveContract = {
  operation: 'listenLive',
  summary:
    'Hear what changes, as server-sent events: ids, versions and kinds of what happened, of what the caller may see. For Accept: text/event-stream',
  method: 'GET',
  path: '/live',
  permission: 'merchant.read',
  query: z.strictObject({
    viewing: z
      .string()
      .regex(viewingForm)
      .optional()
      .describe(
        'what the page has open, as `order:<id>`: who else has it open is told, and they are told of the caller',
      ),
    after: idInput.optional().describe('the id of the last event that was heard; Last-Event-ID goes before it'),
  }),
  response: z.string(),
  stream: {
    hello: z.object({ beatMs: z.int(), rights: rightsForm }).describe('it listens; so often there is a beat'),
    changes: z.object({ changes: z.array(change) }).describe('what changed, the oldest first'),
    many: z
      .object({ objectTypes: z.array(z.string()) })
      .describe('more changed than is told one by one: what of these kinds is shown is to be read again'),
    reload: nothing.describe(
      'it is too long since the last event that was heard: all that is shown is to be read again',
    ),
    viewers: z
      .object({
        objectType: z.string(),
        objectId: z.uuid(),
        others: z.array(z.object({ actor: z.string(), since: z.iso.datetime() })),
      })
      .describe('who else has open what the caller has open; at first, and whenever it changes'),
    rights: z
      .object({ rights: rightsForm })
      .describe('the caller may do other things than before, or elsewhere: all that is shown is to be read again'),
    beat: nothing,
  },
  problems: ['not_event_stream', 'too_many_streams', 'not_found'],
} as const satisfies Contract
