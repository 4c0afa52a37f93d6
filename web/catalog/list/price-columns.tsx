import { EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { paths } from '../../paths.ts'
import { useDevice } from '../../platform/device.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import styles from '../catalog.module.css'
import { writePrice } from '../prices.ts'
import type { Priced } from '../products.ts'
import { useCatalogWords } from '../words.ts'

/** A row of the list of prices. */
export type PricedRow = Priced & { id: string }

/** Every column that the list of prices can have. `onSet` is for who may set them. */
export function usePriceColumns(onSet: ((id: string) => void) | undefined): ListColumn<PricedRow>[] {
  const say = useCatalogWords()
  return [
    {
      ...{ key: 'sku', title: say('sku'), width: 180, isFixed: true },
      show: ({ sku }) => <span className="figure">{sku}</span>,
    },
    {
      ...{ key: 'name', title: say('name'), width: 320 },
      show: ({ productId, name }) => <PageLink to={paths.product(productId)}>{name}</PageLink>,
    },
    {
      ...{ key: 'price', title: say('price'), width: 220, align: 'end' },
      show: (priced) => (
        <>
          <Prices priced={priced} />
          {onSet && (
            <Button
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={`${say('set_price')} ${priced.sku}`}
              onClick={() => onSet(priced.id)}
            />
          )}
        </>
      ),
    },
    { key: 'status', title: say('status'), width: 110, show: (priced) => <Status priced={priced} /> },
    {
      ...{ key: 'barcode', title: say('barcode'), width: 150 },
      show: ({ barcode }) => <span className="figure">{barcode}</span>,
    },
  ]
}

/** A price on a phone: what it is, and what it costs. */
export function NarrowPrice({ priced }: { priced: PricedRow }) {
  return (
    <>
      <div className={styles.line}>
        <PageLink to={paths.product(priced.productId)}>{priced.name}</PageLink>
        <Prices priced={priced} />
      </div>
      <div className={`${styles.line} ${styles.under}`}>
        <span className="figure">{priced.sku}</span>
        <Status priced={priced} />
      </div>
    </>
  )
}

function Prices({ priced: { prices } }: { priced: PricedRow }) {
  const { language } = useDevice()
  const written = prices.map((price) => writePrice(price, language)).join(' · ')
  return <span className="figure">{written || '–'}</span>
}

function Status({ priced: { status } }: { priced: PricedRow }) {
  const say = useCatalogWords()
  return <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
}
