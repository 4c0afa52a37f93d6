import type { listLackingGoodsContract } from '../../src/orders/lacking-goods/contract.ts'
import { paths } from '../paths.ts'
import type { ItemOf } from '../platform/call.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useStockWords } from './words.ts'

type LackingGoods = ItemOf<typeof listLackingGoodsContract>

/** Goods that orders wait for because no place has them: what has to be bought or brought, the most urgent first. */
export default function LackingPage() {
  const say = useStockWords()
  const list = useKeysetList<typeof listLackingGoodsContract>('/stock/lacking')
  const number = { align: 'end', className: 'figure' } as const
  return (
    <Page title={say('lacking_title')} from={{ to: paths.stock(), title: say('title') }}>
      <KeysetTable<LackingGoods>
        list={list}
        label={say('lacking_title')}
        keyOf={({ itemId }) => itemId}
        empty={<EmptyState title={say('lacking_none')} says={say('lacking_none_says')} />}
        columns={[
          {
            title: say('sku'),
            render: (_, { itemId, sku }) => <PageLink to={paths.stockItem(itemId)}>{sku}</PageLink>,
          },
          { title: say('item'), dataIndex: 'name' },
          { title: say('lacking_units'), dataIndex: 'units', ...number },
          { title: say('lacking_orders'), dataIndex: 'orders', ...number },
          { title: say('lacking_since'), render: (_, { since }) => <Moment at={since} /> },
          { title: say('on_hand'), dataIndex: 'onHand', ...number },
          { title: say('incoming'), dataIndex: 'incoming', ...number },
        ]}
      />
    </Page>
  )
}
