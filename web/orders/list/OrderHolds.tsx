import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { releaseHoldContract } from '../../../src/orders/change-contract.ts'
import { useListsWords } from '../../lists/words.ts'
import { call } from '../../platform/call.ts'
import { useMay } from '../../platform/session.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { HeldCustomer } from '../HeldCustomer.tsx'
import { useOrderWords } from '../words.ts'
import type { OrderDetail } from './order-row.ts'
import styles from './orders.module.css'
import { useOrderListWords } from './words.ts'

/** Why an order waits, and its release: what waits for a payment only that payment releases. */
export function OrderHolds({ order, onReleased }: { order: OrderDetail; onReleased: () => void }) {
  const say = useOrderListWords()
  const sayLists = useListsWords()
  const sayOrder = useOrderWords()
  const may = useMay()
  const told = useProblemWords()
  const { message } = App.useApp()
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: (holdId: string) => call<typeof releaseHoldContract>('DELETE', `/orders/${order.id}/holds/${holdId}`),
    onSuccess: async ({ holds }) => {
      void message.success(say('hold_released'))
      await queryClient.invalidateQueries({ queryKey: [`/orders/${order.id}`] })
      if (holds.length === 0) onReleased()
    },
    onError: (error) => void message.error(told(error).text),
  })
  const reasonNot = (kind: string) => {
    if (!may('orders.hold')) return sayLists('act_needs', { permission: 'orders.hold' })
    return kind === 'payment' ? say('hold_waits_payment') : undefined
  }
  return order.holds.map(({ id, kind, reason, detail, placedAt }) => (
    <div key={id} className={styles.pair}>
      <span>
        {sayOrder(`hold_${kind}`)} · {reasonWords(reason, sayOrder)}{' '}
        <HeldCustomer reason={reason} customerId={order.customerId} />
        <div className={styles.quiet}>
          {detail} <Moment at={placedAt} />
        </div>
      </span>
      <ActionButton size="small" type="primary" reason={reasonNot(kind)} loading={isPending} onClick={() => mutate(id)}>
        {say('hold_release')}
      </ActionButton>
    </div>
  ))
}

/** A reason is a code of ours, or what somebody wrote. */
function reasonWords(reason: string, sayOrder: ReturnType<typeof useOrderWords>): string {
  const key = `reason_${reason}`
  const said = sayOrder(key as 'reason_payment_awaited')
  return said === key ? reason : said
}
