import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import type { listProductsContract } from '../../src/catalog/contract.ts'
import { paths } from '../paths.ts'
import { oneOf, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { ExportButton } from '../platform/ui/ExportButton.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { CatalogTabs } from './CatalogTabs.tsx'
import { ProductFilters } from './ProductFilters.tsx'
import { useProductColumns } from './product-columns.tsx'
import { useProductExport } from './product-export.ts'
import { usePricesOfMany, useStockOf } from './products.ts'
import { useCatalogWords } from './words.ts'

/** What is sold. */
export default function ProductsPage() {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  const view = useView()
  const status = oneOf(view.status) ?? 'active'
  const filter = {
    status: status === 'all' ? undefined : status,
    text: oneOf(view.text),
    category: oneOf(view.category),
    kind: oneOf(view.kind),
  }
  const list = useKeysetList<typeof listProductsContract>('/products', filter)
  const variants = list.items.flatMap((product) => product.variants)
  const columns = useProductColumns({ stock: useStockOf(variants), prices: usePricesOfMany(variants) })
  const table = useProductExport(filter)
  const reason = may('catalog.write') ? undefined : say('not_permitted')
  const isFiltered = filter.text !== undefined || filter.category !== undefined || filter.kind !== undefined
  return (
    <Page
      title={say('title')}
      tools={
        <>
          <ExportButton name={say('title')} table={table} />
          <ActionButton icon={<UploadOutlined />} reason={reason} onClick={() => go(paths.importProducts())}>
            {say('import')}
          </ActionButton>
          <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => go(paths.newProduct())}>
            {say('new_product')}
          </ActionButton>
        </>
      }
    >
      <CatalogTabs open="products" />
      <ProductFilters status={status} />
      <KeysetTable
        label={say('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          isFiltered || status !== 'active' ? (
            <EmptyState title={say('none_found')} says={say('none_found_says')} />
          ) : (
            <EmptyState title={say('none_yet')} says={say('none_yet_says')} />
          )
        }
      />
    </Page>
  )
}
