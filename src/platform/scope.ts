import { type RawBuilder, sql } from 'kysely'
import { textList, uuidList } from './db/bulk.ts'
import type { Transaction } from './db/transaction.ts'
import { DomainError } from './errors.ts'

/**
 * Which objects of a kind someone may touch, by the names of the kinds: `{ location: Set(ids), channel: Set(codes) }`. A kind
 * that is not named is not narrowed; an empty set leaves nothing of it.
 */
export type Scope = Readonly<Record<string, ReadonlySet<string>>>

/** A transaction and where who asks may act; left out: everywhere. What the program does by itself has no scope. */
export type Scoped = { tx: Transaction; scope?: Scope | undefined }

/** Narrows nothing. */
export const everywhere: Scope = {}

/** The names that someone is narrowed to within a kind, sorted; undefined where the kind is not narrowed. */
export function namesWithin(scope: Scope | undefined, kind: string): readonly string[] | undefined {
  const names = scope?.[kind]
  return names === undefined ? undefined : [...names].sort()
}

/** Whether an object of a kind lies within a scope. */
export function isWithin(scope: Scope | undefined, kind: string, name: string): boolean {
  return scope?.[kind]?.has(name) ?? true
}

/**
 * For an object that a request names: out of scope is forbidden, whether it exists or not, and told with the field.
 * @throws DomainError forbidden `out_of_scope`
 */
export function requireWithin(scope: Scope | undefined, kind: string, about: { name: string; field: string }): void {
  if (!isWithin(scope, kind, about.name)) throw outOfScope(about.field)
}

/**
 * For what concerns all objects of these kinds at once: only who is narrowed within none of them may.
 * @throws DomainError forbidden `out_of_scope`
 */
export function requireEverywhere(scope: Scope = everywhere, kinds: readonly string[] = Object.keys(scope)): void {
  if (kinds.some((kind) => scope[kind] !== undefined)) throw outOfScope()
}

/** The refusal to touch what lies out of the caller's scope; `field` is the path of the input that asks for it. */
export function outOfScope(field?: string): DomainError {
  return new DomainError('forbidden', 'out_of_scope', { field })
}

/** `and <column> = any(…)`, for a list's WHERE; nothing where the kind is not narrowed. */
export function withinScope(
  scope: Scope | undefined,
  { kind, column, type }: { kind: string; column: RawBuilder<unknown>; type: 'uuid' | 'text' },
): RawBuilder<unknown> {
  const names = namesWithin(scope, kind)
  if (names === undefined) return sql``
  return sql`and ${column} = any(${type === 'uuid' ? uuidList(names) : textList(names)})`
}
