import { PlusOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { assignBarcodesContract } from '../../src/catalog/barcodes/contract.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import type { RowDetails } from '../platform/ui/row-column.ts'
import { Section } from '../platform/ui/Section.tsx'
import { useAct } from '../platform/use-act.tsx'
import { NewVariantPanel } from './NewVariantPanel.tsx'
import { PricePanel } from './PricePanel.tsx'
import { type Product, productKeys, useKnownOf, usePricesOf, type Variant } from './products.ts'
import { VariantPanel } from './VariantPanel.tsx'
import { useVariantColumns } from './variant-columns.tsx'
import { useCatalogWords } from './words.ts'

/** The variants of a product, each with its codes, prices and stock. */
export function Variants({ product }: { product: Product }) {
  const say = useCatalogWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const [edited, setEdited] = useState<Variant>()
  const [isAdding, setAdding] = useState(false)
  const [priced, setPriced] = useState<Variant>()
  const prices = usePricesOf(product.id)
  const columns = useVariantColumns({
    ...{ product, prices, stock: useKnownOf([product]).stock, onEdit: setEdited, onPrice: setPriced },
  })
  const bare = product.variants.filter(({ barcode, status }) => barcode === null && status === 'active')
  const give = () => call<typeof assignBarcodesContract>('POST', '/barcodes', { variantIds: bare.map(({ id }) => id) })
  const notPermitted = may('catalog.write') ? undefined : say('not_permitted')
  const archived = product.status === 'archived' ? say('product_is_archived') : undefined
  return (
    <Section
      title={say('variants_title')}
      extra={
        <span>
          {bare.length > 0 && (
            <ActionButton
              size="small"
              reason={notPermitted}
              loading={isBusy}
              onClick={() => void act(give, { says: say('barcodes_given'), stale: productKeys })}
            >
              {say('give_barcodes', { count: bare.length })}
            </ActionButton>
          )}{' '}
          <ActionButton
            size="small"
            icon={<PlusOutlined />}
            reason={notPermitted ?? archived}
            onClick={() => setAdding(true)}
          >
            {say('add_variant')}
          </ActionButton>
        </span>
      }
    >
      <RowTable<Variant>
        rows={product.variants}
        columns={columns}
        keyOf={({ id }) => id}
        label={say('variants_title')}
        details={useComponents()}
      />
      {isAdding && <NewVariantPanel product={product} onClose={() => setAdding(false)} />}
      {edited !== undefined && <VariantPanel product={product} variant={edited} onClose={() => setEdited(undefined)} />}
      {priced !== undefined && (
        <PricePanel
          variant={{ id: priced.id, sku: priced.sku, prices: prices?.get(priced.id) ?? [] }}
          onClose={() => setPriced(undefined)}
        />
      )}
    </Section>
  )
}

/** What a bundle is made of. */
function useComponents(): RowDetails<Variant> {
  const say = useCatalogWords()
  return {
    isThere: ({ components }) => components.length > 0,
    show: ({ components }) =>
      `${say('components')}: ${components.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(' · ')}`,
  }
}
