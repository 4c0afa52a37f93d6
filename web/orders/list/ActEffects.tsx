import { useQuery } from '@tanstack/react-query'
import { Alert, Form, Skeleton } from 'antd'
import { useEffect } from 'react'
import type { startOrderBulkContract } from '../../../src/orders/bulk/bulk-contract.ts'
import { Refusal } from '../../doors/page/call.ts'
import { type Preview, preview } from '../../platform/call.ts'
import { Fault } from '../../platform/ui/Fault.tsx'
import { Money } from '../../platform/ui/Money.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import type { OrderAct, OrderActName, OrderSelection } from './order-acts.ts'
import styles from './orders.module.css'
import { useOrderListWords } from './words.ts'

/** What an act is asked with as long as nothing was typed: what it comes to does not depend on it. */
const anyInput = { hold: { reason: '-' }, cancel: { reason: '-' }, note: { text: '-' } }

/** What an act would come to: how many orders it does, how many it leaves and why, and what money goes with it. */
export function ActEffects({
  act,
  selection,
  onKnown,
}: {
  act: OrderActName
  selection: OrderSelection
  onKnown: (ready: number) => void
}) {
  const say = useOrderListWords()
  const told = useProblemWords()
  const kinds: unknown = Form.useWatch('kinds')
  const input = {
    ...anyInput[act as keyof typeof anyInput],
    ...(Array.isArray(kinds) && kinds.length > 0 && { kinds }),
  }
  const { data, error, refetch } = useQuery({
    queryKey: ['/orders/bulk-jobs', 'preview', act, selection, input],
    queryFn: ({ signal }) =>
      preview<typeof startOrderBulkContract>(
        'POST',
        '/orders/bulk-jobs',
        { selection, action: { name: act, input } as OrderAct },
        { signal },
      ),
    staleTime: 0,
    gcTime: 0,
  })
  const { selected, ready, refused } = numbersOf(data)
  useEffect(() => {
    if (data !== undefined) onKnown(ready)
  }, [data, ready, onKnown])
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  return (
    <Alert
      type={ready === 0 ? 'error' : refused.length > 0 ? 'warning' : 'info'}
      showIcon
      role="status"
      title={ready === 0 ? say('effect_none') : say('effect_ready', { ready, selected })}
      description={
        <>
          {refused.map(([code, count]) => (
            <div key={code}>{say('effect_refused', { count, reason: told(new Refusal(409, { code })).text })}</div>
          ))}
          <Amounts title={say('effect_cancelled')} amounts={data.numbers.amountCancelled} />
          <Amounts title={say('effect_return')} amounts={data.numbers.amountToReturn} />
        </>
      }
    />
  )
}

function Amounts({ title, amounts }: { title: string; amounts: Preview['numbers'][string] | undefined }) {
  if (typeof amounts !== 'object' || amounts === null) return null
  return Object.entries(amounts)
    .filter(([, amount]) => amount !== 0)
    .map(([currency, amount]) => (
      <div key={currency} className={styles.pair}>
        <span>{title}</span>
        <Money amount={amount} currency={currency} />
      </div>
    ))
}

function numbersOf(data: Preview | undefined): { selected: number; ready: number; refused: [string, number][] } {
  const { selected, ready, refused } = data?.numbers ?? {}
  return {
    selected: Number(selected ?? 0),
    ready: Number(ready ?? 0),
    refused: typeof refused === 'object' && refused !== null ? Object.entries(refused) : [],
  }
}
