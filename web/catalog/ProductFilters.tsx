import { Input, Select } from 'antd'
import { paths } from '../paths.ts'
import { oneOf, useSetView, useView, writeSearch } from '../platform/search.ts'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { LinkTabs } from '../platform/ui/LinkTabs.tsx'
import { useProductCounts } from './products.ts'
import { useCatalogWords } from './words.ts'

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
  const linkTo = (wanted: string | undefined) => paths.products(writeSearch({ ...view, status: wanted }))
  return (
    <>
      <LinkTabs
        label={say('by_status')}
        tabs={[
          { to: linkTo(undefined), label: say('status_active'), isOpen: status === 'active', count: countOf('active') },
          {
            ...{ to: linkTo('archived'), label: say('status_archived'), isOpen: status === 'archived' },
            count: countOf('archived'),
          },
          { to: linkTo('all'), label: say('status_all'), isOpen: status === 'all' },
        ]}
      />
      <FilterRow>
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
    </>
  )
}
