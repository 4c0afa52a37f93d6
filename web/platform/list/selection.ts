/*
 * What is chosen in a list: some rows, or all that its filter finds, whether they were read or not. Pure: rows are named by their
 * ids. All that a filter finds never travels; only the filter does.
 */

/** What is chosen. */
export type Selection = { kind: 'some'; ids: ReadonlySet<string> } | { kind: 'all' }

/** Nothing. */
export const nothingChosen: Selection = { kind: 'some', ids: new Set() }

/** Whether a row is chosen. */
export function isChosen(selection: Selection, id: string): boolean {
  return selection.kind === 'all' || selection.ids.has(id)
}

/** Whether anything is chosen. */
export function isAnythingChosen(selection: Selection): boolean {
  return selection.kind === 'all' || selection.ids.size > 0
}

/** One row chosen, or not any more. Of all, the rows that are shown stay chosen without it. */
export function toggleRow(selection: Selection, id: string, shown: readonly string[]): Selection {
  const ids = new Set(selection.kind === 'all' ? shown : selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { kind: 'some', ids }
}

/** Every row from one to another chosen too. */
export function chooseRange(selection: Selection, shown: readonly string[], from: string, to: string): Selection {
  const [a, b] = [shown.indexOf(from), shown.indexOf(to)]
  if (selection.kind === 'all' || b < 0) return selection
  const between = a < 0 ? [to] : shown.slice(Math.min(a, b), Math.max(a, b) + 1)
  return { kind: 'some', ids: new Set([...selection.ids, ...between]) }
}

/** All rows that are shown chosen, or none. */
export function toggleShown(selection: Selection, shown: readonly string[]): Selection {
  const isWhole = shown.length > 0 && shown.every((id) => isChosen(selection, id))
  return isWhole ? nothingChosen : { kind: 'some', ids: new Set(shown) }
}
