import { Skeleton } from 'antd'
import type { listCustomerTimelineContract } from '../../src/orders/timeline/contract.ts'
import type { FieldChange } from '../history/event-changes.ts'
import { HistoryList } from '../history/HistoryList.tsx'
import { useHistoryWords } from '../history/words.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { MoreButton } from '../platform/ui/MoreButton.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import type { Customer } from './customers.ts'
import { TimelineFacts } from './TimelineFacts.tsx'
import type { TimelineItem } from './timeline-item.ts'
import { useCodeWords } from './use-code-words.ts'
import { useCustomerWords } from './words.ts'

/** What happened with a customer, newest first, each with the way to what it happened to. */
export function Timeline({ customer }: { customer: Customer }) {
  const say = useCustomerWords()
  // All words before anything is shown: what loads later takes the focus from who writes a note.
  const sayHistory = useHistoryWords()
  const sayCode = useCodeWords()
  const write = useWrite()
  const path = `/customers/${customer.id}/timeline`
  const list = useKeysetList<typeof listCustomerTimelineContract>(path, {}, 20)
  useLiveQueries(['customer'], [[path]], (objectId) => objectId === customer.id)
  useLiveQueries(['customer_note'], [[path]])
  if (list.error !== null && list.items.length === 0) {
    return (
      <Section title={sayHistory('timeline')}>
        <Fault error={list.error} onRetry={list.readAgain} />
      </Section>
    )
  }
  return (
    <Section title={sayHistory('timeline')}>
      {list.isFirstRead ? (
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      ) : (
        <HistoryList
          items={list.items.map(told)}
          write={write}
          about={(item) => <TimelineFacts item={item} sayCode={sayCode} />}
        />
      )}
      {list.items.length === 0 && !list.isFirstRead && !list.hasMore && <p>{say('timeline_none')}</p>}
      <MoreButton list={list} />
    </Section>
  )
}

/** What became of an order in each step stands on its own page; of the customer's record each change is told, but not its first. */
function told(item: TimelineItem): TimelineItem {
  return item.type === 'customer.changed'
    ? item
    : { ...item, data: { ...item.data, changes: {}, from: null, to: null } }
}

function useWrite(): (change: FieldChange, value: unknown) => string {
  const say = useCustomerWords()
  return ({ field }, value) => {
    if (value === null || value === undefined) return '–'
    switch (`${field} ${value}`) {
      case 'tier standard':
        return say('tier_standard')
      case 'tier vip':
        return say('tier_vip')
      case 'tier key':
        return say('tier_key')
      case 'status active':
        return say('status_active')
      case 'status blocked':
        return say('status_blocked')
      default:
        // A contact is told by its row alone: what it says is sealed.
        return field === 'contactId' ? '····' : String(value)
    }
  }
}
