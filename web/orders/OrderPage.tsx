import { useParams } from '@tanstack/react-router'
import { App, Skeleton } from 'antd'
import { useState } from 'react'
import { Refusal } from '../doors/page/call.ts'
import { useActorName } from '../history/use-actor-name.ts'
import { useEventWords } from '../history/use-event-words.ts'
import { useLive, useLiveQueries } from '../platform/live/use-live.ts'
import { useAccount, useMay } from '../platform/session.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageNotice } from '../platform/ui/PageNotice.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { usePlatformWords } from '../platform/words.ts'
import { CancelDialog } from './page/CancelDialog.tsx'
import { type Asked, type Desk, DeskContext } from './page/desk.ts'
import { Facts } from './page/Facts.tsx'
import { HoldDialog } from './page/HoldDialog.tsx'
import { Lines } from './page/Lines.tsx'
import { MoneyDialog } from './page/MoneyDialog.tsx'
import { Notes } from './page/Notes.tsx'
import { OrderActions } from './page/OrderActions.tsx'
import { OrderHistory } from './page/OrderHistory.tsx'
import { OrderNotices } from './page/OrderNotices.tsx'
import styles from './page/order.module.css'
import type { OrderDetail } from './page/order-rules.ts'
import { Parcels } from './page/Parcels.tsx'
import { Payments } from './page/Payments.tsx'
import { Receiver } from './page/Receiver.tsx'
import { Sourcing } from './page/Sourcing.tsx'
import { TrackDialog } from './page/TrackDialog.tsx'
import { orderKey, useOrder, useOrderPayments } from './page/use-order.ts'
import { useOrderAct } from './page/use-order-act.tsx'
import { useOrderPageWords } from './page/words.ts'
import { fulfillmentTones, paymentTones, stageTones } from './tones.ts'
import { useOrderWords } from './words.ts'

/** One order: what it is, what stands in its way, what can be done, and what happened. */
export default function OrderPage() {
  const say = useOrderPageWords()
  const sayPlatform = usePlatformWords()
  const { orderId = '' } = useParams({ strict: false }) as { orderId?: string }
  const { data: order, error, refetch } = useOrder(orderId)
  if (order !== undefined) return <OpenOrder key={orderId} order={order} />
  if (error instanceof Refusal && (error.status === 404 || error.status === 400)) {
    return <PageNotice title={sayPlatform('not_found_title')} says={say('order_missing')} />
  }
  return (
    <Page title={say('order_title', { number: '…' })}>
      {error === null ? (
        <Skeleton active paragraph={{ rows: 12 }} />
      ) : (
        <Fault error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function OpenOrder({ order }: { order: OrderDetail }) {
  const say = useOrderPageWords()
  const sayOrders = useOrderWords()
  const may = useMay()
  const { data: payments } = useOrderPayments(order.id)
  const [asked, setAsked] = useState<Asked>()
  const [conflictAt, setConflictAt] = useState<number>()
  const close = () => setAsked(undefined)
  const { act, isBusy } = useOrderAct(order.id, (expected) => {
    // What was asked for was about an order that is no longer so.
    close()
    setConflictAt(expected)
  })
  useNews(order.id)
  const desk: Desk = { order, payments: payments?.items, may, act, isBusy, ask: setAsked }
  return (
    <DeskContext value={desk}>
      <Page
        title={say('order_title', { number: order.number })}
        extra={
          <div className={styles.tags}>
            <StatusTag tone={stageTones[order.stage]}>{sayOrders(`stage_${order.stage}`)}</StatusTag>
            <StatusTag tone={paymentTones[order.paymentStatus]}>
              {sayOrders(`payment_${order.paymentStatus}`)}
            </StatusTag>
            <StatusTag tone={fulfillmentTones[order.fulfillmentStatus]}>
              {sayOrders(`fulfillment_${order.fulfillmentStatus}`)}
            </StatusTag>
          </div>
        }
        tools={<OrderActions />}
      >
        <OrderNotices conflictAt={conflictAt} onSeen={() => setConflictAt(undefined)} />
        <div className={styles.columns}>
          <div>
            <Lines />
            <Sourcing />
            <Parcels />
            <Payments />
            <OrderHistory />
          </div>
          <div>
            <Receiver />
            <Facts />
            <Notes />
          </div>
        </div>
        <OrderDialog asked={asked} onClose={close} />
      </Page>
    </DeskContext>
  )
}

function OrderDialog({ asked, onClose }: { asked: Asked | undefined; onClose: () => void }) {
  if (asked === undefined) return null
  switch (asked.dialog) {
    case 'cancel':
      return <CancelDialog onClose={onClose} />
    case 'cancel_line':
      return <CancelDialog line={asked.line} onClose={onClose} />
    case 'hold':
      return <HoldDialog onClose={onClose} />
    case 'track':
      return <TrackDialog parcel={asked.parcel} onClose={onClose} />
    default:
      return <MoneyDialog asked={asked} onClose={onClose} />
  }
}

const kinds = ['order', 'order_note', 'fulfillment_order', 'shipment', 'payment']

/** Reads the order again when something of it changed, and says who changed it, if that was somebody else. */
function useNews(orderId: string): void {
  const { message } = App.useApp()
  const say = useOrderPageWords()
  const sayEvent = useEventWords()
  const nameOf = useActorName()
  const { id: staffId } = useAccount()
  // Of what belongs to an order it is not told of which: work, parcels, payments, notes.
  useLiveQueries(kinds.slice(0, 1), [orderKey(orderId)], (objectId) => objectId === orderId)
  useLiveQueries(kinds.slice(1), [orderKey(orderId)])
  useLive(['order'], (news) => {
    if (news === 'anything') return
    const others = news.filter(
      ({ objectId, actor }) => objectId === orderId && actor.startsWith('staff:') && actor !== `staff:${staffId}`,
    )
    const last = others.at(-1)
    if (last === undefined) return
    void message.info(say('changed_by', { name: nameOf(last.actor), what: sayEvent(last.type) }), 6)
  })
}
