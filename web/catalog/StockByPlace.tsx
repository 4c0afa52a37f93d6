import { useQuery } from '@tanstack/react-query'
import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import type { getItemStockContract } from '../../src/inventory/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { Fault } from '../platform/ui/Fault.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import { Section } from '../platform/ui/Section.tsx'
import type { Product } from './products.ts'
import { useCatalogWords } from './words.ts'

const counters = ['onHand', 'allocated', 'reserved', 'unavailable', 'incoming', 'safetyStock', 'toPromise'] as const

/** What there is of a variant in each place. */
export function StockByPlace({ product }: { product: Product }) {
  const say = useCatalogWords()
  const stocked = product.variants.filter(({ kind }) => kind === 'stocked')
  const [chosen, setChosen] = useState(stocked[0]?.id)
  const { data, error } = useQuery({
    queryKey: ['/stock/items', chosen],
    queryFn: () => call<typeof getItemStockContract>('GET', `/stock/items/${chosen}`),
    enabled: chosen !== undefined,
  })
  if (chosen === undefined) return null
  return (
    <Section
      title={say('stock_by_place')}
      extra={
        stocked.length > 1 && (
          <Select
            size="small"
            style={{ minWidth: 180 }}
            aria-label={say('variant')}
            value={chosen}
            onChange={setChosen}
            options={stocked.map(({ id, sku }) => ({ value: id, label: sku }))}
          />
        )
      }
    >
      {error !== null ? (
        <Fault error={error} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : data.levels.length === 0 ? (
        <p>{say('no_stock')}</p>
      ) : (
        <RowTable
          rows={data.levels}
          keyOf={({ locationId }) => locationId}
          label={say('stock_by_place')}
          columns={[
            {
              title: say('place'),
              render: (_, { locationId, locationName, locationCode }) => (
                <PageLink to={paths.location(locationId)}>{`${locationName} · ${locationCode}`}</PageLink>
              ),
            },
            ...counters.map((counter) => ({
              title: say(`stock_${counter}`),
              dataIndex: counter,
              align: 'right' as const,
              className: 'figure',
            })),
          ]}
        />
      )}
    </Section>
  )
}
