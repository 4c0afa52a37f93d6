import { PrinterOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import type { listLevelsContract } from '../../src/inventory/contract.ts'
import type { countLevelsContract } from '../../src/inventory/count-contract.ts'
import { levelsLookedAt } from '../../src/inventory/stock-level.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { useListView } from '../lists/use-list-view.ts'
import { useRowCount } from '../lists/use-row-count.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { filterIn } from '../platform/list/filters.ts'
import { useView } from '../platform/search.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { writeCount } from '../platform/write-count.ts'
import { ItemFinder } from './ItemFinder.tsx'
import { NarrowLevel, useLevelColumns } from './list/level-columns.tsx'
import { useLevelExport } from './list/level-export.ts'
import { idOfLevel, isCountedInPart, levelFilterKeys, levelFilterOf, levelOf } from './list/level-filter.ts'
import { useLevelFilters } from './list/use-level-filters.ts'
import { StockTools } from './StockTools.tsx'
import { useStockWords } from './words.ts'

/** How many of each item are where, and for what they are kept. */
export default function StockPage() {
  const say = useStockWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const { locationId } = useDevice()
  const narrowed = filterIn(useView(), levelFilterKeys)
  const filter = levelFilterOf(narrowed, locationId)
  const query = { ...filter, sort: 'sku' }
  const found = useKeysetList<typeof listLevelsContract>('/stock/levels', query)
  const list = { ...found, items: found.items.map((level) => ({ ...level, id: idOfLevel(level) })) }
  const columns = useLevelColumns()
  const view = useListView({ name: 'levels', columns, filterKeys: levelFilterKeys })
  const queryKey = ['/stock/levels', query]
  const matching = useRowCount('/stock/levels', filter, (asked) =>
    call<typeof countLevelsContract>('GET', `/stock/levels/counts${asked}`),
  )
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching },
    pick: (selection) => (selection.kind === 'all' ? { filter } : { levels: [...selection.ids].map(levelOf) }),
  })
  const itemIds = chosen.selection.kind === 'some' ? [...chosen.selection.ids].map((id) => levelOf(id).itemId) : []
  return (
    <Page
      isFilled
      title={say('title')}
      tools={<ListTools view={view} chosen={chosen} file={useLevelExport()} makers={<StockTools />} />}
    >
      <ItemFinder onFound={({ id }) => go(paths.stockItem(id))} />
      <FilterBar
        filters={useLevelFilters()}
        values={narrowed}
        onChange={(changed) => view.set(changed)}
        count={writeCount(matching)}
        countSays={
          isCountedInPart(filter, matching)
            ? say('counted_in_part', { count: levelsLookedAt.toLocaleString('en') })
            : undefined
        }
      />
      <ListDesk
        label={say('title')}
        {...{ list, queryKey, view, chosen }}
        bar={
          <ActionButton
            size="small"
            icon={<PrinterOutlined />}
            reason={chosen.selection.kind === 'all' ? say('labels_of_chosen') : undefined}
            onClick={() => go(paths.printLabels([...new Set(itemIds)]))}
          >
            {say('labels')}
          </ActionButton>
        }
        showNarrow={(level) => <NarrowLevel level={level} />}
        nameOf={({ sku, locationName }) => say('row_name', { sku, place: locationName })}
        onOpen={(id) => go(paths.stockItem(levelOf(id).itemId))}
        onEnded={() => void queryClient.invalidateQueries({ queryKey: ['/stock/levels'] })}
        empty={
          <EmptyState
            title={say('empty')}
            says={say(Object.keys(narrowed).length > 0 ? 'empty_filtered_says' : 'empty_says')}
          />
        }
      />
    </Page>
  )
}
