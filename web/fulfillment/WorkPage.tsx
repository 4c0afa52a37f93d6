import { InboxOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type {
  countFulfillmentOrdersContract,
  listFulfillmentOrdersContract,
} from '../../src/fulfillment/queue-contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import { call, queryOf } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { useLiveQueries } from '../platform/live/use-live.ts'
import { SyncState } from '../platform/outbox/SyncState.tsx'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { writeAge } from '../platform/ui/Age.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { LinkTabs } from '../platform/ui/LinkTabs.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { ChannelFilter } from './ChannelFilter.tsx'
import { FindBox } from './FindBox.tsx'
import { type Queue, queues, statusesOf, tallyOf } from './queues.ts'
import { SelectionBar } from './SelectionBar.tsx'
import { WorkList } from './WorkList.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

const atOnce = 50

/** What a place has to do: to pick, to check, to ship, each list with how much and since when. */
export default function WorkPage() {
  const say = useWorkWords()
  const go = useGo()
  const { queue, filter, item } = useQueueView()
  useLiveQueries(['fulfillment_order'], [['/fulfillment-orders']])
  const [chosen, setChosen] = useState<readonly string[]>([])
  const list = useKeysetList<typeof listFulfillmentOrdersContract>(
    '/fulfillment-orders',
    {
      ...filter,
      ...(queue === 'cancel'
        ? { cancellationRequested: 'true' }
        : { status: statusesOf(queue).join(','), order: queue === 'done' ? 'newest' : 'oldest' }),
      itemId: item?.id,
    },
    atOnce,
    'kept',
  )
  return (
    <Page
      title={say('title')}
      extra={<SyncState />}
      tools={
        <Button icon={<InboxOutlined />} onClick={() => go(paths.parcels())}>
          {say('parcels')}
        </Button>
      }
    >
      <FindBox />
      <QueueTabs />
      {chosen.length > 0 && <SelectionBar chosen={chosen} onClear={() => setChosen([])} />}
      {list.error && list.items.length === 0 ? (
        <Fault error={list.error} onRetry={list.readAgain} />
      ) : (
        <WorkList
          list={list}
          chosen={chosen}
          onChoose={setChosen}
          empty={<EmptyState title={say(`empty_${queue}`)} says={say(`empty_${queue}_says`)} />}
        />
      )}
    </Page>
  )
}

/** The view as the address has it: the queue, and what narrows it. */
function useQueueView() {
  const view = useView()
  const { locationId } = useDevice()
  const [named, status] = [oneOf(view.queue), oneOf(view.status)]
  const queue: Queue =
    queues.find((each) => each === named) ??
    queues.find((each) => statusesOf(each).some((own) => own === status)) ??
    'pick'
  const [id, sku = ''] = [oneOf(view.item), oneOf(view.sku)]
  return {
    queue,
    placeId: oneOf(view.locationId),
    filter: { locationId: oneOf(view.locationId) ?? locationId, channel: oneOf(view.channel) },
    item: id === undefined ? undefined : { id, sku },
  }
}

function QueueTabs() {
  const say = useWorkWords()
  const view = useView()
  const setView = useSetView()
  const { language } = useDevice()
  const { nameOf } = usePlaces()
  const { queue, filter, item, placeId } = useQueueView()
  const { data: counts } = useQuery({
    queryKey: ['/fulfillment-orders', 'counts', filter],
    queryFn: () => call<typeof countFulfillmentOrdersContract>('GET', `/fulfillment-orders/counts${queryOf(filter)}`),
    refetchInterval: 30_000,
  })
  const { oldestAt } = tallyOf(counts, queue)
  return (
    <>
      <LinkTabs
        label={say('title')}
        tabs={queues.map((key) => ({
          to: paths.warehouse(queryOf({ ...view, status: undefined, queue: key === 'pick' ? undefined : key })),
          label: say(`tab_${key}`),
          isOpen: key === queue,
          count: item ? undefined : tallyOf(counts, key).text,
        }))}
      />
      <div className={styles.narrowing}>
        <ChannelFilter />
        {oldestAt !== null && (
          <p className={styles.oldest}>
            {say('oldest', { age: writeAge(oldestAt, systemClock().toISOString(), language) })}
          </p>
        )}
        {placeId !== undefined && (
          <Button size="small" onClick={() => setView({ locationId: undefined })} className={styles.chip ?? ''}>
            {nameOf(placeId)} ✕
          </Button>
        )}
        {item && (
          <Button
            size="small"
            onClick={() => setView({ item: undefined, sku: undefined })}
            className={styles.chip ?? ''}
          >
            {say('filter_item', { sku: item.sku })} ✕
          </Button>
        )}
      </div>
    </>
  )
}
