import { z } from 'zod'
import type { Contract } from '../http/contract.ts'

/** How mail leaves, and what waits. */
export const getMailStateContract = {
  operation: 'getMailState',
  summary: "By which way mail leaves, and how many of the merchant's mails wait for it or keep failing",
  method: 'GET',
  path: '/mail',
  permission: 'events.read',
  response: z.object({
    way: z.enum(['server', 'folder']).describe('folder: no server is set, mails are kept as files of the installation'),
    from: z.string().nullable().describe('who mails come from'),
    waiting: z.int(),
    failing: z.int().describe('of those, what failed before and is tried again'),
    oldestAt: z.iso.datetime().nullable(),
  }),
  problems: ['out_of_scope'],
} satisfies Contract
