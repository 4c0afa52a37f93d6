import type { RawBuilder } from 'kysely'
import type { Command } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { BulkJob } from './bulk-job.ts'
import { requestBulkJob } from './request-bulk-job.ts'
import { filterToTell } from './selection.ts'

/** The permission that each act of a list needs. */
export type ActPermissions = Readonly<Record<string, string>>

/** An act that somebody asks for, with what it takes. */
export type AskedAct = { name: string; input: object }

/** @throws DomainError `not_permitted` */
export function requireAct(
  { may = () => true }: Pick<Command, 'may'>,
  permissions: ActPermissions,
  name: string,
): void {
  const permission = permissions[name] ?? ''
  if (!may(permission)) throw new DomainError('forbidden', 'not_permitted', { facts: { permission } })
}

/**
 * Takes on an act with the objects of a list that somebody chose; `source` selects them.
 * @throws DomainError `not_permitted`, `nothing_selected`, `selection_too_large`
 */
export function startBulkJob(
  command: Command,
  { list, permissions }: { list: string; permissions: ActPermissions },
  { selection, action }: { selection: { filter?: object | undefined }; action: AskedAct },
  source: RawBuilder<unknown>,
): Promise<BulkJob> {
  requireAct(command, permissions, action.name)
  const { name, input } = action
  return requestBulkJob(command, { list, action: name, input, filter: filterToTell(selection), source })
}
