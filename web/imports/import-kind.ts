import type { Reach } from './reach.ts'

/** A column that an import knows, with the titles by which it is found; the first of each language is the template's. */
export type ImportField = { key: string; names: readonly string[]; isNeeded?: boolean }

/** A row as it is read: by the keys of the columns; those that are empty or not there are left out. */
export type ImportRow = Readonly<Record<string, string>>

/**
 * What became of a row, or would: `new` made, `changed`, `there` already (and left alone), `waits` for somebody's approval, was `asked`
 * for before and waits still, `wrong`.
 * `note` is a problem of the API or the key of a word of ours.
 */
export type RowResult = {
  state: 'new' | 'changed' | 'there' | 'waits' | 'asked' | 'wrong'
  error?: unknown
  word?: RowWord
}

/** What is wrong with a row before it is sent. */
export type RowWord =
  | 'row_needs'
  | 'row_other_wrong'
  | 'row_number_wrong'
  | 'row_kind_unknown'
  | 'row_tier_unknown'
  | 'row_place_unknown'
  | 'row_place_kind_unknown'
  | 'row_yes_or_no'
  | 'row_country_unknown'
  | 'row_zone_unknown'
  | 'row_currency_unknown'
  | 'row_tax_class_unknown'
  | 'row_twice'

/** How rows are worked at. `isTrial`: nothing is done, and it is told what would be. */
export type ImportWork = {
  isTrial: boolean
  /** Tells what became of rows, by their numbers in the list. */
  tell: (results: ReadonlyMap<number, RowResult>) => void
  /** Nothing more is begun once it is aborted. */
  signal: AbortSignal
  /** Asks the server with patience. */
  reach: Reach
  /** The idempotency key of what is sent: the same content of the same import always has the same one. */
  keyOf: (content: unknown) => Promise<string>
}

/** A kind of things that can be imported. */
export type ImportKind = {
  key: 'products' | 'customers' | 'stock' | 'locations' | 'prices'
  fields: readonly ImportField[]
  /** A row for the template, in each language. */
  sample: ImportRow
  /** The keys in the cache that are not true afterwards. */
  stale: readonly string[]
  work: (rows: readonly ImportRow[], work: ImportWork) => Promise<void>
}

/** Which column of a file is which field: by its title, as people write them. */
export function mapColumns(fields: readonly ImportField[], titles: readonly string[]): (string | undefined)[] {
  const free = new Set(fields.map(({ key }) => key))
  return titles.map((title) => {
    const wanted = plain(title)
    const field = fields.find(({ key, names }) => free.has(key) && names.some((name) => plain(name) === wanted))
    if (field === undefined) return undefined
    free.delete(field.key)
    return field.key
  })
}

/** Rows by the keys of their columns. */
export function rowsBy(columns: readonly (string | undefined)[], rows: readonly (readonly string[])[]): ImportRow[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap((key, index) => {
        const cell = row[index] ?? ''
        return key === undefined || cell === '' ? [] : [[key, cell]]
      }),
    ),
  )
}

/** Titles differ by case, width, spaces, and what stands in brackets or behind a star. */
function plain(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[(（[【].*$/u, '')
    .replace(/[\s*_:：-]+/gu, '')
}
