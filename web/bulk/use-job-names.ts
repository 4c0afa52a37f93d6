import { useCatalogWords } from '../catalog/words.ts'
import { useCustomerWords } from '../customers/words.ts'
import { useLocationWords } from '../locations/words.ts'
import { useOrderListWords } from '../orders/list/words.ts'
import { paths } from '../paths.ts'
import type { BulkJob } from './use-job.ts'
import { useBulkWords } from './words.ts'

type Named = Pick<BulkJob, 'list' | 'action' | 'reverses'>

/** What an act takes back, by that act. */
const undoneBy: Readonly<Record<string, string>> = {
  ...{ release_holds: 'hold', reinstate: 'cancel', restore: 'archive', archive: 'restore' },
  ...{ unblock: 'block', block: 'unblock', reopen: 'close', close: 'reopen' },
}

const pages: Readonly<Record<string, (objectId: string) => string>> = {
  ...{ orders: paths.order, products: paths.product, customers: paths.customer, locations: paths.location },
}

/** Where an object of a job is to be seen. */
export function pathOfRow({ list }: Pick<BulkJob, 'list'>, objectId: string): string {
  return pages[list]?.(objectId) ?? paths.orders()
}

/** What a job did, in the words of the list that it is of. */
export function useJobTitle(): (job: Named) => string {
  const say = useBulkWords()
  const areas: Readonly<Record<string, (key: never) => string>> = {
    ...{ orders: useOrderListWords(), products: useCatalogWords() },
    ...{ customers: useCustomerWords(), locations: useLocationWords() },
  }
  return ({ list, action, reverses }) => {
    const done = reverses === null ? action : (undoneBy[action] ?? action)
    const act = areas[list]?.(`act_${done}` as never) ?? done
    return reverses === null ? act : say('undo_of', { act })
  }
}
