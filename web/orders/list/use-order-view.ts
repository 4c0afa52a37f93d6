import { useListView } from '../../lists/use-list-view.ts'
import { oneOf, useView } from '../../platform/search.ts'
import { useOrderColumns } from './order-columns.tsx'
import { filterKeys, filterOf } from './order-view.ts'

/** How the list of orders is looked at now; of numbers that were pasted, the address has their key. */
export function useOrderView() {
  const address = useView()
  const view = useListView({ name: 'orders', columns: useOrderColumns(), filterKeys, endsWithView: ['numbers'] })
  return { ...view, filter: filterOf(address), numbersKey: oneOf(address.numbers) }
}
