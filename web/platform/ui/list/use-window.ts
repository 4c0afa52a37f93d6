import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

const spareRows = 8

/** Which rows of a list are looked at, by where it is scrolled to; all rows are of one height. */
export function useWindow(
  list: RefObject<HTMLDivElement | null>,
  count: number,
  rowHeight: number,
): { first: number; last: number; follow: () => void } {
  const [{ from, fits }, setSeen] = useState({ from: 0, fits: Math.ceil(innerHeight / rowHeight) })
  const follow = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0 } = list.current ?? {}
    const seen = { from: Math.floor(scrollTop / rowHeight), fits: Math.ceil(clientHeight / rowHeight) + 1 }
    setSeen((before) => (before.from === seen.from && before.fits === seen.fits ? before : seen))
  }, [list, rowHeight])
  useLayoutEffect(() => {
    if (list.current === null) return
    follow()
    const watcher = new ResizeObserver(follow)
    watcher.observe(list.current)
    return () => watcher.disconnect()
  }, [list, follow])
  const first = Math.max(0, Math.min(from, count) - spareRows)
  return { first, last: Math.min(count, from + fits + spareRows), follow }
}
