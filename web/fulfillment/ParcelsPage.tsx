import { Input, Select, type TableColumnsType } from 'antd'
import type { listCarriersContract, listShipmentsContract } from '../../src/fulfillment/shipments/contract.ts'
import { shipmentStatuses } from '../../src/fulfillment/shipments/shipment.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { useDevice, useIsNarrow } from '../platform/device.ts'
import { useKeptQuery } from '../platform/outbox/use-kept-query.ts'
import { manyOf, oneOf, useSetView, useView } from '../platform/search.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { ShipmentStatusTag } from './WorkStatus.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'

type Row = ItemOf<typeof listShipmentsContract>

/** Parcels that left, or have their label and wait. */
export default function ParcelsPage() {
  const say = useWorkWords()
  const go = useGo()
  const isNarrow = useIsNarrow()
  const view = useView()
  const { locationId } = useDevice()
  const list = useKeysetList<typeof listShipmentsContract>('/shipments', {
    locationId,
    status: oneOf(view.status),
    carrier: oneOf(view.carrier),
    trackingNumber: oneOf(view.number),
  })
  const columns = useColumns(isNarrow)
  return (
    <Page title={say('parcels_title')} from={{ to: paths.warehouse(), title: say('title') }}>
      <Filters />
      {list.error && list.items.length === 0 ? (
        <Fault error={list.error} onRetry={list.readAgain} />
      ) : (
        <RecordTable<Row>
          list={list}
          columns={columns.filter((_, index) => !isNarrow || index < 2)}
          empty={<EmptyState title={say('empty_parcels')} says={say('empty_parcels_says')} />}
          onOpen={({ fulfillmentOrderId }) => go(paths.work(fulfillmentOrderId))}
        />
      )}
    </Page>
  )
}

function Filters() {
  const say = useWorkWords()
  const view = useView()
  const setView = useSetView()
  const { data } = useKeptQuery<typeof listCarriersContract>('/shipments/carriers')
  return (
    <search className={styles.filters}>
      <Input.Search
        allowClear
        placeholder={say('find_tracking')}
        aria-label={say('find_tracking')}
        defaultValue={oneOf(view.number) ?? ''}
        onSearch={(number) => setView({ number: number.trim() })}
        className={styles.filter ?? ''}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        aria-label={say('status')}
        placeholder={say('all_statuses')}
        value={manyOf(view.status)}
        onChange={(status) => setView({ status: status.join() })}
        options={shipmentStatuses.map((status) => ({ value: status, label: say(`ship_status_${status}`) }))}
        className={styles.filter ?? ''}
      />
      <Select
        allowClear
        aria-label={say('carrier')}
        placeholder={say('all_carriers')}
        value={oneOf(view.carrier) ?? null}
        onChange={(carrier) => setView({ carrier })}
        options={(data?.carriers ?? []).map((value) => ({ value, label: value }))}
        className={styles.filter ?? ''}
      />
    </search>
  )
}

function useColumns(isNarrow: boolean): TableColumnsType<Row> {
  const say = useWorkWords()
  const { nameOf } = usePlaces()
  return [
    {
      title: say('tracking'),
      render: (_, { carrier, trackingNumber, fulfillmentOrderId, ...row }) => (
        <>
          <PageLink
            to={paths.work(fulfillmentOrderId)}
            onClick={(event) => event.stopPropagation()}
            className={styles.code}
          >
            {carrier} {trackingNumber}
          </PageLink>
          {isNarrow && (
            <div className={styles.quiet}>
              {say('work_title', { number: row.orderNumber })} · {nameOf(row.locationId)}
            </div>
          )}
        </>
      ),
    },
    { title: say('status'), dataIndex: 'status', render: (status) => <ShipmentStatusTag status={status} /> },
    { title: say('order'), dataIndex: 'orderNumber', className: 'figure' },
    { title: say('place'), dataIndex: 'locationId', render: nameOf },
    { title: say('units'), dataIndex: 'units', align: 'right', className: 'figure' },
    {
      title: say('weight'),
      dataIndex: 'weightGrams',
      align: 'right',
      className: 'figure',
      render: (grams: number | null) => grams ?? '–',
    },
    { title: say('made_at'), dataIndex: 'createdAt', render: (at: string) => <Moment at={at} /> },
    { title: say('shipped_at'), dataIndex: 'shippedAt', render: (at: string | null) => <Moment at={at} /> },
  ]
}
