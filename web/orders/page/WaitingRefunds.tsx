import { useQuery } from '@tanstack/react-query'
import type { listApprovalsContract } from '../../../src/approvals/contract.ts'
import { paths } from '../../paths.ts'
import { call, queryOf } from '../../platform/call.ts'
import { useLiveQueries } from '../../platform/live/use-live.ts'
import { Money } from '../../platform/ui/Money.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { orderKey } from './use-order.ts'
import { useOrderPageWords } from './words.ts'

/** Refunds of this order that wait for another person: who does not see them asks for them twice. */
export function WaitingRefunds() {
  const say = useOrderPageWords()
  const { order, may } = useDesk()
  const queryKey = [...orderKey(order.id), 'approvals']
  useLiveQueries(['approval'], [queryKey])
  const { data } = useQuery({
    queryKey,
    queryFn: () =>
      call<typeof listApprovalsContract>(
        'GET',
        `/approvals${queryOf({ status: 'requested', kind: 'refund', limit: 200 })}`,
      ),
    enabled: may('approvals.read') && order.captured > 0,
  })
  const waiting = (data?.items ?? []).filter(({ orderId }) => orderId === order.id)
  return waiting.map(({ id, amount, currency, reason }) => (
    <div key={id} className={`${styles.notice} ${styles.warning}`}>
      <strong>
        {say('refund_waits')} <Money amount={amount ?? 0} currency={currency ?? order.currency} />
      </strong>
      <span className={styles.noticeText}>{reason}</span>
      <PageLink to={paths.approvals(`?open=${id}`)}>{say('refund_waits_open')}</PageLink>
    </div>
  ))
}
