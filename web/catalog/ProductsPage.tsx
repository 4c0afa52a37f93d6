import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import type { listProductsContract } from '../../src/catalog/contract.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { firstSort, useListView } from '../lists/use-list-view.ts'
import { paths } from '../paths.ts'
import { filterIn } from '../platform/list/filters.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { ListTabs } from '../platform/ui/list/ListTabs.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { writeCount } from '../platform/write-count.ts'
import { CatalogTabs } from './CatalogTabs.tsx'
import { productFilterKeys, productFilterOf } from './list/product-acts.ts'
import { NarrowProduct, useProductColumns } from './list/product-columns.tsx'
import { useProductExport } from './list/product-export.ts'
import { useProductActs } from './list/use-product-acts.tsx'
import { useProductFilters } from './list/use-product-filters.ts'
import { productKeys, useKnownOf, useProductCounts } from './products.ts'
import { useCatalogWords } from './words.ts'

/** What is sold. */
export default function ProductsPage() {
  const say = useCatalogWords()
  const go = useGo()
  const address = useView()
  const queryClient = useQueryClient()
  const narrowed = filterIn(address, productFilterKeys)
  const filter = productFilterOf(narrowed)
  const sort = oneOf(address.sort)
  const query = { ...filter, ...(sort !== undefined && sort !== firstSort && { sort }) }
  const list = useKeysetList<typeof listProductsContract>('/products', query)
  const known = useKnownOf(list.items)
  const columns = useProductColumns(known)
  const view = useListView({ name: 'products', columns, filterKeys: productFilterKeys })
  const queryKey = ['/products', query]
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching: useProductCounts(filter)?.filtered },
    pick: (selection) => chosenOf(selection, filter),
  })
  return (
    <Page
      isFilled
      title={say('title')}
      tools={<ListTools view={view} chosen={chosen} file={useProductExport()} makers={<Makers />} />}
    >
      <CatalogTabs open="products" />
      <StatusTabs status={narrowed.status ?? 'active'} />
      <FilterBar
        filters={useProductFilters()}
        values={narrowed}
        onChange={(changed) => view.set(changed)}
        textHint={say('search')}
      />
      <ListDesk
        label={say('title')}
        acts={useProductActs()}
        {...{ list, queryKey, view, chosen }}
        showNarrow={(product) => <NarrowProduct product={product} known={known} />}
        nameOf={({ name }) => name}
        onOpen={(id) => go(paths.product(id))}
        onEnded={() => productKeys.forEach((key) => void queryClient.invalidateQueries({ queryKey: [key] }))}
        empty={
          Object.keys(narrowed).length > 0 ? (
            <EmptyState title={say('none_found')} says={say('none_found_says')} />
          ) : (
            <EmptyState title={say('none_yet')} says={say('none_yet_says')} />
          )
        }
      />
    </Page>
  )
}

function StatusTabs({ status }: { status: string }) {
  const say = useCatalogWords()
  const setView = useSetView()
  const counts = useProductCounts()
  const tabs = (['active', 'archived', 'all'] as const).map((key) => {
    const found = counts?.statuses.find((each) => each.status === key)
    const count = found && writeCount({ count: found.products, more: found.more })
    return { key, title: say(`status_${key}`), ...(count !== undefined && { count }) }
  })
  return (
    <ListTabs
      label={say('by_status')}
      tabs={tabs}
      open={status}
      onTab={(key) => setView({ status: key === 'active' ? undefined : key }, true)}
    />
  )
}

function Makers() {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  const reason = may('catalog.write') ? undefined : say('not_permitted')
  return (
    <>
      <ActionButton icon={<UploadOutlined />} reason={reason} onClick={() => go(paths.importProducts())}>
        {say('import')}
      </ActionButton>
      <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => go(paths.newProduct())}>
        {say('new_product')}
      </ActionButton>
    </>
  )
}
