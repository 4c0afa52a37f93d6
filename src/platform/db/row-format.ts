import pg from 'pg'

const camelNames = new Map<string, string>()

/** `placed_at` → `placedAt`. Names come from our own SQL, so the cache stays small. */
export function toCamelCase(name: string): string {
  let camel = camelNames.get(name)
  if (camel === undefined) {
    camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    camelNames.set(name, camel)
  }
  return camel
}

const oid = { bigint: 20, date: 1082, numeric: 1700 }

/** How values read from the database become JavaScript's: counts and amounts as safe integers, days as text. */
export function parserFor(typeOid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (typeOid === oid.bigint || typeOid === oid.numeric) return safeInteger
  if (typeOid === oid.date) return (value) => value
  return pg.types.getTypeParser(typeOid, format as 'text')
}

/** @throws RangeError for a number that JavaScript cannot hold exactly */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is not a whole number that can be held exactly`)
  return value
}
