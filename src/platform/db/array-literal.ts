/** PostgreSQL types that set-based statements pass as array parameters. */
export type ColumnType =
  | 'uuid'
  | 'text'
  | 'int2'
  | 'int4'
  | 'int8'
  | 'bool'
  | 'float8'
  | 'timestamptz'
  | 'date'
  | 'bytea'
  | 'jsonb'

/** What a column's value may be on its way to the database. */
export type ColumnValue = string | number | boolean | Date | Buffer | object | null

/**
 * Writes one column of many rows as a PostgreSQL array literal. The driver's own array writer costs several times as
 * much, and a batch of orders has thousands of values.
 */
export function arrayLiteral<Row>(type: ColumnType, rows: readonly Row[], valueIn: (row: Row) => ColumnValue): string {
  const write = writers[type]
  let literal = '{'
  for (let index = 0; index < rows.length; index++) {
    const value = valueIn(rows[index] as Row)
    if (index > 0) literal += ','
    literal += value === null || value === undefined ? 'NULL' : write(value)
  }
  return `${literal}}`
}

const plain = (value: ColumnValue): string => String(value)

const writers: Record<ColumnType, (value: ColumnValue) => string> = {
  uuid: plain,
  int2: plain,
  int4: plain,
  int8: plain,
  bool: plain,
  float8: plain,
  date: plain,
  text: (value) => quoted(value as string),
  timestamptz: (value) => `"${isoOf(value as Date)}"`,
  bytea: (value) => `"\\\\x${(value as Buffer).toString('hex')}"`,
  jsonb: (value) => quoted(JSON.stringify(value)),
}

let lastDate: Date | undefined
let lastIso = ''

/** The rows of a batch share their moments, so the last one written is most often the next. */
function isoOf(date: Date): string {
  if (date !== lastDate) {
    lastDate = date
    lastIso = date.toISOString()
  }
  return lastIso
}

const needsEscape = /["\\]/

function quoted(text: string): string {
  return needsEscape.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : `"${text}"`
}
