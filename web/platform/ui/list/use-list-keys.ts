import { type KeyboardEvent, type RefObject, useEffectEvent } from 'react'
import { useKeysOfPart, useShortcut } from '../../shortcuts.ts'
import { usePlatformWords } from '../../words.ts'
import type { ListCursor } from './list-props.ts'

type Keyed = {
  rows: readonly { id: string }[]
  cursor: ListCursor
  onToggle: (id: string, isRange: boolean) => void
  onToggleShown: () => void
  onOpen: (id: string) => void
  grid: RefObject<HTMLDivElement | null>
  rowHeight: number
}

/** Goes through a list by keys: j and k anywhere on the page, arrows, Home, End, x, space and Enter within the list. */
export function useListKeys(keyed: Keyed): (event: KeyboardEvent) => void {
  const say = usePlatformWords()
  const { rows, cursor, onToggle, onToggleShown, onOpen, grid, rowHeight } = keyed
  const step = useEffectEvent((by: number, isRange = false) => {
    const at = rows.findIndex(({ id }) => id === cursor.id)
    const to = Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))
    const row = rows[to]
    if (row === undefined) return
    cursor.move(row.id)
    if (isRange) onToggle(row.id, true)
    reveal(grid.current, to, rowHeight)
    if (document.activeElement !== grid.current) grid.current?.focus({ preventScroll: true })
  })
  const about = (act: (id: string) => void) => () => {
    if (cursor.id !== undefined) act(cursor.id)
  }
  const group = say('shortcuts_list')
  useShortcut('j', { label: say('list_next'), group }, () => step(1))
  useShortcut('k', { label: say('list_previous'), group }, () => step(-1))
  useShortcut(
    'x',
    { label: say('list_choose'), group },
    about((id) => onToggle(id, false)),
  )
  useKeysOfPart('↓', { label: say('list_next'), group })
  useKeysOfPart('↑', { label: say('list_previous'), group })
  useKeysOfPart('Space', { label: say('list_choose'), group })
  useKeysOfPart('Enter', { label: say('list_open'), group })
  useShortcut('mod+a', { label: say('list_choose_shown'), group }, onToggleShown)
  const page = () => Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / rowHeight) - 2)
  return (event) => {
    if (event.nativeEvent.isComposing || event.target !== grid.current || event.ctrlKey || event.metaKey) return
    const act = new Map([
      ['ArrowDown', () => step(1, event.shiftKey)],
      ['ArrowUp', () => step(-1, event.shiftKey)],
      ['PageDown', () => step(page())],
      ['PageUp', () => step(-page())],
      ['Home', () => step(-rows.length)],
      ['End', () => step(rows.length)],
      ['Enter', about(onOpen)],
      [' ', about((id) => onToggle(id, event.shiftKey))],
    ]).get(event.key)
    if (act === undefined) return
    event.preventDefault()
    act()
  }
}

/** Brings a row into sight, below the head. */
function reveal(grid: HTMLDivElement | null, index: number, rowHeight: number): void {
  if (grid === null) return
  const head = grid.querySelector('[data-list-head]')?.clientHeight ?? 0
  const [top, bottom] = [index * rowHeight, (index + 1) * rowHeight]
  if (top < grid.scrollTop) grid.scrollTop = top
  else if (bottom + head > grid.scrollTop + grid.clientHeight) grid.scrollTop = bottom + head - grid.clientHeight
}
