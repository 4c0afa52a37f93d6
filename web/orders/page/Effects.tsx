import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { Preview } from '../../platform/call.ts'
import { useDevice } from '../../platform/device.ts'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { usePlatformWords } from '../../platform/words.ts'
import { useDesk } from './desk.ts'
import type { OrderDetail } from './order-rules.ts'
import { type SayOrderPage, useOrderPageWords } from './words.ts'

/** What would happen, in numbers, before it is done: the server tries it and undoes it. */
export function Effects({
  queryKey,
  ask,
}: {
  queryKey: readonly unknown[]
  ask: (signal: AbortSignal) => Promise<Preview>
}) {
  const say = useOrderPageWords()
  const sayPlatform = usePlatformWords()
  const problem = useProblemWords()
  const { language } = useDevice()
  const { order } = useDesk()
  const { data, error } = useQuery({
    queryKey: ['preview', order.id, order.version, ...queryKey],
    queryFn: ({ signal }) => ask(signal),
    staleTime: 0,
    retry: false,
  })
  if (error !== null) return <p role="alert">{problem(error).text}</p>
  if (data === undefined)
    return <Skeleton active paragraph={{ rows: 2 }} title={false} aria-label={sayPlatform('preview_working')} />
  const effects = effectsOf(order, data, (amount) => writeMoney(amount, order.currency, language), say)
  return (
    <div role="status">
      <strong>{sayPlatform('preview_title')}</strong>
      <ul>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
        {effects.length === 0 && <li>{sayPlatform('preview_none')}</li>}
      </ul>
    </div>
  )
}

function effectsOf(
  order: OrderDetail,
  { numbers, effects, answer }: Preview,
  write: (amount: number) => string,
  say: SayOrderPage,
): string[] {
  const after = answer as Partial<OrderDetail>
  const amountOf = (name: string) => (numbers[name] as Record<string, number> | undefined)?.[order.currency] ?? 0
  const isRequest = effects.some(({ type }) => type === 'order.cancellation_requested')
  const fallen = (after.cancelledTotal ?? order.cancelledTotal) - order.cancelledTotal
  const units = isRequest ? 0 : keptUnits(order) - keptUnits({ lines: after.lines ?? order.lines })
  const works = Number(numbers.openFulfillmentOrders ?? 0)
  return [
    ...(isRequest ? [say('effect_request')] : []),
    ...(fallen > 0 ? [say('effect_amount', { amount: write(fallen) })] : []),
    ...(units > 0 ? [say('effect_units', { count: units })] : []),
    ...(works > 0 && !isRequest ? [say('effect_work', { count: works })] : []),
    ...(amountOf('amountToReturn') > 0 ? [say('effect_return', { amount: write(amountOf('amountToReturn')) })] : []),
    ...(amountOf('amountPromised') > 0 ? [say('effect_promised', { amount: write(amountOf('amountPromised')) })] : []),
    ...(after.status === 'cancelled' && numbers.unitsGivenBack === undefined ? [say('effect_ends')] : []),
  ]
}

function keptUnits({ lines }: Pick<OrderDetail, 'lines'>): number {
  return lines.reduce((units, line) => units + line.allocated + line.reserved, 0)
}
