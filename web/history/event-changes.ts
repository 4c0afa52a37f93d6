// What an event says changed, flat: each field with what was and what is. Pure.

/** One field that an event changed; `line` where it is one of an order's line. */
export type FieldChange = { field: string; line: number | undefined; before: unknown; after: unknown }

type Pair = readonly [unknown, unknown]

/** The changes that an event's data tell, and the step of the life that it was. */
export function changesOfEvent(data: Readonly<Record<string, unknown>>): FieldChange[] {
  const { from, to, changes } = data as { from?: unknown; to?: unknown; changes?: Record<string, unknown> }
  const status =
    from !== undefined && to !== undefined && from !== to
      ? [{ field: 'status', line: undefined, before: from, after: to }]
      : []
  return [...status, ...Object.entries(changes ?? {}).flatMap(([field, change]) => fieldsOf(field, change))]
}

function fieldsOf(field: string, change: unknown): FieldChange[] {
  if (isPair(change)) return [{ field, line: undefined, before: change[0], after: change[1] }]
  const line = /^line (\d+)$/.exec(field)?.[1]
  if (line === undefined || typeof change !== 'object' || change === null) return []
  return Object.entries(change).flatMap(([name, each]) =>
    isPair(each) ? [{ field: name, line: Number(line), before: each[0], after: each[1] }] : [],
  )
}

function isPair(change: unknown): change is Pair {
  return Array.isArray(change) && change.length === 2
}
