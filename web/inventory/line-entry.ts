import { useState } from 'react'
import type { FoundItem } from './ItemFinder.tsx'

/** So many of one item on a paper that is being written. */
export type EntryLine = { itemId: string; sku: string; name: string; quantity: number }

/** The lines of a paper that is being written: scanning an item again counts on. */
export type LineEntry = {
  lines: readonly EntryLine[]
  units: number
  add: (item: FoundItem, by?: number) => void
  set: (itemId: string, quantity: number) => void
  remove: (itemId: string) => void
  clear: () => void
}

/** Keeps the lines of a paper while it is written. */
export function useLineEntry(): LineEntry {
  const [lines, setLines] = useState<readonly EntryLine[]>([])
  const others = (itemId: string) => (before: readonly EntryLine[]) => before.filter((line) => line.itemId !== itemId)
  return {
    lines,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    add: ({ id: itemId, sku, name }, by = 1) =>
      setLines((before) => {
        const quantity = (before.find((line) => line.itemId === itemId)?.quantity ?? 0) + by
        return [{ itemId, sku, name, quantity }, ...others(itemId)(before)]
      }),
    set: (itemId, quantity) =>
      setLines((before) => before.map((line) => (line.itemId === itemId ? { ...line, quantity } : line))),
    remove: (itemId) => setLines(others(itemId)),
    clear: () => setLines([]),
  }
}
