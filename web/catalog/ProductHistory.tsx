import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import type { listAuditEntriesContract } from '../../src/access/audit/contract.ts'
import type { FieldChange } from '../history/event-changes.ts'
import { HistoryList } from '../history/HistoryList.tsx'
import { useHistoryWords } from '../history/words.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import type { Product } from './products.ts'
import { useTaxClassName } from './use-tax-class-name.ts'
import { useCatalogWords } from './words.ts'

const shown = 10

/** What was changed of a product, the newest first, for who may read the audit; not where that is only of some places. */
export function ProductHistory({ product: { id, version } }: { product: Product }) {
  const say = useHistoryWords()
  const sayCatalog = useCatalogWords()
  const write = useWrite()
  const { data, error } = useQuery({
    queryKey: ['/products', id, 'history', version],
    queryFn: () => call<typeof listAuditEntriesContract>('GET', `/audit?objectId=${id}&limit=${shown}`),
  })
  if (error !== null) return null
  return (
    <Section
      title={say('history')}
      extra={<PageLink to={paths.audit(`?objectId=${id}`)}>{sayCatalog('all_changes')}</PageLink>}
    >
      {data === undefined ? (
        <Skeleton active title={false} />
      ) : (
        <HistoryList
          items={data.items.map(({ changes, type, ...entry }) => ({
            ...{ ...entry, type, data: { changes: type === 'product.created' ? {} : changes } },
          }))}
          write={write}
        />
      )}
    </Section>
  )
}

function useWrite(): (change: FieldChange, value: unknown) => string {
  const say = useCatalogWords()
  const nameOf = useTaxClassName()
  return ({ field }, value) => {
    if (value === null || value === undefined || value === '') return '–'
    // Pictures by their hashes, options and components by name: how many there are says enough.
    if (Array.isArray(value)) return say('so_many', { count: value.length })
    if (field.endsWith('status') && (value === 'active' || value === 'archived')) return say(`status_${value}`)
    if (field.endsWith('taxClass')) return nameOf(String(value))
    return typeof value === 'object' ? Object.values(value).join(' / ') : String(value)
  }
}
