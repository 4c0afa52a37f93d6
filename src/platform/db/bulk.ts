import { type RawBuilder, sql } from 'kysely'
import type { ColumnType, ColumnValue } from './array-literal.ts'
import { arrayParameter } from './array-parameter.ts'
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
  const parts = splitColumns(columnTypes[table] as Record<string, ColumnType>, columns, rows)
  return { text: insertText(table, parts), values: [merchantId, ...parts.map(({ value }) => value)] }
}

/** The same insert, that does something else where a key is taken: `on conflict do nothing`, `… do update set …`. */
export function onConflict({ text, values }: PreparedText, clause: `on conflict ${string}`): PreparedText {
  return { text: `${text} ${clause}`, values }
}

/**
 * `unnest(…) as name(columns)`: rows of JavaScript as a table inside a statement, with their columns by name (in no order
 * that `*` could rely on).
 */
export function rowSource<Column extends string>(
  name: string,
  types: { readonly [Name in Column]: ColumnType },
  rows: readonly { readonly [Name in NoInfer<Column>]: ColumnValue }[],
): RawBuilder<unknown> {
  const parts = splitColumns(types, Object.keys(types) as Column[], rows)
  const varying = parts.filter(({ isSame }) => !isSame)
  const arrays = varying.map(({ type, value }) => sql`${value}::${sql.raw(type)}[]`)
  const names = sql.raw(varying.map(({ column }) => toSnakeCase(column)).join(', '))
  if (varying.length === parts.length) return sql`unnest(${sql.join(arrays)}) as ${sql.raw(name)}(${names})`
  const same = parts.filter(({ isSame }) => isSame)
  const values = same.map(({ column, type, value }) => sql`${value}::${sql.raw(`${type} as ${toSnakeCase(column)}`)}`)
  return sql`(
    select u.*, ${sql.join(values)} from unnest(${sql.join(arrays)}) as u(${names})) as ${sql.raw(name)}`
}

/** A list of ids as a `uuid[]` parameter. */
export function uuidList(ids: readonly string[]): RawBuilder<string[]> {
  return sql`${arrayParameter('uuid', ids, (id) => id)}::uuid[]`
}

/** A list of texts as a `text[]` parameter. */
export function textList(texts: readonly string[]): RawBuilder<string[]> {
  return sql`${arrayParameter('text', texts, (text) => text)}::text[]`
}

/** A column of a set of rows, as a parameter: all its values as one array, or the one value that every row has. */
type ColumnPart = { column: string; type: ColumnType; isSame: boolean; value: unknown }

/**
 * From so many rows on, a column that is the same in each is sent once: reading it for each row is a third of what such a
 * statement costs. Smaller sets are sent whole, so that one plan serves them all.
 */
const largeSet = 100

function splitColumns<Row extends object>(
  types: Readonly<Record<string, ColumnType>>,
  columns: readonly string[],
  rows: readonly Row[],
): ColumnPart[] {
  return columns.map((column, index) => {
    const type = types[column] as ColumnType
    const valueIn = (row: Row) => (row as Record<string, ColumnValue>)[column] ?? null
    // The first column always varies: it says how many rows there are.
    const isSame = index > 0 && rows.length >= largeSet && isSameInAll(rows, valueIn)
    const value = isSame ? scalarOf(type, valueIn(rows[0] as Row)) : arrayParameter(type, rows, valueIn)
    return { column, type, isSame, value }
  })
}

function isSameInAll<Row>(rows: readonly Row[], valueIn: (row: Row) => ColumnValue): boolean {
  const first = valueIn(rows[0] as Row)
  for (let index = 1; index < rows.length; index++) if (valueIn(rows[index] as Row) !== first) return false
  return true
}

function scalarOf(type: ColumnType, value: ColumnValue): ColumnValue {
  return type === 'jsonb' && value !== null ? JSON.stringify(value) : value
}

const insertTexts = new Map<string, string>()

function insertText(table: TableName, parts: readonly ColumnPart[]): string {
  const key = [table, ...parts.map(({ column, isSame }) => (isSame ? `=${column}` : column))].join(' ')
  let text = insertTexts.get(key)
  if (text === undefined) {
    const columns = parts.map(({ column }) => toSnakeCase(column))
    const selected = parts.map(({ type, isSame }, index) => (isSame ? `$${index + 2}::${type}` : `r.${columns[index]}`))
    const arrays = parts.flatMap(({ type, isSame }, index) => (isSame ? [] : [`$${index + 2}::${type}[]`]))
    const names = parts.flatMap(({ isSame }, index) => (isSame ? [] : [columns[index]]))
    text = `insert into ${table} (merchant_id, ${columns.join(', ')})
      select $1::uuid, ${selected.join(', ')} from unnest(${arrays.join(', ')}) as r(${names.join(', ')})`
    insertTexts.set(key, text)
  }
  return text
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
