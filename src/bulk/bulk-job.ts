/*
 * A bulk job: one act that somebody asked for on many objects at once. Which objects is fixed when it is asked for; each is then done
 * alone, by the same use case as the single act, as the one who asked, with what they may do at that moment. It is not the history
 * of those objects (their events are, and name the job) and not an edit, which is one transaction.
 */
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import { type ActionTable, checkMachine } from '../platform/states.ts'

/** Every state of a job. */
export const bulkJobStatuses = ['running', 'done', 'cancelled'] as const

/** Where a job stands. */
export type BulkJobStatus = (typeof bulkJobStatuses)[number]

/** What can be done with a job: by its worker (`complete`) or by people. */
export const bulkJobActions = {
  complete: { from: ['running'], to: 'done' },
  cancel: { from: ['running'], to: 'cancelled' },
  retry: { from: ['done', 'cancelled'], to: 'running' },
} as const satisfies ActionTable<BulkJobStatus>

checkMachine<BulkJobStatus>(bulkJobActions, { initial: ['running'], states: bulkJobStatuses })

/** A job asks for so many objects at the most. */
export const maxBulkRows = 100_000

/** What is chosen one by one, at the most: their ids travel. */
export const maxChosen = 1000

/** How long what a job was given is kept: so long it can be tried again. */
export const bulkInputHours = 24

/** A job as it stands. */
export type BulkJob = {
  id: string
  /** Of which list the objects are: `orders`. */
  list: string
  action: string
  /** What the act takes; null when it was forgotten. */
  input: object | null
  filter: object | null
  requestedBy: string
  origin: string | null
  requestedAt: Date
  status: BulkJobStatus
  total: number
  done: number
  failed: number
  /** The job that this one takes back. */
  reverses: string | null
  endedAt: Date | null
  version: number
}

/** Every state of a row. */
export const bulkRowStatuses = ['waiting', 'done', 'failed'] as const

/** One object of a job, and what became of it; `code` and `facts` say why it failed, as a problem would. */
export type BulkRow = {
  rowNumber: number
  objectId: string
  label: string | null
  status: (typeof bulkRowStatuses)[number]
  code: string | null
  facts: object | null
  given: object | null
}

/** How a module does one act on one object; what it answers is what taking it back needs to know. */
export type BulkAction = {
  permission: string
  work: (command: Command, row: { objectId: string; given: object | null }, input: object) => Promise<object | null>
  /** The act that takes it back; none where nothing does. */
  reversedBy?: string
}

/** The acts of each list, put together by the shell. */
export type BulkActions = Readonly<Record<string, Readonly<Record<string, BulkAction>>>>

/** What can be taken back: a job that has ended, did something, and whose act has a way back. */
export function requireReversible(job: BulkJob, action: BulkAction | undefined): string {
  if (action?.reversedBy === undefined) throw new DomainError('conflict', 'not_reversible')
  if (job.status === 'running') {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action: 'reverse', state: job.status } })
  }
  if (job.done === 0) throw new DomainError('conflict', 'nothing_left')
  return action.reversedBy
}
