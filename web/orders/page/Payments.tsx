import { Skeleton } from 'antd'
import { useActorName } from '../../history/use-actor-name.ts'
import type { Tone } from '../../platform/theme.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Money } from '../../platform/ui/Money.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { againstRefunding, againstSettling, type Obstacle, type OrderPayment } from './order-rules.ts'
import { useOrderPageWords } from './words.ts'

const paidTones: Record<OrderPayment['status'], Tone> = {
  ...{ pending: 'quiet', authorized: 'active', captured: 'good', failed: 'danger', voided: 'quiet', expired: 'quiet' },
}

/** Money that came and went, each movement with who and when. */
export function Payments() {
  const say = useOrderPageWords()
  const { payments, may, ask } = useDesk()
  if (!may('payments.read')) return null
  return (
    <Section
      title={say('payments')}
      extra={
        <ActionButton
          size="small"
          className={styles.noPrint ?? ''}
          reason={may('payments.record') ? undefined : say('not_permitted')}
          onClick={() => ask({ dialog: 'pay' })}
        >
          {say('do_pay')}
        </ActionButton>
      }
    >
      {payments === undefined && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {payments?.length === 0 && <p className={styles.secondary}>{say('payments_none')}</p>}
      <ul className={styles.list}>
        {payments?.map((payment) => (
          <PaymentItem key={payment.id} payment={payment} />
        ))}
      </ul>
    </Section>
  )
}

function PaymentItem({ payment }: { payment: OrderPayment }) {
  const say = useOrderPageWords()
  const nameOf = useActorName()
  const { may, ask } = useDesk()
  const because = (obstacle: Obstacle | undefined) => (obstacle === undefined ? undefined : say(`not_${obstacle}`))
  const isPromise = payment.status === 'authorized' || payment.status === 'pending'
  return (
    <li>
      <div className={styles.row}>
        <strong>
          <Money amount={payment.amount} currency={payment.currency} />
        </strong>
        <span>{say(`method_${payment.method}_name`)}</span>
        <StatusTag tone={paidTones[payment.status]}>{say(`paid_${payment.status}`)}</StatusTag>
        {payment.reference !== '' && <span className={`${styles.secondary} figure`}>{payment.reference}</span>}
        <span className={`${styles.end} ${styles.noPrint}`} style={{ display: 'flex', gap: 6 }}>
          {isPromise ? (
            (['capture', 'void'] as const).map((dialog) => (
              <ActionButton
                key={dialog}
                size="small"
                reason={because(againstSettling(payment, dialog, may))}
                onClick={() => ask({ dialog, payment })}
              >
                {say(`do_${dialog}`)}
              </ActionButton>
            ))
          ) : (
            <ActionButton
              size="small"
              reason={because(againstRefunding(payment, may))}
              onClick={() => ask({ dialog: 'refund', payment })}
            >
              {say('do_refund')}
            </ActionButton>
          )}
        </span>
      </div>
      <ul className={styles.list} style={{ gap: 2 }}>
        {payment.transactions.map(({ id, kind, amount, actor, at }) => (
          <li key={id} className={`${styles.row} ${styles.secondary}`}>
            <Moment at={at} />
            <span>{say(`moved_${kind}`)}</span>
            <Money amount={amount} currency={payment.currency} />
            <span>{nameOf(actor)}</span>
          </li>
        ))}
      </ul>
    </li>
  )
}
