import { Popconfirm } from 'antd'
import type { changeCustomerContract } from '../../src/customers/contract.ts'
import { call } from '../platform/call.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import type { Customer } from './customers.ts'
import { useCustomerWords } from './words.ts'

/** Has new orders of a customer wait for review, or takes them as they come again. */
export function BlockButton({ customer, reason }: { customer: Customer; reason: string | undefined }) {
  const say = useCustomerWords()
  const { act, isBusy } = useAct()
  const { id, tier, version } = customer
  const isBlocked = customer.status === 'blocked'
  const set = () =>
    act(
      () =>
        call<typeof changeCustomerContract>(
          'PUT',
          `/customers/${id}`,
          { tier, status: isBlocked ? 'active' : 'blocked' },
          { version },
        ),
      { says: say('saved'), stale: ['/customers'] },
    )
  const word = say(isBlocked ? 'unblock' : 'block')
  if (reason !== undefined) return <ActionButton reason={reason}>{word}</ActionButton>
  return (
    <Popconfirm
      title={word}
      description={say(isBlocked ? 'unblock_says' : 'block_says')}
      okText={word}
      cancelText={say('cancel')}
      onConfirm={set}
    >
      <ActionButton loading={isBusy}>{word}</ActionButton>
    </Popconfirm>
  )
}
