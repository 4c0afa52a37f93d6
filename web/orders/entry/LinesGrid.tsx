import type { ClipboardEvent, KeyboardEvent } from 'react'
import { useStrayScans } from '../../platform/scan/use-stray-scans.ts'
import styles from './entry.module.css'
import type { EntryLine } from './entry.ts'
import { LineRow } from './LineRow.tsx'
import { isTable } from './pasted-rows.ts'
import type { QuotedLine } from './use-quote.ts'
import { useEntryWords } from './words.ts'

type Column = 'quantity' | 'unitPrice'

type Editing = {
  lines: readonly EntryLine[]
  onRemove: (key: string) => void
  onRows: (text: string) => void
  onFillDown: (key: string, column: Column, values: readonly string[]) => void
  /** Back to where goods are added. */
  onDone: () => void
}

/** A scanner writes where the focus is: also into a quantity. */
function useScansInCells({ onDone }: Editing, onScan: (code: string) => void) {
  const catchScan = useStrayScans((code) => {
    onDone()
    onScan(code)
  })
  return (event: KeyboardEvent<HTMLElement>) => {
    if (cellOf(event)?.column !== 'sku') catchScan(event)
  }
}

/** The lines as a grid: arrows go up and down a column, Enter back to the box for goods, pasted cells fill down from where they land. */
export function LinesGrid({
  quoted,
  faults,
  currency,
  latestKey,
  onChange,
  onScan,
  ...editing
}: Editing & {
  quoted: ReadonlyMap<string, QuotedLine>
  faults: ReadonlyMap<string, string>
  currency: string
  latestKey: string | undefined
  onChange: (line: EntryLine) => void
  onScan: (code: string) => void
}) {
  const say = useEntryWords()
  const catchScan = useScansInCells(editing, onScan)
  const { lines, onRemove } = editing
  if (lines.length === 0) return <p className={styles.empty}>{say('goods_empty')}</p>
  return (
    <table
      className={styles.grid}
      data-enter-own=""
      data-enter-skip=""
      onKeyDownCapture={catchScan}
      onKeyDown={(event) => pressKey(event, editing)}
      onPaste={(event) => pasteCells(event, editing)}
    >
      <thead>
        <tr>
          <th scope="col">{say('line_sku')}</th>
          <th scope="col">{say('line_quantity')}</th>
          <th scope="col">{say('line_price')}</th>
          <th scope="col" className={styles.right}>
            {say('line_amount')}
          </th>
          <th scope="col">{say('line_stock')}</th>
          <td className={styles.blank} />
        </tr>
      </thead>
      {lines.map((line) => (
        <LineRow
          key={line.key}
          {...{ line, faults, currency, onChange, onRemove }}
          quoted={quoted.get(line.key)}
          isLatest={line.key === latestKey}
        />
      ))}
    </table>
  )
}

/** Which cell an event is in. */
function cellOf(event: { target: EventTarget }): { key: string; column: string } | undefined {
  const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')
  const [key, column] = (cell?.dataset.cell ?? '').split('.')
  return key === undefined || column === undefined ? undefined : { key, column }
}

function pressKey(event: KeyboardEvent<HTMLTableElement>, { lines, onRemove, onDone }: Editing): void {
  const cell = cellOf(event)
  const isModified = event.ctrlKey || event.metaKey
  if (cell === undefined || event.nativeEvent.isComposing) return
  if (event.key === 'Enter' && !isModified) {
    event.preventDefault()
    onDone()
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    const next = lines[lines.findIndex(({ key }) => key === cell.key) + (event.key === 'ArrowDown' ? 1 : -1)]
    const field = event.currentTarget.querySelector<HTMLInputElement>(`[data-cell="${next?.key}.${cell.column}"] input`)
    field?.focus()
    field?.select()
  } else if (event.key === 'Delete' && isModified) {
    event.preventDefault()
    onRemove(cell.key)
    onDone()
  }
}

/** A column of numbers goes down the column where it was pasted; rows of several cells are new lines. */
function pasteCells(event: ClipboardEvent<HTMLTableElement>, { onRows, onFillDown }: Editing): void {
  const text = event.clipboardData.getData('text')
  const cell = cellOf(event)
  if (cell === undefined || !isTable(text)) return
  event.preventDefault()
  const values = text.split(/\r\n|\r|\n/).filter((value) => value.trim() !== '')
  if (cell.column === 'sku' || text.includes('\t')) onRows(text)
  else onFillDown(cell.key, cell.column as Column, values)
}
