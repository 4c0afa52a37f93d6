import { Skeleton, type TableColumnsType } from 'antd'
import type { ReactNode } from 'react'
import type { listFulfillmentOrdersContract } from '../../src/fulfillment/queue-contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { usePlaces } from '../locations/use-places.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { Age } from '../platform/ui/Age.tsx'
import { DueDay } from '../platform/ui/DueDay.tsx'
import { MoreButton } from '../platform/ui/MoreButton.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { RecordTable } from '../platform/ui/RecordTable.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import type { KeysetList } from '../platform/use-keyset-list.ts'
import { useChannelName } from '../settings/use-channels.ts'
import { useTakeAlong } from './use-take-along.ts'
import { WorkStatus } from './WorkStatus.tsx'
import { useWorkWords, type WorkWord } from './words.ts'
import styles from './work.module.css'

const isOpenWork = (status: Row['status']) => status !== 'closed' && status !== 'cancelled'

type Row = ItemOf<typeof listFulfillmentOrdersContract>
type Props = {
  list: KeysetList<Row>
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
  empty: ReactNode
}

/** Work of one queue: a table where there is room, cards for a thumb where there is not. */
export function WorkList(props: Props) {
  const isNarrow = useIsNarrow()
  return isNarrow ? <WorkCards {...props} /> : <WorkTable {...props} />
}

function WorkTable({ list, chosen, onChoose, empty }: Props) {
  const say = useWorkWords()
  const go = useGo()
  const columns = useColumns()
  return (
    <RecordTable<Row>
      list={list}
      columns={columns}
      empty={empty}
      onOpen={({ id }) => go(paths.work(id))}
      rowSelection={{
        selectedRowKeys: [...chosen],
        onChange: (keys) => onChoose(keys.map(String)),
        getCheckboxProps: ({ orderNumber }) => ({
          'aria-label': say('select_row', { number: orderNumber }),
          name: `select-${orderNumber}`,
        }),
      }}
    />
  )
}

function useColumns(): TableColumnsType<Row> {
  const say = useWorkWords()
  const { nameOf } = usePlaces()
  const openWord = useOpenWord()
  const channelName = useChannelName()
  return [
    {
      title: say('order'),
      dataIndex: 'orderNumber',
      render: (number: number, { id }) => (
        <PageLink to={paths.work(id)} onClick={(event) => event.stopPropagation()} className="figure">
          {number}
        </PageLink>
      ),
    },
    {
      title: say('status'),
      render: (_, { status, cancellationRequested }) => (
        <span className={styles.tags}>
          <WorkStatus status={status} />
          {cancellationRequested && <StatusTag tone="danger">{say('cancellation_requested')}</StatusTag>}
        </span>
      ),
    },
    { title: say('place'), dataIndex: 'locationId', render: nameOf },
    { title: say('channel'), dataIndex: 'channel', render: channelName },
    { title: say('units'), dataIndex: 'units', align: 'right', className: 'figure' },
    {
      title: say('progress'),
      render: (_, { picked, packed, units }) => (
        <span className="figure">{say('progress_of', { picked, packed, units })}</span>
      ),
    },
    {
      title: say('due'),
      render: (_, { requestedDeliveryOn, status }) =>
        requestedDeliveryOn === null ? '–' : <DueDay on={requestedDeliveryOn} isOpen={isOpenWork(status)} />,
    },
    {
      title: say('waiting'),
      dataIndex: 'createdAt',
      align: 'right',
      render: (at: string) => <Age since={at} at={systemClock().toISOString()} />,
    },
    {
      title: <span className={styles.unseen}>{say('start')}</span>,
      align: 'right',
      render: (_, row) => (
        <PageLink to={paths.work(row.id)} onClick={(event) => event.stopPropagation()} tabIndex={-1}>
          {say(openWord(row))}
        </PageLink>
      ),
    },
  ]
}

function WorkCards({ list, empty }: Props) {
  useTakeAlong(list.items.map(({ id }) => id))
  const say = useWorkWords()
  const { nameOf } = usePlaces()
  const openWord = useOpenWord()
  if (list.isFirstRead) return <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
  if (list.items.length === 0) return empty
  return (
    <>
      <ul className={styles.cards}>
        {list.items.map((row) => (
          <li key={row.id}>
            <PageLink to={paths.work(row.id)} className={styles.card}>
              <span className={styles.cardHead}>
                <strong className="figure">{row.orderNumber}</strong>
                <Age since={row.createdAt} at={systemClock().toISOString()} />
              </span>
              <span className={styles.cardFoot}>
                <WorkStatus status={row.status} />
                <span className="figure">
                  {say('progress_of', { picked: row.picked, packed: row.packed, units: row.units })}
                </span>
              </span>
              <span className={styles.cardFoot}>
                <span>{nameOf(row.locationId)}</span>
                <span className={styles.cardAction}>{say(openWord(row))} ›</span>
              </span>
              {row.requestedDeliveryOn !== null && (
                <span className={styles.cardFoot}>
                  <span>{say('due')}</span>
                  <span>
                    <DueDay on={row.requestedDeliveryOn} isOpen={isOpenWork(row.status)} />
                  </span>
                </span>
              )}
              {row.cancellationRequested && <StatusTag tone="danger">{say('cancellation_requested')}</StatusTag>}
            </PageLink>
          </li>
        ))}
      </ul>
      <MoreButton list={list} />
    </>
  )
}

/** What opening it leads to. */
function useOpenWord(): (row: Row) => WorkWord {
  const may = useMay()
  return ({ status, picked, units }) => {
    if (!may('fulfillment.work')) return 'open_view'
    if (status === 'released' || (status === 'picking' && picked < units)) return 'open_pick'
    if (status === 'picking') return 'open_pack'
    return status === 'packed' ? 'open_ship' : 'open_view'
  }
}
