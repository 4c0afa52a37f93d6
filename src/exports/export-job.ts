/*
 * An export: rows of a list that somebody takes out as a file, as they saw them: the same rows in the same order, the same columns
 * with the same titles. Which rows is fixed when it is asked for; the file is written beside the request and kept for a day, for
 * that person alone. It is told in the audit who took out what.
 */
import type { Command } from '../platform/command.ts'
import { namesWithin, type Scope } from '../platform/scope.ts'
import { hourMs } from '../platform/time.ts'

/** Every state of an export. */
export const exportStatuses = ['running', 'done', 'failed', 'cancelled'] as const

/** The forms of a file. */
export const exportFormats = ['csv', 'xlsx'] as const

/** A form of a file. */
export type ExportFormat = (typeof exportFormats)[number]

/** An export has so many rows at the most. */
export const maxExportRows = 100_000

/** So long a file is kept. */
export const fileHours = 24

/** A column of a file: its key, and the title over it. */
export type ExportColumn = { key: string; title: string }

/** What the codes of each column are called. */
export type ExportWords = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The names that somebody is narrowed to, by kinds; those that are not narrowed are left out. */
export type ExportScope = Readonly<Record<string, readonly string[]>>

/** An export as it stands. */
export type ExportJob = {
  id: string
  list: string
  format: ExportFormat
  columns: ExportColumn[]
  words: ExportWords
  timeZone: string
  filter: object | null
  /** What whole contacts are needed for; null: they are masked. */
  fullFor: string | null
  requestedBy: string
  /** Where who asked might act then: none of its rows lies outside. */
  scope: ExportScope
  origin: string | null
  requestedAt: Date
  status: (typeof exportStatuses)[number]
  /** Why it failed. */
  code: string | null
  total: number
  done: number
  /** How many rows have masked contacts although whole ones were asked for. */
  masked: number
  bytes: number
  endedAt: Date | null
  version: number
}

/** What stands in a cell before it is written: a decimal number is one in a workbook too, a code or codes are called by the file's words. */
export type ExportCell =
  | string
  | number
  | null
  | Date
  | { amount: number; currency: string }
  | { decimal: string }
  | { code: string }
  | { codes: readonly string[] }

/** A row of a file: its cells by column. */
export type ExportRow = Readonly<Record<string, ExportCell>>

/**
 * A portion of rows by their ids, some of which are several rows, how many of them stayed masked that were asked for whole, and of
 * which objects a whole contact was disclosed.
 */
export type ExportPortion = {
  rows: ReadonlyMap<string, ExportRow | readonly ExportRow[]>
  masked: number
  disclosed?: readonly string[]
}

/**
 * How a module gives rows of a list, as the command's actor may see them; objects that are not there for them are left out. An id of
 * two parts has a colon between them.
 */
export type ExportSource = {
  /** What is needed to see the list, and to see whole contacts, where it has any. */
  permissions: { read: string; disclose?: string }
  read: (
    command: Command,
    about: {
      ids: readonly string[]
      columns: readonly string[]
      fullFor: string | null
      /** Of which a whole contact was disclosed for this file already: it is not counted again. */
      disclosed: ReadonlySet<string>
    },
  ) => Promise<ExportPortion>
}

/** What is needed to take rows out: to see the list and, where contacts are asked for whole, to see those. */
export function neededFor(
  { read, disclose }: ExportSource['permissions'],
  { fullFor }: Pick<ExportJob, 'fullFor'>,
): readonly string[] {
  return [read, ...(fullFor === null || disclose === undefined ? [] : [disclose])]
}

/** The first permission that somebody lacks for rows of a list; undefined: they may have them. */
export function lackingFor(
  { permissions }: Pick<ExportSource, 'permissions'>,
  job: Pick<ExportJob, 'fullFor'>,
  may: (permission: string) => boolean = () => false,
): string | undefined {
  return ['exports.make', ...neededFor(permissions, job)].find((each) => !may(each))
}

/** A scope as it is kept with an export. */
export function keptScope(scope: Scope): ExportScope {
  return Object.fromEntries(Object.keys(scope).map((kind) => [kind, namesWithin(scope, kind) ?? []]))
}

/** Whether rows that were chosen within one scope all lie within another. */
export function isWhollyWithin(kept: ExportScope, scope: Scope): boolean {
  return Object.entries(scope).every(([kind, names]) => kept[kind]?.every((name) => names.has(name)) === true)
}

/** The lists that can be taken out, put together by the shell. */
export type ExportSources = Readonly<Record<string, ExportSource>>

/** Until when the file of an export is kept; null where there is none. */
export function keptUntil({ status, endedAt }: Pick<ExportJob, 'status' | 'endedAt'>): Date | null {
  return status === 'done' && endedAt !== null ? new Date(endedAt.getTime() + fileHours * hourMs) : null
}
