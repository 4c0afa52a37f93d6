// biome-ignore-all lint/a11y/useSemanticElements: of thousands of rows only some are there, each at its place: no table can be so
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus, and names its active row
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { Checkbox } from 'antd'
import type { PointerEvent } from 'react'
import { columnWidths, type PlacedColumn } from '../../list/columns.ts'
import { isChosen } from '../../list/selection.ts'
import { usePlatformWords } from '../../words.ts'
import styles from './list.module.css'
import type { ListTableProps } from './list-props.ts'

type Shown<Row extends { id: string }> = ListTableProps<Row> & { lefts: ReadonlyMap<string, number> }

/** The titles over a list: pressed they sort, drawn at their edge they become wider. */
export function ListHead<Row extends { id: string }>(list: Shown<Row>) {
  const say = usePlatformWords()
  const { rows, selection, onToggleShown } = list
  const chosen = rows.filter(({ id }) => isChosen(selection, id)).length
  return (
    <div role="rowgroup" className={styles.head} data-list-head>
      <div role="row" className={`${styles.row} ${styles.titles}`} aria-rowindex={1}>
        <div role="columnheader" className={`${styles.cell} ${styles.check} ${styles.frozen}`}>
          <Checkbox
            aria-label={say('list_choose_shown')}
            checked={rows.length > 0 && chosen === rows.length}
            indeterminate={chosen > 0 && chosen < rows.length}
            onChange={onToggleShown}
          />
        </div>
        {list.columns.map((column) => (
          <HeadCell key={column.key} column={column} list={list} />
        ))}
      </div>
    </div>
  )
}

function HeadCell<Row extends { id: string }>({ column, list }: { column: PlacedColumn<Row>; list: Shown<Row> }) {
  const { key, title, sorts, align } = column
  const left = list.lefts.get(key)
  const at = sorts?.indexOf(list.sort) ?? -1
  const sorted = at < 0 ? undefined : /^(?:oldest|lowest|.*Soonest)$/.test(list.sort) ? 'ascending' : 'descending'
  return (
    <div
      role="columnheader"
      aria-sort={sorts === undefined ? undefined : (sorted ?? 'none')}
      className={`${styles.cell} ${align === 'end' ? styles.end : ''} ${left === undefined ? '' : styles.frozen}`}
      {...(left !== undefined && { style: { left } })}
    >
      {sorts === undefined ? (
        <span className={styles.title}>{title}</span>
      ) : (
        <button type="button" className={styles.sorter} onClick={() => list.onSort(at === 0 ? sorts[1] : sorts[0])}>
          {title}
          {sorted === 'ascending' && <ArrowUpOutlined />}
          {sorted === 'descending' && <ArrowDownOutlined />}
        </button>
      )}
      <span
        className={styles.edge}
        aria-hidden="true"
        data-edge={key}
        onPointerDown={(event) => drawWider(event, column.width, (width) => list.onWidth(key, width))}
      />
    </div>
  )
}

/** Follows the pointer until it is let go. */
function drawWider(event: PointerEvent<HTMLElement>, width: number, tell: (width: number) => void): void {
  event.preventDefault()
  const { currentTarget: edge, pointerId, clientX: begun } = event
  const leaving = new AbortController()
  const { signal } = leaving
  edge.setPointerCapture(pointerId)
  edge.addEventListener(
    'pointermove',
    ({ clientX }: globalThis.PointerEvent) =>
      tell(Math.min(columnWidths.most, Math.max(columnWidths.least, Math.round(width + clientX - begun)))),
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel'] as const) {
    edge.addEventListener(end, () => leaving.abort(), { signal })
  }
}
