// biome-ignore-all lint/a11y/useSemanticElements: of thousands of rows only some are there, each at its place: no table can be so
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
import { Checkbox } from 'antd'
import { type MouseEvent, memo } from 'react'
import type { PlacedColumn } from '../../list/columns.ts'
import { usePlatformWords } from '../../words.ts'
import styles from './list.module.css'
import type { ListTableProps } from './list-props.ts'

type RowProps<Row extends { id: string }> = {
  row: Row
  index: number
  top: number
  height: number
  /** Undefined: as it is shown on a phone. */
  columns: readonly PlacedColumn<Row>[] | undefined
  lefts: ReadonlyMap<string, number>
  list: Pick<ListTableProps<Row>, 'showNarrow' | 'nameOf' | 'onToggle' | 'onOpen' | 'cursor' | 'toneOf'>
  isChosen: boolean
  isCurrent: boolean
  isOpen: boolean
}

/** One row of a list. A press opens it; what stands in it and can be pressed does its own. */
function Row<Each extends { id: string }>({ row, index, top, height, columns, lefts, list, ...state }: RowProps<Each>) {
  const say = usePlatformWords()
  const { isChosen, isCurrent, isOpen } = state
  const open = (event: MouseEvent) => {
    if ((event.target as Element).closest('a, button, input, label') !== null) return
    if (getSelection()?.isCollapsed === false) return
    list.cursor.move(row.id)
    list.onOpen(row.id)
  }
  const marks = [isChosen && styles.chosen, isCurrent && styles.current, isOpen && styles.open]
  const tone = list.toneOf?.(row)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a grid are heard by the grid
    <div
      role="row"
      id={`row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      tabIndex={-1}
      className={[styles.row, styles.item, ...marks, tone && styles[tone]].filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={open}
    >
      <div role="gridcell" className={`${styles.cell} ${styles.check} ${styles.frozen}`}>
        <Checkbox
          checked={isChosen}
          aria-label={say('list_choose_row', { name: list.nameOf(row) })}
          onClick={(event) => {
            list.cursor.move(row.id)
            list.onToggle(row.id, event.shiftKey)
          }}
        />
      </div>
      {columns === undefined ? (
        <div role="gridcell" className={styles.narrow}>
          {list.showNarrow(row)}
        </div>
      ) : (
        columns.map(({ key, show, align }) => {
          const left = lefts.get(key)
          return (
            <div
              key={key}
              role="gridcell"
              className={`${styles.cell} ${align === 'end' ? styles.end : ''} ${left === undefined ? '' : styles.frozen}`}
              {...(left !== undefined && { style: { left } })}
              onMouseEnter={tellWhole}
            >
              <span className={styles.value}>{show(row)}</span>
            </div>
          )
        })
      )}
    </div>
  )
}

/** What does not fit is told whole to who points at it. */
function tellWhole({ currentTarget }: MouseEvent<HTMLElement>): void {
  const { scrollWidth = 0, clientWidth = 0, textContent = '' } = currentTarget.firstElementChild ?? {}
  currentTarget.title = scrollWidth > clientWidth ? textContent : ''
}

/** One row of a list; drawn anew only when something of it changed. */
export const ListRow = memo(Row) as typeof Row
