import { Button } from 'antd'
import { useSetView } from '../../platform/search.ts'
import { EmptyState } from '../../platform/ui/EmptyState.tsx'
import { usePlatformWords } from '../../platform/words.ts'
import { filterKeys, type OrderFilterText, tabOf } from './order-view.ts'
import { useOrderListWords } from './words.ts'

/** No order is there: because there are none, none waits, or none fits. */
export function OrdersEmpty({ filter }: { filter: OrderFilterText }) {
  const say = useOrderListWords()
  const sayPlatform = usePlatformWords()
  const setView = useSetView()
  const narrowed = Object.keys(filter).filter((key) => key !== 'stage')
  if (narrowed.length === 0 && filter.stage === undefined) {
    return <EmptyState title={say('empty')} says={say('empty_says')} />
  }
  if (tabOf(filter) === 'review' && narrowed.length === 1) {
    return <EmptyState title={say('empty_review')} says={say('empty_review_says')} />
  }
  return (
    <EmptyState
      title={say('empty_filtered')}
      says={say('empty_filtered_says')}
      action={
        <Button onClick={() => setView(Object.fromEntries(filterKeys.map((key) => [key, undefined])))}>
          {sayPlatform('filter_clear')}
        </Button>
      }
    />
  )
}
