import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { systemClock } from '../../../src/platform/time.ts'
import { useActorName } from '../../history/use-actor-name.ts'
import { useEventWords } from '../../history/use-event-words.ts'
import { useDevice } from '../../platform/device.ts'
import { useViewers } from '../../platform/live/use-live.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { writeAge } from '../../platform/ui/Age.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { HeldCustomer } from '../HeldCustomer.tsx'
import { useOrderWords } from '../words.ts'
import { useDesk } from './desk.ts'
import { release } from './OrderActions.tsx'
import styles from './order.module.css'
import { againstReleasing, type DetailHold } from './order-rules.ts'
import { useOrderHistory } from './use-order.ts'
import { WaitingRefunds } from './WaitingRefunds.tsx'
import { useOrderPageWords } from './words.ts'

/** What stands in the way of the order, who else has it open, and what became of what was refused. */
export function OrderNotices({ conflictAt, onSeen }: { conflictAt: number | undefined; onSeen: () => void }) {
  const say = useOrderPageWords()
  const nameOf = useActorName()
  const { order } = useDesk()
  const others = useViewers('order', order.id)
  const { cancellationRequest: request } = order
  return (
    <div className={`${styles.notices} ${styles.noPrint}`}>
      {conflictAt !== undefined && <Conflict since={conflictAt} onSeen={onSeen} />}
      <div role="status">
        {others.length > 0 && (
          <div className={styles.notice}>
            {say('viewers', { names: others.map(({ actor }) => nameOf(actor)).join('、') })}
          </div>
        )}
      </div>
      {request !== null && (
        <div className={`${styles.notice} ${styles.warning}`}>
          <strong>{say('cancelling_title')}</strong>
          <span className={styles.noticeText}>
            {request.reason}
            {request.lines !== null &&
              ` · ${say('cancelling_lines', { lines: request.lines.map(({ lineNumber, quantity }) => `${lineNumber} × ${quantity}`).join(', ') })}`}
          </span>
        </div>
      )}
      <WaitingRefunds />
      {order.holds.map((hold) => (
        <Hold key={hold.id} hold={hold} />
      ))}
    </div>
  )
}

function Hold({ hold }: { hold: DetailHold }) {
  const say = useOrderPageWords()
  const sayOrders = useOrderWords()
  const { t, i18n } = useTranslation('orders')
  const nameOf = useActorName()
  const desk = useDesk()
  const { order, may } = desk
  const obstacle = againstReleasing(hold, may)
  const key = `reason_${hold.reason}`
  // Rules hold with a code of ours or of the shop's settings, people with their own words.
  const reason = i18n.exists(key, { ns: 'orders' }) ? t(key) : hold.reason
  return (
    <div className={`${styles.notice} ${styles.warning}`}>
      <strong>{say('held_title', { kind: sayOrders(`hold_${hold.kind}`) })}</strong>
      <span className={styles.noticeText}>
        {reason} <HeldCustomer reason={hold.reason} customerId={order.customerId} />{' '}
        {hold.detail !== '' && <span className={styles.secondary}>{hold.detail} </span>}
        <span className={styles.secondary}>
          {nameOf(hold.placedBy)} <Moment at={hold.placedAt} />
        </span>
        {hold.kind === 'payment' && order.expiresAt !== null && (
          <div>
            {say('expires_at')} <Moment at={order.expiresAt} /> <TimeLeft until={order.expiresAt} />
          </div>
        )}
      </span>
      <ActionButton
        size="small"
        reason={obstacle === undefined ? undefined : say(`not_${obstacle}`)}
        onClick={() => void release(desk, hold, say)}
      >
        {say('do_release')}
      </ActionButton>
    </div>
  )
}

/** What was refused, because somebody was quicker: who did what since. */
function Conflict({ since, onSeen }: { since: number; onSeen: () => void }) {
  const say = useOrderPageWords()
  const sayEvent = useEventWords()
  const nameOf = useActorName()
  const { order } = useDesk()
  const { data } = useOrderHistory(order.id)
  const changes = (data?.items ?? []).filter(({ objectId, version }) => objectId === order.id && version > since)
  return (
    <div role="alert" className={`${styles.notice} ${styles.danger}`}>
      <div className={styles.noticeText}>
        <strong>{say('conflict_title')}</strong>
        <div>{say('conflict_says')}</div>
        <ul>
          {changes.map(({ version, actor, type, at }) => (
            <li key={version}>
              <Moment at={at} show="second" /> {nameOf(actor)} {sayEvent(type)}
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" onClick={onSeen}>
        {say('conflict_seen')}
      </Button>
    </div>
  )
}

/** How long there still is, or that it is over: a draft lapses within minutes of it. */
function TimeLeft({ until }: { until: string }) {
  const say = useOrderPageWords()
  const { language } = useDevice()
  const now = systemClock().toISOString()
  return now < until ? (
    <strong>{say('expires_left', { time: writeAge(now, until, language) })}</strong>
  ) : (
    <StatusTag tone="danger">{say('expires_over')}</StatusTag>
  )
}
