import { type RefObject, useState } from 'react'
import { maxLines } from '../../../src/orders/order.ts'
import { addGoods, addRows, type Entry, type EntryLine, fillDown, withLine, withoutLine } from './entry.ts'
import { GoodsBox, useTaking } from './GoodsBox.tsx'
import { LinesGrid } from './LinesGrid.tsx'
import { cellPlace } from './order-request.ts'
import { parseRows } from './pasted-rows.ts'
import type { EntryQuote } from './use-quote.ts'
import { useEntryWords } from './words.ts'

/** The goods of the order: the box by which they come in, and the grid of lines. */
export function GoodsSection({
  entry,
  update,
  quoted,
  currency,
  faults,
  boxRef,
  focus,
}: {
  entry: Entry
  update: (change: (entry: Entry) => Entry) => Entry
  quoted: EntryQuote
  currency: string
  faults: ReadonlyMap<string, string>
  boxRef: RefObject<HTMLInputElement | null>
  focus: (place: string) => void
}) {
  const say = useEntryWords()
  const [told, setTold] = useState('')
  const [latestKey, setLatestKey] = useState<string>()
  const add = (goods: { id: string; sku: string; name: string }, how: 'scanned' | 'typed') => {
    let line: EntryLine = { key: '' }
    update((before) => {
      const added = addGoods(before, goods)
      line = added.line
      return added.entry
    })
    setLatestKey(line.key)
    setTold(say('goods_added', { name: goods.name, quantity: line.quantity ?? '' }))
    if (how === 'typed') focus(cellPlace(line.key, 'quantity'))
  }
  const taking = useTaking(currency, add)
  const addTable = (text: string) => {
    const rows = parseRows(text)
    const room = maxLines - entry.lines.length
    update((before) => addRows(before, rows.slice(0, room)))
    setTold(rows.length > room ? say('goods_too_many', { max: maxLines }) : say('goods_rows', { count: rows.length }))
  }
  return (
    <>
      <GoodsBox
        {...{ currency, taking, told }}
        inputRef={boxRef}
        fault={faults.get('goods')}
        onAdd={add}
        onRows={addTable}
        onDone={() => focus('channel')}
      />
      <LinesGrid
        lines={entry.lines}
        quoted={quoted.lines}
        currency={quoted.quote?.currency ?? currency}
        {...{ faults, latestKey }}
        onChange={(line) => update((before) => withLine(before, line))}
        onRemove={(key) => update((before) => withoutLine(before, key))}
        onRows={addTable}
        onScan={(code) => void taking.take(code, 'scanned')}
        onFillDown={(key, column, values) => update((before) => fillDown(before, key, column, values))}
        onDone={() => focus('goods')}
      />
    </>
  )
}
