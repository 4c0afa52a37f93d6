import { Popconfirm } from 'antd'
import type { archiveProductContract, restoreProductContract } from '../../src/catalog/contract.ts'
import { productActions } from '../../src/catalog/product.ts'
import { can } from '../../src/platform/states.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import { type Product, productKeys } from './products.ts'
import { useCatalogWords } from './words.ts'

/** Takes a product out of sale, or puts it back. */
export function ArchiveButton({ product }: { product: Product }) {
  const say = useCatalogWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const { id, name, status, version } = product
  const path = `/products/${id}/archival`
  const reason = may('catalog.write') ? undefined : say('not_permitted')
  if (!can(productActions, 'archive', status)) {
    const restore = () => call<typeof restoreProductContract>('DELETE', path, undefined, { version })
    return (
      <ActionButton
        reason={reason}
        loading={isBusy}
        onClick={() => void act(restore, { says: say('restored'), stale: productKeys })}
      >
        {say('restore')}
      </ActionButton>
    )
  }
  const archive = () => call<typeof archiveProductContract>('POST', path, undefined, { version })
  if (reason !== undefined) return <ActionButton reason={reason}>{say('archive')}</ActionButton>
  return (
    <Popconfirm
      title={say('archive_title', { name, count: product.variants.length })}
      description={say('archive_says')}
      okText={say('archive')}
      cancelText={say('cancel')}
      onConfirm={() => act(archive, { says: say('archived'), stale: productKeys })}
    >
      <ActionButton loading={isBusy}>{say('archive')}</ActionButton>
    </Popconfirm>
  )
}
