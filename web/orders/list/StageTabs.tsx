import { orderStages } from '../../../src/orders/order.ts'
import { ListTabs } from '../../platform/ui/list/ListTabs.tsx'
import { type Counted, writeCount } from '../../platform/write-count.ts'
import { useOrderWords } from '../words.ts'
import { filterOfTab, type OrderFilterText, reviewedHolds, tabOf } from './order-view.ts'
import { useOrderCounts } from './use-order-list.ts'
import { useOrderListWords } from './words.ts'

/** The work lists of orders, each with how many it has now: by all else that the list is narrowed to. */
export function StageTabs({
  filter,
  onTab,
}: {
  filter: OrderFilterText
  onTab: (changed: ReturnType<typeof filterOfTab>) => void
}) {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const counts = useTabCounts(filter)
  const open = tabOf(filter)
  const tabs = [
    ['all', say('tab_all')],
    ['review', say('tab_review')],
    ...orderStages.map((stage) => [stage, sayOrder(`stage_${stage}`)] as const),
  ] as const
  return (
    <ListTabs
      label={say('tabs')}
      tabs={tabs.map(([key, title]) => ({ key, title, count: writeCount(counts.get(key)) }))}
      open={open}
      onTab={(tab) => onTab(filterOfTab(tab))}
    />
  )
}

function useTabCounts(filter: OrderFilterText): ReadonlyMap<string, Counted> {
  const { stage: _, holdKind, held, ...rest } = filter
  const inTab = tabOf(filter)
  // Of the queue of reviews the holds are the tab itself; another choice of holds narrows every tab.
  const own = inTab === 'review' ? rest : { ...rest, ...(holdKind && { holdKind }), ...(held && { held }) }
  const all = useOrderCounts(own)
  const review = useOrderCounts({ ...rest, holdKind: reviewedHolds })
  const counts = new Map<string, Counted>()
  for (const { stage, orders, more = false } of all?.stages ?? []) counts.set(stage, { count: orders, more })
  if (all !== undefined) counts.set('all', all.filtered ?? sumOf(counts))
  if (review?.filtered) counts.set('review', review.filtered)
  return counts
}

function sumOf(counts: ReadonlyMap<string, Counted>): Counted {
  const each = [...counts.values()]
  return { count: each.reduce((sum, { count }) => sum + count, 0), more: each.some(({ more }) => more) }
}
