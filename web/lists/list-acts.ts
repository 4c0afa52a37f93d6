/*
 * What can be done with many rows of a list at once: each act is a job on the server. Pure: an area says its acts so.
 */
import type { ReactNode } from 'react'
import { maxChosen } from '../../src/bulk/bulk-job.ts'
import type { Selection } from '../platform/list/selection.ts'

/** The acts of a list. */
export type ListActs = {
  /** Where a job of them begins: `/products/bulk-jobs`. */
  path: string
  /** Every act in the order of the bar, with the permission that it needs. */
  permissions: Readonly<Record<string, string>>
  /** What stands in the bar; the others are behind More. */
  first: readonly string[]
  /** What is pressed with care. */
  dangers?: readonly string[]
  titleOf: (act: string) => string
  /** How many rows, in words. */
  countOf: (count: string) => string
  /** What an act takes besides its rows. */
  fields: (act: string) => ReactNode
  /** What its fields begin with. */
  initial?: (act: string) => object
  /** What is sent of what was typed; left out: all that is not empty. */
  inputOf?: (act: string, given: object) => object
  /** What it is previewed with, whatever was typed: nothing that does not count for what it comes to. */
  previewInput?: (act: string, given: object) => object
  /** Amounts by currency that a preview tells, with their titles. */
  amounts?: Readonly<Record<string, string>>
}

/** Which rows, as the API takes them. */
export type ChosenRows = { ids: string[] } | { orderIds: string[] } | { levels: object[] } | { filter: object }

/** An act that somebody chose for some rows, before it is begun. */
export type AskedAct = { act: string; selection: ChosenRows; count: string }

/** What somebody lacks for an act; undefined: nothing. */
export function missingFor(
  { permissions }: Pick<ListActs, 'permissions'>,
  act: string,
  may: (permission: string) => boolean,
): string | undefined {
  return ['bulk.work', permissions[act] ?? ''].find((permission) => !may(permission))
}

/** What is chosen in a list, as the API takes it. */
export function chosenOf(selection: Selection, filter: object): ChosenRows {
  return selection.kind === 'all' ? { filter } : { ids: [...selection.ids] }
}

/** Whether more were chosen one by one than can be named to the server: it is refused before it is sent. */
export function isTooMany(selection: ChosenRows): boolean {
  return Object.values(selection).some((some) => Array.isArray(some) && some.length > maxChosen)
}

/** What was left empty is not sent. */
export function withoutEmpty(input: object): object {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '' && value.length !== 0)
  return Object.fromEntries(given)
}
