import { PrinterOutlined } from '@ant-design/icons'
import { useQueries } from '@tanstack/react-query'
import { Button, InputNumber, Skeleton } from 'antd'
import { useState } from 'react'
import type { getItemStockContract } from '../../src/inventory/contract.ts'
import type { findVariantByCodeContract } from '../../src/pricing/contract.ts'
import { paths } from '../paths.ts'
import { call, queryOf } from '../platform/call.ts'
import { printedTimes, rememberPrinted } from '../platform/printed.ts'
import { manyOf, useView } from '../platform/search.ts'
import { Barcode } from '../platform/ui/Barcode.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import styles from './stock.module.css'
import { useStockWords } from './words.ts'

/** Labels for goods and shelves, with a code that the scanners of this place read. */
export default function LabelsPage() {
  const say = useStockWords()
  const ids = manyOf(useView().items)
  const [copies, setCopies] = useState(1)
  const [times, setTimes] = useState(printedTimes)
  const found = useQueries({ queries: ids.map((id) => ({ queryKey: ['label', id], queryFn: () => findItem(id) })) })
  const items = found.flatMap(({ data }) => data ?? [])
  const error = found.find((query) => query.error)?.error
  const print = () => {
    window.print()
    rememberPrinted(items.map(({ id }) => `label ${id}`))
    setTimes(printedTimes())
  }
  return (
    <Page
      isPaper
      title={say('labels_title')}
      from={{ to: paths.stock(), title: say('title') }}
      extra={<span className={styles.unprinted}>{say('labels_count', { count: items.length * copies })}</span>}
      tools={
        <>
          <InputNumber
            min={1}
            max={500}
            precision={0}
            style={{ width: 168 }}
            prefix={say('label_copies')}
            aria-label={say('label_copies')}
            value={copies}
            onChange={(count) => setCopies(count ?? 1)}
          />
          <Button type="primary" icon={<PrinterOutlined />} disabled={items.length === 0} onClick={print}>
            {say('print')}
          </Button>
        </>
      }
    >
      {ids.length === 0 && <EmptyState title={say('labels_none')} says={say('labels_none_says')} />}
      {error && <Fault error={error} />}
      {items.length < ids.length && !error && <Skeleton active title={false} />}
      <ul className={styles.labels}>
        {items.flatMap(({ id, sku, name, barcode }) =>
          Array.from({ length: copies }, (_, copy) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: copies of a label differ by nothing else
            <li key={`${id} ${copy}`} className={styles.label} data-sku={sku}>
              <span className={styles.labelName}>
                {sku} {name}
                {times.has(`label ${id}`) && <span className={styles.unprinted}> · {say('label_again')}</span>}
              </span>
              <Barcode code={barcode ?? sku} />
            </li>
          )),
        )}
      </ul>
    </Page>
  )
}

/** An item with its barcode, which the stock of it does not tell. */
async function findItem(id: string) {
  const { sku } = await call<typeof getItemStockContract>('GET', `/stock/items/${id}`)
  return call<typeof findVariantByCodeContract>('GET', `/variants/by-code${queryOf({ code: sku })}`)
}
