import { z } from 'zod'
import type { Contract } from '../platform/http/contract.ts'
import { pageOf, pageQuery } from '../platform/http/lists.ts'
import { idInput } from '../platform/id-input.ts'
import { bulkJobStatuses, bulkRowStatuses } from './bulk-job.ts'

/** A job as it leaves. */
export const bulkJobForm = z
  .object({
    id: z.uuid(),
    list: z.string(),
    action: z.string(),
    filter: z.record(z.string(), z.unknown()).nullable().describe('what its objects were chosen by; null: one by one'),
    status: z.enum(bulkJobStatuses),
    total: z.int(),
    done: z.int(),
    failed: z.int(),
    reverses: z.uuid().nullable().describe('the job that it takes back'),
    isRetryable: z.boolean().describe('something failed or was left, and what it was given is still known'),
    isReversible: z.boolean(),
    requestedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    version: z.int(),
  })
  .meta({ id: 'BulkJob' })

const rowForm = z
  .object({
    rowNumber: z.int(),
    objectId: z.uuid(),
    label: z.string().nullable().describe("the object's number; null where there is none to be seen"),
    status: z.enum(bulkRowStatuses),
    code: z.string().nullable().describe('why it failed: the code with which the single act is refused'),
    facts: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'BulkRow' })

const params = z.strictObject({ jobId: idInput })
const permission = 'bulk.work'

/** One's own jobs. */
export const listBulkJobsContract = {
  operation: 'listBulkJobs',
  summary: 'Your own bulk jobs, newest first',
  method: 'GET',
  path: '/bulk-jobs',
  permission,
  query: z.strictObject(pageQuery),
  response: pageOf(bulkJobForm),
  problems: ['cursor_invalid'],
} satisfies Contract

/** One job. */
export const getBulkJobContract = {
  operation: 'getBulkJob',
  summary: 'How far a bulk job of yours is',
  method: 'GET',
  path: '/bulk-jobs/:jobId',
  permission,
  params,
  response: bulkJobForm,
  problems: ['job_not_found'],
} satisfies Contract

/** Its rows. */
export const listBulkRowsContract = {
  operation: 'listBulkRows',
  summary: 'What became of each object of a bulk job of yours, in their order',
  method: 'GET',
  path: '/bulk-jobs/:jobId/rows',
  permission,
  params,
  query: z.strictObject({
    ...pageQuery,
    status: z.enum(bulkRowStatuses).optional().describe('only the orders that this became of'),
  }),
  response: pageOf(rowForm),
  problems: ['cursor_invalid', 'job_not_found'],
} satisfies Contract

/** Stops it. */
export const cancelBulkJobContract = {
  operation: 'cancelBulkJob',
  summary: 'Stop a bulk job; what is done stays done',
  method: 'POST',
  path: '/bulk-jobs/:jobId/cancellation',
  permission,
  params,
  response: bulkJobForm,
  problems: ['job_not_found', 'action_not_allowed'],
} satisfies Contract

/** Tries again what failed. */
export const retryBulkJobContract = {
  operation: 'retryBulkJob',
  summary: 'Try again what failed, and go on with what a cancellation left; within a day',
  method: 'POST',
  path: '/bulk-jobs/:jobId/retry',
  permission,
  params,
  response: bulkJobForm,
  problems: ['job_not_found', 'action_not_allowed', 'nothing_left', 'bulk_input_forgotten'],
} satisfies Contract

/** Takes it back. */
export const reverseBulkJobContract = {
  operation: 'reverseBulkJob',
  summary: 'Take back what a bulk job did, by another one; each object as far as the single act can be taken back',
  method: 'POST',
  path: '/bulk-jobs/:jobId/reversal',
  permission,
  params,
  response: bulkJobForm,
  status: 201,
  problems: [
    'job_not_found',
    'not_reversible',
    'action_not_allowed',
    'nothing_left',
    'not_permitted',
    'nothing_selected',
  ],
} satisfies Contract
