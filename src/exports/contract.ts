import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { line, text } from '../platform/text.ts'
import { isTimeZone } from '../platform/time.ts'
import { exportFormats, exportStatuses } from './export-job.ts'

/** An export as it leaves. */
export const exportForm = z
  .object({
    id: z.uuid(),
    list: z.string(),
    format: z.enum(exportFormats),
    filter: z.record(z.string(), z.unknown()).nullable(),
    fullFor: z.string().nullable(),
    status: z.enum(exportStatuses),
    code: z.string().nullable().describe('why it failed'),
    total: z.int(),
    done: z.int(),
    masked: z
      .int()
      .describe('rows whose contacts stayed masked, because the limit of disclosures was reached or they do not open'),
    bytes: z.int(),
    requestedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    isWithheld: z
      .boolean()
      .describe('its file is not given: you lack a permission that it needs, or were narrowed since it was asked for'),
    keptUntil: z.iso.datetime().nullable().describe('so long its file can be fetched; null: there is none'),
    version: z.int(),
  })
  .meta({ id: 'Export' })

/** What every export is asked for with, beside its rows and columns. */
export const exportInput = {
  format: z.enum(exportFormats),
  words: z
    .record(z.string().max(40), z.record(z.string().max(60), text(0, 100)))
    .refine((words) => Object.values(words).reduce((sum, each) => sum + Object.keys(each).length, 0) <= 1000, {
      message: 'must have at most 1000 words',
    })
    .default({})
    .describe('of each column, what its codes are called; left out: the codes'),
  timeZone: z.string().max(60).refine(isTimeZone, 'must be an IANA time zone').default('UTC'),
}

/** A title over a column. */
export const columnTitle = line(100)

/** Whether each column is named once. */
export function eachOnce(columns: readonly { key: string }[]): boolean {
  return new Set(columns.map(({ key }) => key)).size === columns.length
}

const permission = 'exports.make'
const params = z.strictObject({ exportId: idInput })

/** One's own exports. */
export const listExportsContract = {
  operation: 'listExports',
  summary: 'What you have taken out as files, newest first',
  method: 'GET',
  path: '/exports',
  permission,
  query: z.strictObject(pageQuery),
  response: pageOf(exportForm),
  problems: ['cursor_invalid'],
} satisfies Contract

/** One of them. */
export const getExportContract = {
  operation: 'getExport',
  summary: 'How far an export of yours is',
  method: 'GET',
  path: '/exports/:exportId',
  permission,
  params,
  response: exportForm,
  problems: ['export_not_found'],
} satisfies Contract

/** Its file. */
export const downloadExportContract = {
  operation: 'downloadExport',
  summary: 'The file of an export of yours, for a day',
  method: 'GET',
  path: '/exports/:exportId/file',
  permission,
  params,
  response: z.string(),
  media: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  problems: ['export_not_found', 'export_not_ready', 'export_expired', 'export_withheld'],
} satisfies Contract

/** Stops it. */
export const cancelExportContract = {
  operation: 'cancelExport',
  summary: 'Stop an export of yours that is being written',
  method: 'POST',
  path: '/exports/:exportId/cancellation',
  permission,
  params,
  response: exportForm,
  problems: ['export_not_found', 'action_not_allowed'],
} satisfies Contract
