import { CloseOutlined, ExportOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { findOrderContract } from '../../../src/orders/contract.ts'
import { writeRegion } from '../../locations/write-region.ts'
import { paths } from '../../paths.ts'
import { call } from '../../platform/call.ts'
import { useIsNarrow } from '../../platform/device.ts'
import { useLiveQueries } from '../../platform/live/use-live.ts'
import { Fault } from '../../platform/ui/Fault.tsx'
import { NarrowLine } from '../../platform/ui/list/NarrowLine.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Money } from '../../platform/ui/Money.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useChannelName } from '../../settings/use-channels.ts'
import { fulfillmentTones, paymentTones, stageTones } from '../tones.ts'
import { useOrderWords } from '../words.ts'
import { OrderHolds } from './OrderHolds.tsx'
import type { OrderDetail } from './order-row.ts'
import styles from './orders.module.css'
import { useOrderListWords } from './words.ts'

type Panel = { orderId: string; onClose: () => void; onReleased: () => void; acts: ReactNode }

/** An order beside the list: what it is, why it waits, and what can be done with it; the list stays as it was. */
export function OrderPanel(panel: Panel) {
  const isNarrow = useIsNarrow()
  const say = useOrderListWords()
  const { orderId, onClose } = panel
  const queryKey = [`/orders/${orderId}`, 'panel']
  useLiveQueries(['order', 'order_note', 'payment'], [queryKey], (id) => id === orderId)
  const { data, error, refetch } = useQuery({
    queryKey,
    queryFn: () => call<typeof findOrderContract>('GET', `/orders/${orderId}`),
  })
  const content =
    error !== null ? (
      <Fault error={error} onRetry={() => void refetch()} />
    ) : data === undefined ? (
      <Skeleton active />
    ) : (
      <Summary {...panel} order={data} />
    )
  if (isNarrow) {
    return (
      <Drawer open size="100%" onClose={onClose} title={say('panel', { number: data?.number ?? '' })}>
        {content}
      </Drawer>
    )
  }
  return (
    <aside className={styles.panel} aria-label={say('panel', { number: data?.number ?? '' })}>
      <div className={styles.panelHead}>
        <h2 className="figure">{data === undefined ? '' : say('panel', { number: data.number })}</h2>
        <Button type="text" icon={<CloseOutlined />} aria-label={say('panel_close')} onClick={onClose} />
      </div>
      {content}
    </aside>
  )
}

function Summary({ order, orderId, acts, onReleased }: Panel & { order: OrderDetail }) {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const channelName = useChannelName()
  const { stage, paymentStatus, fulfillmentStatus } = order
  return (
    <>
      <div className={styles.part}>
        <NarrowLine>
          <StatusTag tone={stageTones[stage]}>{sayOrder(`stage_${stage}`)}</StatusTag>
          <StatusTag tone={paymentTones[paymentStatus]}>{sayOrder(`payment_${paymentStatus}`)}</StatusTag>
          <StatusTag tone={fulfillmentTones[fulfillmentStatus]}>
            {sayOrder(`fulfillment_${fulfillmentStatus}`)}
          </StatusTag>
        </NarrowLine>
        <div className={styles.pair}>
          <span className={styles.quiet}>{say('panel_place')}</span>
          <span>
            {channelName(order.channel)} · <Moment at={order.placedAt} />
          </span>
        </div>
        <div className={styles.found}>
          <PageLink to={paths.order(orderId)}>
            <ExportOutlined /> {say('panel_open')}
          </PageLink>
          {acts}
        </div>
      </div>
      {order.holds.length > 0 && (
        <Part title={say('panel_holds')}>
          <OrderHolds order={order} onReleased={onReleased} />
        </Part>
      )}
      <Content order={order} />
    </>
  )
}

/** Whom it goes to, what it is of, and its money. */
function Content({ order }: { order: OrderDetail }) {
  const say = useOrderListWords()
  const { currency, shipTo } = order
  return (
    <>
      <Part title={say('panel_receiver')}>
        {shipTo === null ? say('panel_erased') : [shipTo.name, shipTo.phone].filter(Boolean).join(' ')}
        <div className={styles.quiet}>{writeRegion(shipTo)}</div>
      </Part>
      <Part title={say('panel_lines')}>
        {order.lines
          .filter(({ parentLineNumber }) => parentLineNumber === null)
          .map(({ lineNumber, name, sku, quantity, lineTotal }) => (
            <div key={lineNumber} className={styles.pair}>
              <span>
                {name === '' ? sku : name} <span className={`figure ${styles.quiet}`}>× {quantity}</span>
              </span>
              <Money amount={lineTotal} currency={currency} />
            </div>
          ))}
      </Part>
      <Part title={say('panel_money')}>
        <div className={styles.pair}>
          <span>{say('panel_total')}</span>
          <strong>
            <Money amount={order.total} currency={currency} />
          </strong>
        </div>
        <div className={styles.pair}>
          <span>{say('panel_paid')}</span>
          <Money amount={order.captured - order.refunded} currency={currency} />
        </div>
      </Part>
      {order.notes.length > 0 && (
        <Part title={say('panel_notes')}>
          {order.notes.map(({ id, text, writtenAt }) => (
            <div key={id} className={styles.pair}>
              <span>{text}</span>
              <span className={styles.quiet}>
                <Moment at={writtenAt} />
              </span>
            </div>
          ))}
        </Part>
      )}
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
