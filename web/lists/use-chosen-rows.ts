import { useEffect, useRef, useState } from 'react'
import {
  chooseRange,
  isAnythingChosen,
  nothingChosen,
  type Selection,
  toggleRow,
  toggleShown,
} from '../platform/list/selection.ts'
import { writeCount } from '../platform/write-count.ts'
import type { ChosenRows } from './list-acts.ts'

/** Which rows are chosen, by whatever way, and what that is for acts and files. */
export type Chosen = ReturnType<typeof useChosenRows>

type Choosing = {
  /** Where the rows of the list are kept: another list begins with nothing. */
  queryKey: readonly unknown[]
  rows: readonly { id: string }[]
  /** How many rows the list has, read or not; undefined: only those that are shown, or it is not known yet. */
  matching: { count: number; more: boolean } | undefined
  /** What is chosen, as the API takes it. */
  pick: (selection: Selection) => ChosenRows
  /** All that the list has, and how many that are, where its rows are not found by a filter. */
  whole?: { selection: ChosenRows; count: string } | undefined
}

/** Holds what is chosen of a list. */
export function useChosenRows({ queryKey, rows, matching, pick, whole }: Choosing) {
  const [selection, setSelection] = useState<Selection>(nothingChosen)
  const last = useRef<string>(undefined)
  const key = JSON.stringify(queryKey)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other rows
  useEffect(() => setSelection(nothingChosen), [key])
  const shown = rows.map(({ id }) => id)
  const isSome = isAnythingChosen(selection)
  const count = selection.kind === 'all' ? writeCount(matching) : String(selection.ids.size)
  const everything = whole ?? { selection: pick({ kind: 'all' }), count: writeCount(matching) }
  return {
    ...{ selection, matching, count },
    toActOn: pick(selection),
    toTakeOut: isSome ? pick(selection) : everything.selection,
    toTakeOutCount: isSome ? count : everything.count,
    toggle: (id: string, isRange: boolean) => {
      const from = last.current
      last.current = id
      setSelection((before) =>
        isRange && from !== undefined ? chooseRange(before, shown, from, id) : toggleRow(before, id, shown),
      )
    },
    toggleShown: () => setSelection((before) => toggleShown(before, shown)),
    all: () => setSelection({ kind: 'all' }),
    none: () => setSelection(nothingChosen),
  }
}
