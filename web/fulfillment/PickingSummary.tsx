import styles from './print.module.css'
import { useWorkWords } from './words.ts'
import { leftOf, type Work } from './work.ts'

/** What several pieces of work need together, by item: for one walk along the shelves. */
export function PickingSummary({ works }: { works: readonly Work[] }) {
  const say = useWorkWords()
  const sums = new Map<string, { sku: string; name: string; barcode: string; quantity: number; orders: number[] }>()
  for (const work of works) {
    for (const line of work.lines) {
      const left = leftOf(line, 'pick')
      if (left === 0) continue
      const sum = sums.get(line.itemId) ?? {
        sku: line.sku,
        name: line.name,
        barcode: line.barcode ?? '',
        quantity: 0,
        orders: [],
      }
      sums.set(line.itemId, { ...sum, quantity: sum.quantity + left, orders: [...sum.orders, work.orderNumber] })
    }
  }
  const rows = [...sums.values()].toSorted((a, b) => a.sku.localeCompare(b.sku, 'en', { numeric: true }))
  return (
    <article className={styles.sheet}>
      <h2>{say('print_summary')}</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('print_picked')}</th>
            <th scope="col">{say('print_sku')}</th>
            <th scope="col">{say('print_name')}</th>
            <th scope="col">{say('print_barcode')}</th>
            <th scope="col">{say('order')}</th>
            <th scope="col" className={styles.number}>
              {say('print_quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ sku, name, barcode, quantity, orders }) => (
            <tr key={sku}>
              <td className={styles.box}>☐</td>
              <td>{sku}</td>
              <td>{name}</td>
              <td className={styles.code}>{barcode}</td>
              <td>{orders.join(' ')}</td>
              <td className={styles.number}>{quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  )
}
