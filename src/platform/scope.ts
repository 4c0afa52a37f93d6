import { type RawBuilder, sql } from 'kysely'
import { textList, uuidList } from './db/bulk.ts'

/**
 * Which objects of a kind someone may touch, by the names of the kinds: `{ location: Set(ids), channel: Set(codes) }`. A kind
 * that is not named is not narrowed; an empty set leaves nothing of it.
 */
export type Scope = Readonly<Record<string, ReadonlySet<string>>>

/** Narrows nothing. */
export const everywhere: Scope = {}

/** Whether an object of a kind lies within a scope. */
export function isWithin(scope: Scope, kind: string, name: string): boolean {
  return scope[kind]?.has(name) ?? true
}

/** `and <column> = any(…)`, for a list's WHERE; nothing where the kind is not narrowed. */
export function withinScope(
  scope: Scope,
  { kind, column, type }: { kind: string; column: RawBuilder<unknown>; type: 'uuid' | 'text' },
): RawBuilder<unknown> {
  const names = scope[kind]
  if (names === undefined) return sql``
  return sql`and ${column} = any(${type === 'uuid' ? uuidList([...names]) : textList([...names])})`
}
