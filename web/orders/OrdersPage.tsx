import { useState } from 'react'
import { Fault } from '../platform/ui/Fault.tsx'
import { FilterBar } from '../platform/ui/list/FilterBar.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { severalNumbers } from '../search/typed.ts'
import { FoundNumbers } from './list/FoundNumbers.tsx'
import { keepNumbers, keptNumbers } from './list/kept-numbers.ts'
import { mostNumbers, NumbersDialog } from './list/NumbersDialog.tsx'
import { OrderDesk } from './list/OrderDesk.tsx'
import { OrderTools } from './list/OrderTools.tsx'
import { StageTabs } from './list/StageTabs.tsx'
import { useChosenOrders } from './list/use-chosen-orders.ts'
import { useOrderFilters } from './list/use-order-filters.ts'
import { useLiveCounts, useOrderList } from './list/use-order-list.ts'
import { useOrderView } from './list/use-order-view.ts'
import { useOrderListWords } from './list/words.ts'

/** Every order that somebody may see: by status, narrowed as they like, many at a time. */
export default function OrdersPage() {
  const say = useOrderListWords()
  const filters = useOrderFilters()
  const view = useOrderView()
  const { filter, sort, numbersKey } = view
  const list = useOrderList(filter, sort, numbersKey)
  useLiveCounts()
  const chosen = useChosenOrders(list, filter)
  const [asked, setAsked] = useState<{ pasted: string }>()
  const leaveNumbers = () => view.set({ numbers: undefined })
  const showNumbers = (key: string) => view.set({ numbers: key, open: undefined }, true)
  const takePasted = (pasted: string) => {
    const numbers = severalNumbers(pasted)
    if (numbers.length > mostNumbers) setAsked({ pasted })
    else if (numbers.length > 0) showNumbers(keepNumbers(numbers))
    return numbers.length > 0
  }
  return (
    <Page
      isFilled
      title={say('title')}
      tools={<OrderTools view={view} chosen={chosen} onNumbers={() => setAsked({ pasted: '' })} />}
    >
      {numbersKey === undefined ? (
        <>
          <StageTabs filter={filter} onTab={(changed) => view.set({ ...changed, open: undefined }, true)} />
          <FilterBar
            filters={filters.filter(({ keys }) => keys[0] !== 'stage' || filter.stage?.includes(','))}
            values={filter}
            onChange={(changed) => view.set(changed)}
            textHint={say('search_hint')}
            onPasted={takePasted}
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
      {asked && (
        <NumbersDialog
          {...asked}
          onFind={(key) => {
            setAsked(undefined)
            showNumbers(key)
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </Page>
  )
}
