import { useQueryClient } from '@tanstack/react-query'
import type { listLackingGoodsContract } from '../../src/orders/lacking-goods/contract.ts'
import { ListDesk } from '../lists/ListDesk.tsx'
import { ListTools } from '../lists/ListTools.tsx'
import { chosenOf } from '../lists/list-acts.ts'
import { useChosenRows } from '../lists/use-chosen-rows.ts'
import { useListView } from '../lists/use-list-view.ts'
import { paths } from '../paths.ts'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { NarrowLacking, useLackingColumns } from './list/lacking-columns.tsx'
import { useLackingExport } from './list/lacking-export.ts'
import { useStockWords } from './words.ts'

const queryKey = ['/stock/lacking']

/** Goods that orders wait for because no place has them: what has to be bought or brought, the most urgent first. */
export default function LackingPage() {
  const say = useStockWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const found = useKeysetList<typeof listLackingGoodsContract>('/stock/lacking')
  const list = { ...found, items: found.items.map((goods) => ({ ...goods, id: goods.itemId })) }
  const view = useListView({ name: 'lacking', columns: useLackingColumns(), filterKeys: [] })
  const chosen = useChosenRows({
    ...{ queryKey, rows: list.items, matching: undefined },
    pick: (selection) => chosenOf(selection, {}),
  })
  return (
    <Page
      isFilled
      title={say('lacking_title')}
      from={{ to: paths.stock(), title: say('title') }}
      tools={<ListTools view={view} chosen={chosen} file={useLackingExport()} />}
    >
      <ListDesk
        label={say('lacking_title')}
        {...{ list, queryKey, view, chosen }}
        showNarrow={(goods) => <NarrowLacking goods={goods} />}
        nameOf={({ sku }) => sku}
        onOpen={(id) => go(paths.stockItem(id))}
        onEnded={() => void queryClient.invalidateQueries({ queryKey })}
        empty={<EmptyState title={say('lacking_none')} says={say('lacking_none_says')} />}
      />
    </Page>
  )
}
