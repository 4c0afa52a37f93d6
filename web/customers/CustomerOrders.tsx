import type { listOrdersContract } from '../../src/orders/contract.ts'
import { stageTones } from '../orders/tones.ts'
import { useOrderWords } from '../orders/words.ts'
import { paths } from '../paths.ts'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Money } from '../platform/ui/Money.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useCustomerWords } from './words.ts'

/** What a customer ordered, the newest first. */
export function CustomerOrders({ customerId }: { customerId: string }) {
  const say = useCustomerWords()
  const sayOrders = useOrderWords()
  const list = useKeysetList<typeof listOrdersContract>('/orders', { customerId }, 20)
  return (
    <Section
      title={say('orders')}
      extra={<PageLink to={paths.orders(`?customerId=${customerId}`)}>{say('all_orders')}</PageLink>}
    >
      <KeysetTable
        label={say('orders')}
        list={list}
        keyOf={({ id }) => id}
        empty={<p>{say('no_orders')}</p>}
        columns={[
          {
            title: say('order_number'),
            render: (_, { id, number }) => (
              <PageLink to={paths.order(id)} className="figure">
                {number}
              </PageLink>
            ),
          },
          { title: say('placed'), render: (_, { placedAt }) => <Moment at={placedAt} /> },
          {
            title: say('stage'),
            onCard: 'end',
            render: (_, { stage }) => <StatusTag tone={stageTones[stage]}>{sayOrders(`stage_${stage}`)}</StatusTag>,
          },
          {
            title: say('total'),
            align: 'right',
            render: (_, { total, currency }) => <Money amount={total} currency={currency} />,
          },
        ]}
      />
    </Section>
  )
}
