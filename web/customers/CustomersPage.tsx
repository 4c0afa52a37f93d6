import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type { countCustomersContract, listCustomersContract } from '../../src/customers/contract.ts'
import { tiers } from '../../src/customers/customer.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { firstSort, useListView } from '../lists/use-list-view.ts'
import { paths } from '../paths.ts'
import { call, queryOf } from '../platform/call.ts'
import { type FilterDef, type FilterValues, filterIn } from '../platform/list/filters.ts'
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
import { customerFilterKeys } from './list/customer-acts.ts'
import { NarrowCustomer, useCustomerColumns } from './list/customer-columns.tsx'
import { useCustomerExport } from './list/customer-export.ts'
import { useCustomerActs } from './list/use-customer-acts.tsx'
import { useCustomerWords } from './words.ts'

/** Who buys. */
export default function CustomersPage() {
  const say = useCustomerWords()
  const go = useGo()
  const address = useView()
  const queryClient = useQueryClient()
  const filter = filterIn(address, customerFilterKeys)
  const sort = oneOf(address.sort)
  const query = { ...filter, ...(sort !== undefined && sort !== firstSort && { sort }) }
  const list = useKeysetList<typeof listCustomersContract>('/customers', query)
  const columns = useCustomerColumns()
  const view = useListView({ name: 'customers', columns, filterKeys: customerFilterKeys })
  const queryKey = ['/customers', query]
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching: useCount(filter) },
    pick: (selection) => chosenOf(selection, filter),
  })
  return (
    <Page
      isFilled
      title={say('title')}
      tools={<ListTools view={view} chosen={chosen} file={useCustomerExport()} makers={<Makers />} />}
    >
      <StatusTabs filter={filter} />
      <FilterBar
        filters={useCustomerFilters()}
        values={filter}
        onChange={(changed) => view.set(changed)}
        textHint={say('search')}
      />
      <ListDesk
        label={say('title')}
        acts={useCustomerActs()}
        {...{ list, queryKey, view, chosen }}
        showNarrow={(customer) => <NarrowCustomer customer={customer} />}
        nameOf={({ contact }) => say('customer_name', { name: contact?.name ?? '–' })}
        onOpen={(id) => go(paths.customer(id))}
        onEnded={() => void queryClient.invalidateQueries({ queryKey: ['/customers'] })}
        empty={
          Object.keys(filter).length > 0 ? (
            <EmptyState title={say('none_found')} says={say('none_found_says')} />
          ) : (
            <EmptyState title={say('none_yet')} says={say('none_yet_says')} />
          )
        }
      />
    </Page>
  )
}

/** How many customers a filter finds. */
function useCount(filter: FilterValues) {
  const { data } = useQuery({
    queryKey: ['/customers', 'counts', filter],
    queryFn: () => call<typeof countCustomersContract>('GET', `/customers/counts${queryOf(filter)}`),
    placeholderData: keepPreviousData,
  })
  return data?.filtered
}

function StatusTabs({ filter: { status, ...others } }: { filter: FilterValues }) {
  const say = useCustomerWords()
  const setView = useSetView()
  const [all, blocked] = [useCount(others), useCount({ ...others, status: 'blocked' })]
  return (
    <ListTabs
      label={say('by_status')}
      tabs={[
        { key: 'all', title: say('status_all'), count: writeCount(all) },
        { key: 'blocked', title: say('status_blocked'), count: writeCount(blocked) },
      ]}
      open={status ?? 'all'}
      onTab={(key) => setView({ status: key === 'all' ? undefined : key }, true)}
    />
  )
}

function useCustomerFilters(): FilterDef[] {
  const say = useCustomerWords()
  return [
    {
      ...{ title: say('tier'), keys: ['tier'], kind: 'choice' },
      choices: tiers.map((value) => ({ value, label: say(`tier_${value}`) })),
    },
    { title: say('code'), keys: ['code'], kind: 'text', hint: say('code_exact') },
  ]
}

function Makers() {
  const say = useCustomerWords()
  const may = useMay()
  const go = useGo()
  const reason = may('customers.write') ? undefined : say('not_permitted')
  return (
    <>
      <ActionButton icon={<UploadOutlined />} reason={reason} onClick={() => go(paths.importCustomers())}>
        {say('import')}
      </ActionButton>
      <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => go(paths.newCustomer())}>
        {say('new_customer')}
      </ActionButton>
    </>
  )
}
