const key = 'yidan-printed'
const kept = 2000

/** How often this device printed papers, by their names. */
export function printedTimes(): ReadonlyMap<string, number> {
  return new Map(JSON.parse(localStorage.getItem(key) ?? '[]') as [string, number][])
}

/** Remembers that these were printed now: the next time they are marked as printed again. */
export function rememberPrinted(names: readonly string[]): void {
  const times = new Map(printedTimes())
  for (const name of names) {
    const before = times.get(name) ?? 0
    times.delete(name)
    times.set(name, before + 1)
  }
  localStorage.setItem(key, JSON.stringify([...times].slice(-kept)))
}
