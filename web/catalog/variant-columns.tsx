import { Button } from 'antd'
import { paths } from '../paths.ts'
import { useDevice } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import type { RowColumn } from '../platform/ui/row-column.ts'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import styles from './catalog.module.css'
import { writePrice } from './prices.ts'
import type { Priced, Product, StockTotal, Variant } from './products.ts'
import { useTaxClassName } from './use-tax-class-name.ts'
import { VariantActions } from './VariantActions.tsx'
import { useCatalogWords } from './words.ts'

type Known = {
  product: Product
  prices: ReadonlyMap<string, Priced['prices']> | undefined
  stock: ReadonlyMap<string, StockTotal>
  onEdit: (variant: Variant) => void
  onPrice: (variant: Variant) => void
}

/** The columns of a product's variants. */
export function useVariantColumns({ product, prices, stock, onEdit, onPrice }: Known): RowColumn<Variant>[] {
  const say = useCatalogWords()
  const may = useMay()
  const taxNameOf = useTaxClassName()
  const { language } = useDevice()
  const stockColumn: RowColumn<Variant> = {
    title: say('available'),
    align: 'right',
    render: (_, { id, kind }) => (
      <span className="figure">{kind === 'stocked' ? (stock.get(id)?.available ?? 0) : '–'}</span>
    ),
  }
  return [
    {
      title: say('variant'),
      render: (_, { name, options, sku }) => (
        <>
          <div>{Object.keys(options).length === 0 ? name : Object.values(options).join(' / ')}</div>
          <div className={`${styles.under} figure`}>{sku}</div>
        </>
      ),
    },
    {
      title: say('barcode'),
      render: (_, { id, barcode }) =>
        barcode === null ? (
          <span className={styles.under}>{say('no_barcode')}</span>
        ) : (
          <PageLink to={paths.labels([id])} className="figure" title={say('print_labels')}>
            {barcode}
          </PageLink>
        ),
    },
    {
      title: say('price'),
      align: 'right',
      render: (_, variant) => {
        const own = prices?.get(variant.id) ?? []
        const written = own.map((price) => writePrice(price, language)).join(' · ')
        if (!may('catalog.price')) return <span className="figure">{written === '' ? '–' : written}</span>
        return (
          <Button type="link" size="small" style={{ padding: 0 }} onClick={() => onPrice(variant)} className="figure">
            {written === '' ? say('set_price') : written}
          </Button>
        )
      },
    },
    ...(may('stock.read') ? [stockColumn] : []),
    {
      title: say('details'),
      render: (_, { kind, weightGrams, unit, taxClass }) => (
        <span className={styles.under}>
          {[say(`kind_${kind}`), unit, `${weightGrams} g`, taxNameOf(taxClass)].join(' · ')}
        </span>
      ),
    },
    {
      title: say('status'),
      onCard: 'end',
      render: (_, { status }) => (
        <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
      ),
    },
    {
      title: say('actions'),
      onCard: 'foot',
      render: (_, variant) => <VariantActions product={product} variant={variant} onEdit={() => onEdit(variant)} />,
    },
  ]
}
