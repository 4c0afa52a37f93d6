import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { locationKinds } from '../../src/locations/location.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf, type ListActs } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { firstSort, useListView } from '../lists/use-list-view.ts'
import { paths } from '../paths.ts'
import { type FilterDef, filterIn } from '../platform/list/filters.ts'
import { oneOf, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { ListTabs } from '../platform/ui/list/ListTabs.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { locationActs, locationFilterKeys, locationFilterOf } from './list/location-acts.ts'
import { NarrowLocation, useLocationColumns } from './list/location-columns.tsx'
import { useLocationExport } from './list/location-export.ts'
import { useLocationWords } from './words.ts'

const statuses = ['active', 'closed', 'all'] as const

/** Warehouses, stores, and places that only count. */
export default function LocationsPage() {
  const say = useLocationWords()
  const go = useGo()
  const address = useView()
  const queryClient = useQueryClient()
  const narrowed = filterIn(address, locationFilterKeys)
  const filter = locationFilterOf(narrowed)
  const sort = oneOf(address.sort)
  const query = { ...filter, ...(sort !== undefined && sort !== firstSort && { sort }) }
  const list = useKeysetList<typeof listLocationsContract>('/locations', query)
  const columns = useLocationColumns()
  const view = useListView({ name: 'locations', columns, filterKeys: locationFilterKeys })
  const queryKey = ['/locations', query]
  const chosen = useChosenRows({
    // There are so few that what was read is nearly always all of them.
    ...{ queryKey, rows: list.items, matching: { count: list.items.length, more: list.hasMore } },
    pick: (selection) => chosenOf(selection, filter),
  })
  return (
    <Page
      isFilled
      title={say('title')}
      tools={<ListTools view={view} chosen={chosen} file={useLocationExport()} makers={<Makers />} />}
    >
      <ListTabs
        label={say('by_status')}
        tabs={statuses.map((key) => ({ key, title: say(`status_${key}`) }))}
        open={narrowed.status ?? 'active'}
        onTab={(key) => view.set({ status: key === 'active' ? undefined : key }, true)}
      />
      <FilterBar filters={useLocationFilters()} values={narrowed} onChange={(changed) => view.set(changed)} />
      <ListDesk
        label={say('title')}
        acts={useLocationActs()}
        {...{ list, queryKey, view, chosen }}
        showNarrow={(location) => <NarrowLocation location={location} />}
        nameOf={({ name }) => name}
        onOpen={(id) => go(paths.location(id))}
        onEnded={() => void queryClient.invalidateQueries({ queryKey: ['/locations'] })}
        empty={<EmptyState title={say('none')} says={say('none_says')} />}
      />
    </Page>
  )
}

function useLocationActs(): ListActs {
  const say = useLocationWords()
  return {
    ...{ path: '/locations/bulk-jobs', permissions: locationActs, first: ['close', 'reopen'], fields: () => null },
    titleOf: (act) => say(`act_${act as keyof typeof locationActs}`),
    countOf: (count) => say('locations_count', { count }),
  }
}

function useLocationFilters(): FilterDef[] {
  const say = useLocationWords()
  const choices = locationKinds.map((value) => ({ value, label: say(`kind_${value}`) }))
  return [{ title: say('kind'), keys: ['kind'], kind: 'choice', choices }]
}

function Makers() {
  const say = useLocationWords()
  const may = useMay()
  const go = useGo()
  const reasonFor = (permission: string) => (may(permission) ? undefined : say('not_permitted'))
  return (
    <>
      <ActionButton
        icon={<UploadOutlined />}
        reason={reasonFor('stock.adjust')}
        onClick={() => go(paths.importStock())}
      >
        {say('import_stock')}
      </ActionButton>
      <ActionButton
        icon={<UploadOutlined />}
        reason={reasonFor('locations.write')}
        onClick={() => go(paths.importLocations())}
      >
        {say('import')}
      </ActionButton>
      <ActionButton
        type="primary"
        icon={<PlusOutlined />}
        reason={reasonFor('locations.write')}
        onClick={() => go(paths.newLocation())}
      >
        {say('new_location')}
      </ActionButton>
    </>
  )
}
