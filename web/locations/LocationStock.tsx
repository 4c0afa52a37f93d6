import type { listLevelsContract } from '../../src/inventory/contract.ts'
import { type ExportTable, readWhole } from '../platform/export-table.ts'
import { ExportButton } from '../platform/ui/ExportButton.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useLocationWords } from './words.ts'

const counters = ['onHand', 'allocated', 'reserved', 'unavailable', 'incoming', 'safetyStock', 'toPromise'] as const

/** What is in a place. */
export function LocationStock({ locationId }: { locationId: string }) {
  const say = useLocationWords()
  const list = useKeysetList<typeof listLevelsContract>('/stock/levels', { locationId })
  const table: ExportTable = {
    titles: [say('place_code'), say('sku'), say('item'), ...counters.map((counter) => say(`stock_${counter}`))],
    rows: async function* () {
      for await (const level of readWhole<typeof listLevelsContract>('/stock/levels', { locationId })) {
        yield [level.locationCode, level.sku, level.name, ...counters.map((counter) => level[counter])]
      }
    },
  }
  return (
    <Section title={say('stock')} extra={<ExportButton name={say('stock')} table={table} />}>
      <KeysetTable
        label={say('stock')}
        list={list}
        rowKey={({ itemId }) => itemId}
        empty={<p>{say('no_stock')}</p>}
        columns={[
          { title: say('sku'), dataIndex: 'sku', className: 'figure' },
          { title: say('item'), dataIndex: 'name' },
          ...counters.map((counter) => ({
            title: say(`stock_${counter}`),
            dataIndex: counter,
            align: 'right' as const,
            className: 'figure',
          })),
        ]}
      />
    </Section>
  )
}
