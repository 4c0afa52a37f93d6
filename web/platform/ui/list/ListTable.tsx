// biome-ignore-all lint/a11y/useSemanticElements: of thousands of rows only some are there, each at its place: no table can be so
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
import {
  type CSSProperties,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import { useDevice, useIsNarrow } from '../../device.ts'
import type { PlacedColumn } from '../../list/columns.ts'
import { isChosen } from '../../list/selection.ts'
import { usePlatformWords } from '../../words.ts'
import { ListHead } from './ListHead.tsx'
import { ListRow } from './ListRow.tsx'
import styles from './list.module.css'
import type { ListTableProps } from './list-props.ts'
import { useListKeys } from './use-list-keys.ts'
import { useWindow } from './use-window.ts'

const checkWidth = 40
const heights = { compact: 32, comfortable: 40, narrow: 76 } as const
const places = new Map<string, number>()
const readAheadRows = 15

/**
 * A list of any length: only the rows that are looked at are drawn. Its head and frozen columns stay; rows are gone through by
 * keys, chosen by x or space, opened by Enter.
 */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { rows, columns, selection, cursor, openId, memory, isReading, hasMore, handle, onEnd } = props
  const say = usePlatformWords()
  const isNarrow = useIsNarrow()
  const { density } = useDevice()
  const rowHeight = isNarrow ? heights.narrow : heights[density]
  const grid = useRef<HTMLDivElement>(null)
  const { first, last, follow } = useWindow(grid, rows.length, rowHeight)
  useImperativeHandle(handle, () => ({
    toTop: () => grid.current?.scrollTo({ top: 0 }),
    focus: () => grid.current?.focus({ preventScroll: true }),
  }))
  useRememberedPlace(grid, memory, rows.length > 0)
  useEffect(() => {
    if (hasMore && !isReading && last + readAheadRows >= rows.length) onEnd()
  }, [hasMore, isReading, last, rows.length, onEnd])
  const onKeyDown = useListKeys({ ...props, grid, rowHeight })
  // The same as long as the columns are: rows that were drawn stay as they are while one scrolls.
  const shown = useMemo(() => columns.filter(({ isHidden }) => !isHidden), [columns])
  const lefts = useMemo(() => leftsOf(shown), [shown])
  const style = { '--list-columns': `${checkWidth}px ${shown.map(({ width }) => `${width}px`).join(' ')}` }
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={cursor.id === undefined ? undefined : `row-${cursor.id}`}
      aria-busy={isReading}
      tabIndex={0}
      className={styles.grid}
      style={style as CSSProperties}
      onScroll={follow}
      onKeyDown={onKeyDown}
    >
      {!isNarrow && <ListHead {...props} columns={shown} lefts={lefts} />}
      <div role="rowgroup" className={styles.body} style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, last).map((row, index) => (
          <ListRow
            key={row.id}
            row={row}
            index={first + index}
            top={(first + index) * rowHeight}
            height={rowHeight}
            columns={isNarrow ? undefined : shown}
            lefts={lefts}
            list={props}
            isChosen={isChosen(selection, row.id)}
            isCurrent={cursor.id === row.id}
            isOpen={openId === row.id}
          />
        ))}
      </div>
      {rows.length === 0 && !isReading && (
        <div role="row" className={styles.empty}>
          <div role="gridcell">{props.empty}</div>
        </div>
      )}
      {isReading && rows.length === 0 && <ListSkeleton height={rowHeight} label={say('loading')} />}
    </div>
  )
}

/** The shape of rows that are on their way. */
function ListSkeleton({ height, label }: { height: number; label: string }) {
  return (
    <div role="row" className={styles.skeleton} aria-label={label}>
      <div role="gridcell" aria-label={label}>
        {[70, 55, 64, 48, 60, 52, 66, 58].map((width) => (
          <div key={width} style={{ height }} className={styles.bone}>
            <span style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** How far from the left each frozen column stays. */
function leftsOf<Row>(columns: readonly PlacedColumn<Row>[]): ReadonlyMap<string, number> {
  const lefts = new Map<string, number>()
  let left = checkWidth
  for (const { key, width, isFrozen } of columns) {
    if (!isFrozen) break
    lefts.set(key, left)
    left += width
  }
  return lefts
}

/** Comes back to where somebody was in this list, once its rows are there. */
function useRememberedPlace(grid: RefObject<HTMLDivElement | null>, memory: string, isReady: boolean): void {
  useLayoutEffect(() => {
    const list = grid.current
    if (list === null || !isReady) return
    const place = places.get(memory)
    if (place !== undefined) list.scrollTop = place
    return () => {
      places.set(memory, list.scrollTop)
    }
  }, [grid, memory, isReady])
}
