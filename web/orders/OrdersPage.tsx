import { UnorderedListOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { Fault } from '../platform/ui/Fault.tsx'
import { ColumnMenu } from '../platform/ui/list/ColumnMenu.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { SavedViews } from '../workspace/SavedViews.tsx'
import { ExportOrders } from './list/ExportOrders.tsx'
import { FoundNumbers } from './list/FoundNumbers.tsx'
import { keptNumbers } from './list/kept-numbers.ts'
import { NumbersDialog } from './list/NumbersDialog.tsx'
import { OrderDesk } from './list/OrderDesk.tsx'
import { OrderTasks } from './list/OrderTasks.tsx'
import { StageTabs } from './list/StageTabs.tsx'
import { useChosenOrders } from './list/use-chosen-orders.ts'
import { useOrderFilters } from './list/use-order-filters.ts'
import { useOrderList } from './list/use-order-list.ts'
import { useOrderView } from './list/use-order-view.ts'
import { useOrderListWords } from './list/words.ts'

/** Every order that somebody may see: by status, narrowed as they like, many at a time. */
export default function OrdersPage() {
  const say = useOrderListWords()
  const filters = useOrderFilters()
  const view = useOrderView()
  const { filter, sort, numbersKey } = view
  const list = useOrderList(filter, sort, numbersKey)
  const chosen = useChosenOrders(list, filter)
  const [isAskingNumbers, setAskingNumbers] = useState(false)
  const [isLogOpen, setLogOpen] = useState(false)
  const leaveNumbers = () => view.set({ numbers: undefined })
  return (
    <Page
      isFilled
      title={say('title')}
      tools={
        <>
          <SavedViews list="orders" {...view} hasText={filter.text !== undefined} onOpen={view.open} />
          <Button icon={<UnorderedListOutlined />} onClick={() => setAskingNumbers(true)}>
            {say('numbers')}
          </Button>
          <ExportOrders
            columns={view.columns}
            selection={chosen.toTakeOut}
            count={chosen.toTakeOutCount}
            onStarted={() => setLogOpen(true)}
          />
          <OrderTasks
            isLogOpen={isLogOpen}
            onLog={setLogOpen}
            onJob={(job) => {
              setLogOpen(false)
              view.set({ job })
            }}
          />
          <ColumnMenu columns={view.columns} onChange={view.setColumns} onReset={view.resetColumns} />
        </>
      }
    >
      {numbersKey === undefined ? (
        <>
          <StageTabs filter={filter} onTab={(changed) => view.set({ ...changed, open: undefined }, true)} />
          <FilterBar
            filters={filters.filter(({ keys }) => keys[0] !== 'stage' || filter.stage?.includes(','))}
            values={filter}
            onChange={(changed) => view.set(changed)}
            textHint={say('search_hint')}
          />
        </>
      ) : (
        <FoundNumbers
          found={list.rows.length}
          missing={list.missing ?? []}
          isKept={keptNumbers(numbersKey) !== undefined}
          onLeave={leaveNumbers}
        />
      )}
      {list.error === null ? (
        <OrderDesk list={list} view={view} chosen={chosen} />
      ) : (
        <Fault error={list.error} onRetry={list.readAgain} />
      )}
      {isAskingNumbers && (
        <NumbersDialog
          onFind={(key) => {
            setAskingNumbers(false)
            view.set({ numbers: key, open: undefined }, true)
          }}
          onClose={() => setAskingNumbers(false)}
        />
      )}
    </Page>
  )
}
