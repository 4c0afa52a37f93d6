import { z } from 'zod'
import type { Contract } from '../../platform/http/contract.ts'
import { pageOf, pageQuery } from '../../platform/http/lists.ts'
import { idInput } from '../../platform/id-input.ts'
import { text } from '../../platform/text.ts'

const moment = z.iso
  .datetime()
  .refine((value) => new Date(value).getTime() >= 0, 'must not be before 1970-01-01T00:00:00Z')

const filter = {
  from: moment.optional().describe('written at this moment or later'),
  before: moment.optional().describe('written before this moment'),
  actor: text(1, 100).optional().describe('who did it: key:<id>, staff:<id> or system:<part>'),
  origin: text(1, 100).optional().describe('the address from which it was asked for'),
  type: z
    .string()
    .regex(/^[a-z_]{1,50}(\.[a-z_]{1,50})?$/, 'must be a type such as order.held, or the part before its point')
    .optional()
    .describe('what was done, such as order.held; or all of a kind, such as order'),
  objectId: idInput.optional().describe('what it was done to'),
}

/** One entry of the audit. */
export const auditEntryView = z.object({
  id: z.uuid(),
  /** When it was written. */
  recordedAt: z.iso.datetime(),
  at: z.iso.datetime().describe('when it happened, which may be long before it was written'),
  actor: z.string(),
  actorName: z
    .string()
    .nullable()
    .describe('of a person for who may read staff, of an API key for who may see keys; else none'),
  origin: z.string().nullable(),
  type: z.string(),
  objectType: z.string(),
  objectId: z.uuid(),
  version: z.int(),
  changes: z
    .record(z.string(), z.unknown())
    .describe('of each field that changed, what it was and what it is; of lines and places, theirs'),
  facts: z.record(z.string(), z.unknown()).describe('what else is told of it'),
})

/** Searches the audit. */
export const listAuditEntriesContract = {
  operation: 'listAuditEntries',
  summary:
    'Search who did what, when and from where, newest first. A page may hold less than was asked for, or nothing, and still have a next: what is rare is looked for a stretch at a time',
  method: 'GET',
  path: '/audit',
  permission: 'audit.read',
  query: z.strictObject({ ...pageQuery, ...filter }),
  response: pageOf(auditEntryView),
  problems: ['cursor_invalid', 'out_of_scope'],
} satisfies Contract

/** The end of the chain. */
export const findAuditSealContract = {
  operation: 'findAuditSeal',
  summary:
    'The newest seal of the audit. Noted outside, it proves later that nothing up to it was changed or taken away (yidan verify --seal)',
  method: 'GET',
  path: '/audit/seal',
  permission: 'audit.read',
  response: z.object({
    seal: z.string().nullable().describe('<merchant>/<number of the block>/<its seal>; none while nothing is sealed'),
    sealedAt: z.iso.datetime().nullable(),
  }),
  problems: ['out_of_scope'],
} satisfies Contract

/** Takes entries out as CSV; it is an entry itself. */
export const exportAuditContract = {
  operation: 'exportAudit',
  summary:
    'Take entries out as CSV, newest first, a part at a time; that it was done is an entry itself. A repeated request is another export',
  method: 'POST',
  path: '/audit/exports',
  permission: 'audit.export',
  needsProof: true,
  body: z.strictObject({ ...filter, after: pageQuery.after }),
  response: z.object({
    entries: z.int(),
    csv: z
      .string()
      .describe('with a line of headings; what a spreadsheet would take for a formula begins with an apostrophe'),
    next: z.string().nullable(),
  }),
  preview: false,
  problems: ['cursor_invalid', 'out_of_scope', 'proof_required'],
} satisfies Contract
