import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { usePlatformWords } from '../words.ts'
import styles from './row-cards.module.css'
import type { RowColumn, RowDetails } from './row-column.ts'

type Cards<Row> = {
  rows: readonly Row[]
  columns: readonly RowColumn<Row>[]
  keyOf: (row: Row) => string
  label: string
  details?: RowDetails<Row> | undefined
}

/** The rows of a table on a phone: of each its name and state, what else is known of it, and what can be done. */
export function RowCards<Row extends object>({ rows, keyOf, label, ...row }: Cards<Row>) {
  return (
    <ul className={styles.cards} aria-label={label}>
      {rows.map((each, index) => (
        <Card key={keyOf(each)} row={each} index={index} {...row} />
      ))}
    </ul>
  )
}

function Card<Row extends object>({
  row,
  index,
  columns,
  details,
}: Pick<Cards<Row>, 'columns' | 'details'> & { row: Row; index: number }) {
  const say = usePlatformWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const hasDetails = details !== undefined && (details.isThere?.(row) ?? true)
  const name = columns.find(({ onCard }) => onCard === 'name') ?? columns[0]
  const at = (place: RowColumn<Row>['onCard']) => columns.filter((each) => each !== name && each.onCard === place)
  const cell = (column: RowColumn<Row>) => cellOf(column, row, index)
  const known = at(undefined).flatMap((column) => {
    const value = cell(column)
    return isNothing(value) ? [] : [{ name: String(column.title), value, isFigure: column.className === 'figure' }]
  })
  const acts = at('foot').map((column) => ({ key: String(column.title), act: cell(column) }))
  return (
    <li className={styles.card}>
      <div className={styles.head}>
        <div className={styles.name}>{name && cell(name)}</div>
        {at('end').map((column) => (
          <div key={String(column.title)} className={styles.end}>
            {cell(column)}
          </div>
        ))}
      </div>
      {known.length > 0 && (
        <dl className={styles.known}>
          {known.map(({ name, value, isFigure }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={isFigure ? 'figure' : ''}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={styles.foot}>
        {acts.map(({ key, act }) => (
          <span key={key}>{act}</span>
        ))}
        {hasDetails && (
          <Button
            type="text"
            size="small"
            icon={isOpen ? <UpOutlined /> : <DownOutlined />}
            iconPlacement="end"
            className={styles.more ?? ''}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {say('row_details')}
          </Button>
        )}
      </div>
      {hasDetails && (
        <div id={id} hidden={!isOpen}>
          {isOpen && details.show(row)}
        </div>
      )}
    </li>
  )
}

/** What a column shows of a row, as the table would. */
function cellOf<Row extends object>({ dataIndex, render }: RowColumn<Row>, row: Row, index: number): ReactNode {
  const value = typeof dataIndex === 'string' ? (row as Record<string, unknown>)[dataIndex] : row
  if (render !== undefined) return render(value, row, index) as ReactNode
  return value as ReactNode
}

/** What tells nothing needs no line: a card has only what is known. */
function isNothing(value: ReactNode): boolean {
  return value === null || value === undefined || value === false || value === '' || value === '–'
}
