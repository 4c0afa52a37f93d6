import { type RawBuilder, sql } from 'kysely'
import { arrayLiteral, type ColumnType, type ColumnValue } from './array-literal.ts'
import { columnTypes, type Tables } from './tables.generated.ts'

/** A merchant table's name. */
export type TableName = keyof Tables

/** A row as given to an insert: every named column but the merchant's. */
export type NewRow<Table extends TableName> = Omit<Tables[Table], 'merchantId'>

type ColumnOf<Table extends TableName> = Extract<keyof NewRow<Table>, string>

/** A statement written out, with its values. */
export type PreparedText = { text: string; values: readonly unknown[] }

/**
 * One statement that inserts many rows of one merchant: a set, however large, costs one round trip and one plan.
 * Columns that are left out take their defaults.
 */
export function insertRows<Table extends TableName, Column extends ColumnOf<Table>>(
  merchantId: string,
  table: Table,
  columns: readonly Column[],
  rows: readonly Pick<NewRow<Table>, Column>[],
): PreparedText {
  return { text: insertText(table, columns), values: [merchantId, ...columnValues(table, columns, rows)] }
}

/** The same insert, that does something else where a key is taken: `on conflict do nothing`, `… do update set …`. */
export function onConflict({ text, values }: PreparedText, clause: `on conflict ${string}`): PreparedText {
  return { text: `${text} ${clause}`, values }
}

/**
 * `unnest(…) as name(columns)`: rows of JavaScript as a table inside a statement. Types are those of the table's
 * columns; `extra` names columns the table does not have.
 */
export function rowSource<Column extends string>(
  name: string,
  types: { readonly [Name in Column]: ColumnType },
  rows: readonly { readonly [Name in NoInfer<Column>]: ColumnValue }[],
): RawBuilder<unknown> {
  const columns = Object.keys(types) as Column[]
  const arrays = columns.map((column) => {
    const literal = arrayLiteral(types[column], rows, (row) => row[column])
    return sql`${literal}::${sql.raw(types[column])}[]`
  })
  const names = sql.raw(`${name}(${columns.map(toSnakeCase).join(', ')})`)
  return sql`unnest(${sql.join(arrays)}) as ${names}`
}

/** A list of ids as a `uuid[]` parameter. */
export function uuidList(ids: readonly string[]): RawBuilder<string[]> {
  return sql`${`{${ids.join(',')}}`}::uuid[]`
}

/** A list of texts as a `text[]` parameter. */
export function textList(texts: readonly string[]): RawBuilder<string[]> {
  return sql`${arrayLiteral('text', texts, (text) => text)}::text[]`
}

const insertTexts = new Map<string, string>()

function insertText(table: TableName, columns: readonly string[]): string {
  const key = `${table} ${columns.join(' ')}`
  let text = insertTexts.get(key)
  if (text === undefined) {
    const types: Record<string, string> = columnTypes[table]
    const arrays = columns.map((column, index) => `$${index + 2}::${types[column]}[]`)
    text = `insert into ${table} (merchant_id, ${columns.map(toSnakeCase).join(', ')})
      select $1::uuid, r.* from unnest(${arrays.join(', ')}) as r`
    insertTexts.set(key, text)
  }
  return text
}

function columnValues<Row extends object>(
  table: TableName,
  columns: readonly string[],
  rows: readonly Row[],
): string[] {
  const types = columnTypes[table] as Record<string, ColumnType>
  return columns.map((column) =>
    arrayLiteral(types[column] as ColumnType, rows, (row) => (row as Record<string, ColumnValue>)[column] ?? null),
  )
}

const snakeNames = new Map<string, string>()

function toSnakeCase(name: string): string {
  let snake = snakeNames.get(name)
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    snakeNames.set(name, snake)
  }
  return snake
}
