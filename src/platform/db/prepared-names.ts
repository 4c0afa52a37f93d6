import type pg from 'pg'

/**
 * How many statements a connection keeps prepared: room for all that are used often. A list's filter makes a text for each
 * of its combinations, and a large insert for each set of columns that are the same in all rows: a backend that kept
 * 896 of them grew from 2 to 142 MB, and stays at 35 with these.
 */
const maxPrepared = 200

/** A longer text is not kept: rows by the thousand, or a filter of many values, of which each is asked hardly ever again. */
const maxKeptLength = 30_000

/** What pg's client does not type: its connection, which remembers what it has parsed. */
type Preparing = {
  connection: {
    close: (what: { type: 'S'; name: string }) => void
    parsedStatements: Record<string, string>
  }
}

const namesByClient = new WeakMap<pg.ClientBase, Map<string, string>>()
let count = 0

/**
 * The name under which a connection has a statement prepared, or is to prepare it; none for a text that is too long to be kept. The
 * one that was not used for longest is forgotten by the server when there are too many; a name never comes again.
 */
export function preparedName(client: pg.ClientBase, text: string): string | undefined {
  if (text.length > maxKeptLength) return undefined
  const names = namesByClient.get(client) ?? new Map<string, string>()
  namesByClient.set(client, names)
  const name = names.get(text) ?? `s${++count}`
  // Last in the map is what was used last.
  names.delete(text)
  names.set(text, name)
  if (names.size > maxPrepared) forgetOldest(client, names)
  return name
}

/** Travels ahead of the next statement. Closing what was never prepared is no error (PostgreSQL, section 54.2.3). */
function forgetOldest(client: pg.ClientBase, names: Map<string, string>): void {
  const [oldest] = names
  if (oldest === undefined) return
  const [text, name] = oldest
  const { connection } = client as unknown as Preparing
  names.delete(text)
  delete connection.parsedStatements[name]
  connection.close({ type: 'S', name })
}
