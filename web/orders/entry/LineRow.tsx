import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { formatPrice, parsePrice } from '../../../src/platform/money.ts'
import { Money } from '../../platform/ui/Money.tsx'
import { Cell } from './Cell.tsx'
import styles from './entry.module.css'
import { type EntryLine, withCode } from './entry.ts'
import { LineStock } from './LineStock.tsx'
import { cellPlace } from './order-request.ts'
import type { QuotedLine } from './use-quote.ts'
import { useEntryWords } from './words.ts'

const columns = ['sku', 'quantity', 'unitPrice'] as const

/** A line: what it is, how many, for how much, from where; what is wrong with its cells stands below it over the whole width. */
export function LineRow({
  line,
  quoted,
  faults,
  currency,
  isLatest,
  onChange,
  onRemove,
}: {
  line: EntryLine
  quoted: QuotedLine | undefined
  faults: ReadonlyMap<string, string>
  currency: string
  isLatest: boolean
  onChange: (line: EntryLine) => void
  onRemove: (key: string) => void
}) {
  const say = useEntryWords()
  const name = quoted?.variant?.name
  const about = name ?? line.sku ?? ''
  const wrong = columns.filter((column) => faults.has(cellPlace(line.key, column)))
  const cell = (column: (typeof columns)[number]) => ({
    about:
      column === 'sku' ? say('line_sku') : `${say(column === 'quantity' ? 'line_quantity' : 'line_price')} ${about}`,
    place: cellPlace(line.key, column),
    isWrong: wrong.includes(column),
  })
  return (
    <tbody className={isLatest ? styles.latest : ''}>
      <tr>
        {line.variantId === undefined ? (
          <Cell {...cell('sku')} value={line.sku ?? ''} onText={(text) => onChange(withCode(line, text))} />
        ) : (
          <GoodsName name={name} sku={line.sku} />
        )}
        <Cell
          {...cell('quantity')}
          isNumber
          value={line.quantity ?? ''}
          onText={(quantity) => onChange({ ...line, quantity })}
        />
        <Cell
          {...cell('unitPrice')}
          isNumber
          value={line.unitPrice ?? ''}
          placeholder={quoted?.listPrice == null ? '' : formatPrice(parsePrice(quoted.listPrice), currency)}
          onText={(unitPrice) => onChange({ ...line, unitPrice })}
        />
        <td className={styles.right}>
          {quoted?.price ? <Money amount={quoted.price.lineTotal} currency={currency} /> : <span>–</span>}
        </td>
        <td>
          <LineStock quoted={quoted} />
        </td>
        <td>
          <RemoveButton label={say('line_remove', { sku: about })} onPress={() => onRemove(line.key)} />
        </td>
      </tr>
      {wrong.map((column) => (
        <tr key={column} className={styles.faultRow}>
          <td colSpan={6} id={`${cellPlace(line.key, column)}.told`} className={styles.fault}>
            {faults.get(cellPlace(line.key, column))}
          </td>
        </tr>
      ))}
    </tbody>
  )
}

function GoodsName({ name, sku }: { name: string | undefined; sku: string | undefined }) {
  return (
    <td>
      <span className={styles.lineName}>{name ?? sku}</span>
      <span className={styles.quiet}>{name === undefined ? '' : sku}</span>
    </td>
  )
}

function RemoveButton({ label, onPress }: { label: string; onPress: () => void }) {
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={label} onClick={onPress} />
}
