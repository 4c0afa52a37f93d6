import type { TableProps } from 'antd'
import { paths } from '../paths.ts'
import { useDevice } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { Moment } from '../platform/ui/Moment.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import styles from './catalog.module.css'
import { Face } from './Face.tsx'
import { writePrice } from './prices.ts'
import type { Priced, Product, StockTotal } from './products.ts'
import { useCatalogWords } from './words.ts'

type Known = { stock: ReadonlyMap<string, StockTotal>; prices: ReadonlyMap<string, Priced['prices']> }

/** The columns of a list of products. */
export function useProductColumns({ stock, prices }: Known): NonNullable<TableProps<Product>['columns']> {
  const say = useCatalogWords()
  const may = useMay()
  const { language } = useDevice()
  const stockColumns: NonNullable<TableProps<Product>['columns']> = [
    {
      title: say('available'),
      align: 'right',
      render: (_, { variants }) => <span className="figure">{sumOf(variants, stock, 'available')}</span>,
    },
    {
      title: say('on_hand'),
      align: 'right',
      render: (_, { variants }) => <span className="figure">{sumOf(variants, stock, 'onHand')}</span>,
    },
  ]
  return [
    {
      title: say('product'),
      fixed: 'start',
      render: (_, product) => (
        <span className={styles.named}>
          <Face product={product} />
          <span>
            <PageLink to={paths.product(product.id)}>{product.name}</PageLink>
            {product.category !== '' && <div className={styles.under}>{product.category}</div>}
          </span>
        </span>
      ),
    },
    {
      title: say('sku'),
      render: (_, { variants: [first, ...others] }) => (
        <>
          <span className="figure">{first?.sku}</span>
          {others.length > 0 && <div className={styles.under}>{say('variants', { count: others.length + 1 })}</div>}
        </>
      ),
    },
    {
      title: say('price'),
      align: 'right',
      render: (_, { variants }) => <span className="figure">{priceRange(variants, prices, language)}</span>,
    },
    ...(may('stock.read') ? stockColumns : []),
    {
      title: say('kind'),
      render: (_, { variants }) =>
        [...new Set(variants.map(({ kind }) => kind))].map((kind) => say(`kind_${kind}`)).join(' · '),
    },
    {
      title: say('status'),
      render: (_, { status }) => (
        <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
      ),
    },
    { title: say('created'), render: (_, { createdAt }) => <Moment at={createdAt} show="day" /> },
  ]
}

function sumOf(variants: Product['variants'], stock: Known['stock'], what: 'available' | 'onHand'): string {
  const stocked = variants.filter(({ kind }) => kind === 'stocked')
  if (stocked.length === 0) return '–'
  return String(stocked.reduce((sum, { id }) => sum + (stock.get(id)?.[what] ?? 0), 0))
}

/** From the lowest to the highest, in the first currency that there is. */
function priceRange(variants: Product['variants'], prices: Known['prices'], language: string): string {
  const all = variants.flatMap(({ id }) => prices.get(id) ?? [])
  const currency = all[0]?.currency
  if (currency === undefined) return '–'
  const amounts = all.filter((each) => each.currency === currency).map(({ price }) => Number(price))
  const [low, high] = [Math.min(...amounts), Math.max(...amounts)]
  const written = (amount: number) => writePrice({ price: String(amount), currency }, language)
  return low === high ? written(low) : `${written(low)}–${written(high)}`
}
