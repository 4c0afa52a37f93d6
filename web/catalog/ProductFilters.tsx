import { Input, Segmented, Select } from 'antd'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { useProductCounts } from './products.ts'
import { useCatalogWords } from './words.ts'

const statuses = ['active', 'archived', 'all'] as const
const kinds = ['stocked', 'bundle', 'service'] as const

/** What a list of products is narrowed to; it stands in the address. */
export function ProductFilters({ status }: { status: string }) {
  const say = useCatalogWords()
  const view = useView()
  const setView = useSetView()
  const counts = useProductCounts()
  const countOf = (wanted: string) => {
    const found = counts?.statuses.find((each) => each.status === wanted)
    return found && `${found.products}${found.more ? '+' : ''}`
  }
  const labelOf = (wanted: (typeof statuses)[number]) => [say(`status_${wanted}`), countOf(wanted)].join(' ').trim()
  return (
    <FilterRow>
      <Segmented
        aria-label={say('by_status')}
        value={status}
        options={statuses.map((value) => ({ value, label: labelOf(value) }))}
        onChange={(chosen) => setView({ status: chosen === 'active' ? undefined : chosen })}
      />
      <Input.Search
        key={oneOf(view.text)}
        allowClear
        defaultValue={oneOf(view.text) ?? ''}
        placeholder={say('search')}
        aria-label={say('search')}
        style={{ width: 280 }}
        maxLength={100}
        onSearch={(text) => setView({ text: text.trim() || undefined })}
      />
      <Select
        allowClear
        showSearch
        placeholder={say('category')}
        aria-label={say('category')}
        style={{ width: 160 }}
        value={oneOf(view.category) ?? null}
        options={(counts?.categories ?? []).map((value) => ({ value, label: value }))}
        onChange={(category: string | undefined) => setView({ category })}
      />
      <Select
        allowClear
        placeholder={say('kind')}
        aria-label={say('kind')}
        style={{ width: 130 }}
        value={oneOf(view.kind) ?? null}
        options={kinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
        onChange={(kind: string | undefined) => setView({ kind })}
      />
    </FilterRow>
  )
}
