import { paths } from '../../paths.ts'
import { useDevice } from '../../platform/device.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { useMay } from '../../platform/session.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import styles from '../catalog.module.css'
import { Face } from '../Face.tsx'
import { writePrice } from '../prices.ts'
import type { Priced, Product, StockTotal } from '../products.ts'
import { useCatalogWords } from '../words.ts'

/** What is known of the variants that a list shows. */
export type Known = { stock: ReadonlyMap<string, StockTotal>; prices: ReadonlyMap<string, Priced['prices']> }

/** Every column that the list of products can have. */
export function useProductColumns({ stock, prices }: Known): ListColumn<Product>[] {
  const say = useCatalogWords()
  const may = useMay()
  const { language } = useDevice()
  const stockColumns: ListColumn<Product>[] = [
    {
      ...{ key: 'available', title: say('available'), width: 84, align: 'end' },
      show: ({ variants }) => <span className="figure">{sumOf(variants, stock, 'available')}</span>,
    },
    {
      ...{ key: 'onHand', title: say('on_hand'), width: 84, align: 'end' },
      show: ({ variants }) => <span className="figure">{sumOf(variants, stock, 'onHand')}</span>,
    },
  ]
  return [
    {
      ...{ key: 'name', title: say('product'), width: 280, isFixed: true },
      show: (product) => (
        <span className={styles.named}>
          <Face product={product} isSmall />
          <PageLink to={paths.product(product.id)}>{product.name}</PageLink>
        </span>
      ),
    },
    { key: 'category', title: say('category'), width: 120, show: ({ category }) => category },
    { key: 'sku', title: say('sku'), width: 170, show: (product) => <Skus product={product} /> },
    {
      ...{ key: 'price', title: say('price'), width: 190, align: 'end' },
      show: ({ variants }) => <span className="figure">{priceRange(variants, prices, language)}</span>,
    },
    ...(may('stock.read') ? stockColumns : []),
    {
      ...{ key: 'kind', title: say('kind'), width: 90 },
      show: ({ variants }) =>
        [...new Set(variants.map(({ kind }) => kind))].map((kind) => say(`kind_${kind}`)).join(' · '),
    },
    { key: 'status', title: say('status'), width: 100, show: (product) => <Status product={product} /> },
    {
      ...{ key: 'createdAt', title: say('created'), width: 118, sorts: ['newest', 'oldest'] },
      show: ({ createdAt }) => <Moment at={createdAt} show="day" />,
    },
    {
      ...{ key: 'barcode', title: say('barcode'), width: 150, isOptional: true },
      show: ({ variants }) => (
        <span className="figure">{variants.flatMap(({ barcode }) => barcode ?? []).join(' ')}</span>
      ),
    },
    {
      ...{ key: 'variants', title: say('variants_count'), width: 80, align: 'end', isOptional: true },
      show: ({ variants }) => <span className="figure">{variants.length}</span>,
    },
  ]
}

/** A product on a phone: two lines of what tells it from its neighbours. */
export function NarrowProduct({ product, known: { stock, prices } }: { product: Product; known: Known }) {
  const say = useCatalogWords()
  const may = useMay()
  const { language } = useDevice()
  const { variants } = product
  return (
    <span className={styles.named}>
      <Face product={product} />
      <span className={styles.narrow}>
        <span className={styles.line}>
          <PageLink to={paths.product(product.id)}>{product.name}</PageLink>
          <Status product={product} />
        </span>
        <span className={`${styles.line} ${styles.under}`}>
          <Skus product={product} />
          <span className="figure">{priceRange(variants, prices, language)}</span>
          {may('stock.read') && (
            <span>
              {say('available')} <span className="figure">{sumOf(variants, stock, 'available')}</span>
            </span>
          )}
        </span>
      </span>
    </span>
  )
}

function Status({ product: { status } }: { product: Product }) {
  const say = useCatalogWords()
  return <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
}

function Skus({
  product: {
    variants: [first, ...others],
  },
}: {
  product: Product
}) {
  const say = useCatalogWords()
  return (
    <span>
      <span className="figure">{first?.sku}</span>
      {others.length > 0 && <span className={styles.under}> · {say('variants', { count: others.length + 1 })}</span>}
    </span>
  )
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
