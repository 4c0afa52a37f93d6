import { useState } from 'react'
import type { listLevelsContract } from '../../src/inventory/contract.ts'
import { ExportList, type ListExport } from '../lists/ExportList.tsx'
import { ListTasks } from '../lists/ListTasks.tsx'
import { firstSort } from '../lists/use-list-view.ts'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useLocationWords } from './words.ts'

const counters = ['onHand', 'allocated', 'reserved', 'unavailable', 'incoming', 'safetyStock', 'toPromise'] as const

/** What is in a place. */
export function LocationStock({ locationId }: { locationId: string }) {
  const say = useLocationWords()
  const list = useKeysetList<typeof listLevelsContract>('/stock/levels', { locationId })
  const [isLogOpen, setLogOpen] = useState(false)
  const file: ListExport = {
    ...{ path: '/stock/levels/exports', hasOneOrder: true, words: {} },
    countOf: () => say('stock'),
    columnsOf: (keys) => keys.map((key) => ({ key, title: titles[key as keyof typeof titles] })),
  }
  const titles = {
    ...{ locationCode: say('place_code'), sku: say('sku'), name: say('item') },
    ...(Object.fromEntries(counters.map((key) => [key, say(`stock_${key}`)])) as Record<
      (typeof counters)[number],
      string
    >),
  }
  return (
    <Section
      title={say('stock')}
      extra={
        <>
          <ExportList
            file={file}
            columns={Object.keys(titles).map((key) => ({ key, isHidden: false }))}
            selection={{ filter: { locationId } }}
            sort={firstSort}
            count=""
            onStarted={() => setLogOpen(true)}
          />
          <ListTasks isLogOpen={isLogOpen} onLog={setLogOpen} />
        </>
      }
    >
      <KeysetTable
        label={say('stock')}
        list={list}
        keyOf={({ itemId }) => itemId}
        empty={<p>{say('no_stock')}</p>}
        columns={[
          { title: say('sku'), dataIndex: 'sku' },
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
