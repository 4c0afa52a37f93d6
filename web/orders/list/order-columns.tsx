import { MessageOutlined, StopOutlined } from '@ant-design/icons'
import { writeRegion } from '../../locations/write-region.ts'
import { paths } from '../../paths.ts'
import { useDevice } from '../../platform/device.ts'
import type { ListColumn } from '../../platform/list/columns.ts'
import { DueDay } from '../../platform/ui/DueDay.tsx'
import { NarrowLine } from '../../platform/ui/list/NarrowLine.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Money } from '../../platform/ui/Money.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useChannelName } from '../../settings/use-channels.ts'
import { fulfillmentTones, paymentTones, stageTones } from '../tones.ts'
import { isUndelivered } from '../undelivered.ts'
import { useOrderWords } from '../words.ts'
import type { OrderRow } from './order-row.ts'
import styles from './orders.module.css'
import { useOrderListWords } from './words.ts'

/** Every column that the list of orders can have. */
export function useOrderColumns(): ListColumn<OrderRow>[] {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const channelName = useChannelName()
  // Words of the alphabet are longer than those of Chinese.
  const extra = useDevice().language === 'en' ? 18 : 0
  const titled = <Key extends string>(key: Key) => ({ key, title: say(`column_${key}` as 'column_number') })
  return [
    { ...titled('number'), width: 116, isFixed: true, show: (row) => <OrderNumber row={row} /> },
    {
      ...titled('placedAt'),
      width: 102 + extra / 2,
      sorts: ['newest', 'oldest'],
      show: ({ placedAt }) => <Moment at={placedAt} />,
    },
    {
      ...titled('stage'),
      width: 88 + extra,
      show: ({ stage }) => <StatusTag tone={stageTones[stage]}>{sayOrder(`stage_${stage}`)}</StatusTag>,
    },
    { ...titled('holds'), width: 76 + extra, show: (row) => <Holds row={row} /> },
    {
      // As wide as hundreds of millions.
      ...titled('total'),
      width: 138,
      align: 'end',
      sorts: ['highest', 'lowest'],
      show: ({ total, currency }) => <Money amount={total} currency={currency} />,
    },
    { ...titled('receiver'), width: 148, show: ({ receiver }) => <Receiver receiver={receiver} /> },
    {
      ...titled('place'),
      width: 112,
      show: ({ receiver }) => writeRegion(receiver),
    },
    { ...titled('lines'), width: 118, show: (row) => <Goods row={row} /> },
    {
      ...titled('units'),
      width: 48 + extra / 2,
      align: 'end',
      show: ({ units }) => <span className="figure">{units}</span>,
    },
    {
      ...titled('paymentStatus'),
      width: 86 + extra * 1.6,
      show: ({ paymentStatus }) => (
        <StatusTag tone={paymentTones[paymentStatus]}>{sayOrder(`payment_${paymentStatus}`)}</StatusTag>
      ),
    },
    {
      ...titled('fulfillmentStatus'),
      width: 86 + extra * 2.4,
      show: ({ fulfillmentStatus }) => (
        <StatusTag tone={fulfillmentTones[fulfillmentStatus]}>{sayOrder(`fulfillment_${fulfillmentStatus}`)}</StatusTag>
      ),
    },
    { ...titled('channel'), width: 118, show: ({ channel }) => channelName(channel) },
    { ...titled('source'), width: 80, isOptional: true, show: ({ source }) => sayOrder(`source_${source}`) },
    { ...titled('externalId'), width: 150, isOptional: true, show: ({ externalId }) => externalId },
    { ...titled('tier'), width: 80, isOptional: true, show: ({ tier }) => sayOrder(`tier_${tier}`) },
    {
      ...titled('requestedDeliveryOn'),
      width: 140,
      isOptional: true,
      sorts: ['deliverySoonest', 'newest'],
      show: ({ requestedDeliveryOn, stage }) =>
        requestedDeliveryOn !== null && <DueDay on={requestedDeliveryOn} isOpen={isUndelivered(stage)} />,
    },
  ]
}

/** An order on a phone: two lines of what tells it from its neighbours. */
export function NarrowOrder({ row }: { row: OrderRow }) {
  const sayOrder = useOrderWords()
  return (
    <>
      <NarrowLine>
        <OrderNumber row={row} />
        <StatusTag tone={stageTones[row.stage]}>{sayOrder(`stage_${row.stage}`)}</StatusTag>
        <Money amount={row.total} currency={row.currency} />
      </NarrowLine>
      <NarrowLine>
        <span className={styles.quiet}>
          <Receiver receiver={row.receiver} />
        </span>
        <Holds row={row} />
        <span className={styles.quiet}>
          <Moment at={row.placedAt} />
        </span>
      </NarrowLine>
    </>
  )
}

function OrderNumber({ row }: { row: OrderRow }) {
  const say = useOrderListWords()
  return (
    <>
      <PageLink to={paths.order(row.id)} className="figure">
        {row.number}
      </PageLink>
      {row.hasNotes && (
        <MessageOutlined className={styles.mark} title={say('has_notes')} aria-label={say('has_notes')} />
      )}
      {row.cancellationRequested && (
        <StopOutlined
          className={styles.mark}
          title={say('cancellation_requested')}
          aria-label={say('cancellation_requested')}
        />
      )}
    </>
  )
}

function Holds({ row: { holdKinds } }: { row: OrderRow }) {
  const sayOrder = useOrderWords()
  return holdKinds.map((kind) => (
    <StatusTag key={kind} tone="warning">
      {sayOrder(`hold_${kind}`)}
    </StatusTag>
  ))
}

function Receiver({ receiver }: Pick<OrderRow, 'receiver'>) {
  const say = useOrderListWords()
  if (receiver === null) return <span className={styles.quiet}>{say('panel_erased')}</span>
  return (
    <>
      {receiver.name} <span className={`figure ${styles.quiet}`}>{receiver.phone}</span>
    </>
  )
}

function Goods({ row: { firstLine, lineCount } }: { row: OrderRow }) {
  const say = useOrderListWords()
  if (firstLine === null) return null
  const name = firstLine.name === '' ? firstLine.sku : firstLine.name
  return lineCount > 1 ? say('lines_more', { name, count: lineCount }) : name
}
