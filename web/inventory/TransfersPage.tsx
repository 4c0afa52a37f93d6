import { PlusOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import type { countTransfersContract, listTransfersContract } from '../../src/inventory/transfers/contract.ts'
import { transferStatuses } from '../../src/inventory/transfers/stock-transfer.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { useListView } from '../lists/use-list-view.ts'
import { useRowCount } from '../lists/use-row-count.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { type FilterDef, filterIn } from '../platform/list/filters.ts'
import { useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { writeCount } from '../platform/write-count.ts'
import { NarrowTransfer, useTransferColumns, useTransferName } from './list/transfer-columns.tsx'
import { useTransferExport } from './list/transfer-export.ts'
import { useStockWords } from './words.ts'

const filterKeys = ['status', 'fromLocationId', 'toLocationId'] as const

/** Goods that go from one place to another. */
export default function TransfersPage() {
  const say = useStockWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const filter = filterIn(useView(), filterKeys)
  const list = useKeysetList<typeof listTransfersContract>('/stock/transfers', filter)
  const columns = useTransferColumns()
  const view = useListView({ name: 'transfers', columns, filterKeys })
  const queryKey = ['/stock/transfers', filter]
  const matching = useRowCount('/stock/transfers', filter, (asked) =>
    call<typeof countTransfersContract>('GET', `/stock/transfers/counts${asked}`),
  )
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching },
    pick: (selection) => chosenOf(selection, filter),
  })
  return (
    <Page
      isFilled
      title={say('transfers')}
      from={{ to: paths.stock(), title: say('title') }}
      tools={<ListTools view={view} chosen={chosen} file={useTransferExport()} makers={<NewTransfer />} />}
    >
      <FilterBar
        filters={useTransferFilters()}
        values={filter}
        onChange={(changed) => view.set(changed)}
        count={writeCount(matching)}
      />
      <ListDesk
        label={say('transfers')}
        {...{ list, queryKey, view, chosen }}
        showNarrow={(transfer) => <NarrowTransfer transfer={transfer} />}
        nameOf={useTransferName()}
        onOpen={(id) => go(paths.transfer(id))}
        onEnded={() => void queryClient.invalidateQueries({ queryKey: ['/stock/transfers'] })}
        empty={<EmptyState title={say('transfer_empty')} says={say('transfer_empty_says')} />}
      />
    </Page>
  )
}

function useTransferFilters(): FilterDef[] {
  const say = useStockWords()
  const { places } = usePlaces()
  const choices = places.map(({ id, name }) => ({ value: id, label: name }))
  return [
    {
      ...{ title: say('status'), keys: ['status'], kind: 'choice' },
      choices: transferStatuses.map((value) => ({ value, label: say(`transfer_status_${value}`) })),
    },
    { title: say('from_place'), keys: ['fromLocationId'], kind: 'choice', choices },
    { title: say('to_place'), keys: ['toLocationId'], kind: 'choice', choices },
  ]
}

function NewTransfer() {
  const say = useStockWords()
  const may = useMay()
  const go = useGo()
  return (
    <ActionButton
      type="primary"
      icon={<PlusOutlined />}
      reason={may('stock.transfer') ? undefined : say('no_permission')}
      onClick={() => go(paths.newTransfer())}
    >
      {say('transfer_new')}
    </ActionButton>
  )
}
