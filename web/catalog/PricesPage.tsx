import { PrinterOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { countPricesContract, listPricesContract } from '../../src/pricing/contract.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { firstSort, useListView } from '../lists/use-list-view.ts'
import { useRowCount } from '../lists/use-row-count.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { type FilterDef, filterIn } from '../platform/list/filters.ts'
import { oneOf, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { writeCount } from '../platform/write-count.ts'
import { CatalogTabs } from './CatalogTabs.tsx'
import { NarrowPrice, usePriceColumns } from './list/price-columns.tsx'
import { usePriceExport } from './list/price-export.ts'
import { PricePanel } from './PricePanel.tsx'
import { useCatalogWords } from './words.ts'

const filterKeys = ['text', 'status', 'sku', 'priced'] as const

/** What is out of sale is listed where it is asked for. */
function priceFilterOf({ status = 'active', ...rest }: { [Key in (typeof filterKeys)[number]]?: string }) {
  return status === 'all' ? rest : { ...rest, status }
}

/** What every variant costs. */
export default function PricesPage() {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  const queryClient = useQueryClient()
  const [openId, setOpen] = useState<string>()
  const address = useView()
  const asked = filterIn(address, filterKeys)
  const filter = priceFilterOf(asked)
  const sort = oneOf(address.sort)
  const query = { ...filter, ...(sort !== undefined && sort !== firstSort && { sort }) }
  const found = useKeysetList<typeof listPricesContract>('/prices', query)
  const list = { ...found, items: found.items.map((priced) => ({ ...priced, id: priced.variantId })) }
  const opened = list.items.find(({ id }) => id === openId)
  const columns = usePriceColumns(may('catalog.price') ? setOpen : undefined)
  const view = useListView({ name: 'prices', columns, filterKeys })
  const queryKey = ['/prices', query]
  const matching = useRowCount('/prices', filter, (query) =>
    call<typeof countPricesContract>('GET', `/prices/counts${query}`),
  )
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching },
    pick: (selection) => chosenOf(selection, filter),
  })
  const open = (id: string) => {
    const priced = list.items.find((each) => each.id === id)
    if (may('catalog.price')) setOpen(id)
    else if (priced !== undefined) go(paths.product(priced.productId))
  }
  return (
    <Page
      isFilled
      title={say('tab_prices')}
      tools={<ListTools view={view} chosen={chosen} file={usePriceExport()} makers={<ImportButton />} />}
    >
      <CatalogTabs open="prices" />
      <FilterBar
        filters={usePriceFilters()}
        values={asked}
        onChange={(changed) => view.set(changed)}
        textHint={say('search')}
        count={writeCount(matching)}
      />
      <ListDesk
        label={say('tab_prices')}
        {...{ list, queryKey, view, chosen }}
        bar={<LabelsButton ids={chosen.selection.kind === 'some' ? [...chosen.selection.ids] : undefined} />}
        showNarrow={(priced) => <NarrowPrice priced={priced} />}
        nameOf={({ sku }) => sku}
        onOpen={open}
        onEnded={() => void queryClient.invalidateQueries({ queryKey: ['/prices'] })}
        empty={
          Object.keys(asked).length > 0 ? (
            <EmptyState title={say('none_found')} says={say('none_found_says')} />
          ) : (
            <EmptyState title={say('none_yet')} says={say('none_yet_says')} />
          )
        }
      />
      {opened && (
        <PricePanel
          variant={{ id: opened.variantId, sku: opened.sku, prices: opened.prices }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

function usePriceFilters(): FilterDef[] {
  const say = useCatalogWords()
  return [
    {
      ...{ title: say('status'), keys: ['status'], kind: 'choice' },
      choices: [
        { value: 'archived', label: say('status_archived') },
        { value: 'all', label: say('status_all') },
      ],
    },
    {
      ...{ title: say('priced'), keys: ['priced'], kind: 'choice' },
      choices: (['false', 'true'] as const).map((value) => ({ value, label: say(`priced_${value}`) })),
    },
    { title: say('sku'), keys: ['sku'], kind: 'text', hint: say('sku_exact') },
  ]
}

/** Of rows that were chosen one by one: what a filter finds may be more than anybody prints. */
function LabelsButton({ ids }: { ids: readonly string[] | undefined }) {
  const say = useCatalogWords()
  const go = useGo()
  return (
    <ActionButton
      size="small"
      icon={<PrinterOutlined />}
      reason={ids === undefined ? say('labels_of_chosen') : undefined}
      onClick={() => go(paths.labels(ids ?? []))}
    >
      {say('print_labels')}
    </ActionButton>
  )
}

function ImportButton() {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  return (
    <ActionButton
      icon={<UploadOutlined />}
      reason={may('catalog.price') ? undefined : say('not_permitted')}
      onClick={() => go(paths.importPrices())}
    >
      {say('import')}
    </ActionButton>
  )
}
