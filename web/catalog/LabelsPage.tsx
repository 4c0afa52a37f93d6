import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber, Skeleton, Switch } from 'antd'
import { useState } from 'react'
import type { listPricesContract } from '../../src/pricing/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { manyOf, useView } from '../platform/search.ts'
import { Barcode } from '../platform/ui/Barcode.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { Page } from '../platform/ui/Page.tsx'
import styles from './catalog.module.css'
import { writePrice } from './prices.ts'
import type { Priced } from './products.ts'
import { useCatalogWords } from './words.ts'

const mostCopies = 100

/** Labels of variants with their barcodes, of 60 × 40 mm, to be printed. */
export default function LabelsPage() {
  const say = useCatalogWords()
  const ids = manyOf(useView().variants).slice(0, 200)
  const [copies, setCopies] = useState(1)
  const [isPriced, setPriced] = useState(true)
  const { data, error } = useQuery({
    queryKey: ['/prices', 'of', ids],
    queryFn: () => call<typeof listPricesContract>('GET', `/prices?limit=200&variantIds=${ids.join(',')}`),
    enabled: ids.length > 0,
  })
  if (ids.length === 0) {
    return (
      <Page title={say('labels')} from={{ to: paths.products(), title: say('tab_products') }}>
        <EmptyState title={say('no_labels')} says={say('no_labels_says')} />
      </Page>
    )
  }
  const labels = (data?.items ?? []).flatMap((item) => Array.from({ length: copies }, (_, n) => ({ item, n })))
  return (
    <Page
      isPaper
      title={say('labels')}
      from={{ to: paths.products(), title: say('tab_products') }}
      tools={
        <Button type="primary" icon={<PrinterOutlined />} disabled={data === undefined} onClick={() => print()}>
          {say('print')}
        </Button>
      }
    >
      <FilterRow>
        <InputNumber
          style={{ width: 168 }}
          prefix={say('copies')}
          aria-label={say('copies')}
          min={1}
          max={mostCopies}
          precision={0}
          value={copies}
          onChange={(value) => setCopies(value ?? 1)}
        />
        <span>
          <Switch checked={isPriced} onChange={setPriced} aria-label={say('with_price')} /> {say('with_price')}
        </span>
      </FilterRow>
      {error !== null ? (
        <Fault error={error} />
      ) : data === undefined ? (
        <Skeleton active title={false} />
      ) : (
        <div className={styles.labels}>
          {labels.map(({ item, n }) => (
            <Label key={`${item.variantId} ${n}`} item={item} isPriced={isPriced} />
          ))}
        </div>
      )}
    </Page>
  )
}

function Label({ item, isPriced }: { item: Priced; isPriced: boolean }) {
  const { language } = useDevice()
  const [price] = item.prices
  return (
    <article className={styles.label} aria-label={item.sku}>
      <p>{item.name}</p>
      <Barcode code={item.barcode ?? item.sku} />
      <p>
        {item.sku}
        {isPriced && price !== undefined && <strong> {writePrice(price, language)}</strong>}
      </p>
    </article>
  )
}
