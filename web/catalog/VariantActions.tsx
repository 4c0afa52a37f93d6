import { Popconfirm } from 'antd'
import { productActions } from '../../src/catalog/product.ts'
import type { archiveVariantContract, restoreVariantContract } from '../../src/catalog/variants/contract.ts'
import { can } from '../../src/platform/states.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import { type Product, productKeys, type Variant } from './products.ts'
import { useCatalogWords } from './words.ts'

/** What can be done with one variant. */
export function VariantActions({
  product,
  variant,
  onEdit,
}: {
  product: Product
  variant: Variant
  onEdit: () => void
}) {
  const say = useCatalogWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const path = `/products/${product.id}/variants/${variant.id}/archival`
  const options = { version: product.version }
  const reason = may('catalog.write') ? undefined : say('not_permitted')
  const archive = () => call<typeof archiveVariantContract>('POST', path, undefined, options)
  const restore = () => call<typeof restoreVariantContract>('DELETE', path, undefined, options)
  const small = { type: 'link', size: 'small', loading: isBusy } as const
  const isActive = can(productActions, 'archive', variant.status)
  return (
    <>
      <ActionButton {...small} reason={reason} onClick={onEdit} aria-label={`${say('edit')} ${variant.sku}`}>
        {say('edit')}
      </ActionButton>
      {isActive && reason === undefined ? (
        <Popconfirm
          title={say('archive_variant_title', { sku: variant.sku })}
          description={say('archive_says')}
          okText={say('archive')}
          cancelText={say('cancel')}
          onConfirm={() => act(archive, { says: say('archived'), stale: productKeys })}
        >
          <ActionButton {...small} aria-label={`${say('archive')} ${variant.sku}`}>
            {say('archive')}
          </ActionButton>
        </Popconfirm>
      ) : (
        <ActionButton
          {...small}
          reason={reason ?? (product.status === 'archived' ? say('product_is_archived') : undefined)}
          onClick={() => void act(restore, { says: say('restored'), stale: productKeys })}
        >
          {isActive ? say('archive') : say('restore')}
        </ActionButton>
      )}
    </>
  )
}
