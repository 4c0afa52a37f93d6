import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { ReactNode } from 'react'
import type { findCustomerSpendingContract } from '../../src/orders/spending/contract.ts'
import { mostSummed, openStages, standingStages } from '../../src/orders/spending/spending.ts'
import { paths } from '../paths.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Money } from '../platform/ui/Money.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import styles from './customers.module.css'
import { useCustomerWords } from './words.ts'

type Sums = AnswerOf<typeof findCustomerSpendingContract>['items'][number]

/** What a customer ordered and paid, a line for each currency; nothing of who never ordered. */
export function Spending({ customerId }: { customerId: string }) {
  const say = useCustomerWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['/customers', customerId, 'spending'],
    queryFn: () => call<typeof findCustomerSpendingContract>('GET', `/customers/${customerId}/spending`),
  })
  if (error !== null) return <Fault error={error} onRetry={() => void refetch()} />
  if (data === undefined) return <Skeleton active title={false} paragraph={{ rows: 1 }} />
  return (
    <>
      {data.items.map((sums) => (
        <Figures key={sums.currency} customerId={customerId} sums={sums} />
      ))}
      {!data.isWhole && <p className={styles.quiet}>{say('sums_of_newest', { count: mostSummed })}</p>}
    </>
  )
}

function Figures({ customerId, sums }: { customerId: string; sums: Sums }) {
  const say = useCustomerWords()
  const { currency, orders, ordered, average, paid, open, firstPlacedAt, lastPlacedAt } = sums
  const ofCustomer = `?customerId=${customerId}`
  const figures: [string, ReactNode][] = [
    [
      say('sum_orders'),
      <PageLink key="orders" to={paths.orders(`${ofCustomer}&stage=${standingStages.join(',')}`)}>
        {orders}
      </PageLink>,
    ],
    [say('sum_ordered'), <Money key="ordered" amount={ordered} currency={currency} />],
    [say('sum_paid'), <Money key="paid" amount={paid} currency={currency} />],
    [say('sum_average'), average === null ? '–' : <Money key="average" amount={average} currency={currency} />],
    [
      say('sum_open'),
      <PageLink key="open" to={paths.orders(`${ofCustomer}&stage=${openStages.join(',')}`)}>
        {open}
      </PageLink>,
    ],
    [say('sum_first'), firstPlacedAt === null ? '–' : <Moment key="first" at={firstPlacedAt} show="day" />],
    [say('sum_last'), lastPlacedAt === null ? '–' : <Moment key="last" at={lastPlacedAt} show="day" />],
  ]
  return (
    <dl className={styles.sums}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figure">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
