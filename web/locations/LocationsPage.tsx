import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Select, type TableProps } from 'antd'
import type { listLocationsContract } from '../../src/locations/contract.ts'
import { locationKinds } from '../../src/locations/location.ts'
import { paths } from '../paths.ts'
import { type ExportTable, readWhole } from '../platform/export-table.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { ExportButton } from '../platform/ui/ExportButton.tsx'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { LinkTabs } from '../platform/ui/LinkTabs.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { type Location, regionOf } from './places.ts'
import { useLocationWords } from './words.ts'

/** Warehouses, stores, and places that only count. */
export default function LocationsPage() {
  const say = useLocationWords()
  const may = useMay()
  const go = useGo()
  const view = useView()
  const setView = useSetView()
  const status = oneOf(view.status) ?? 'active'
  const filter = { status: status === 'all' ? undefined : status, kind: oneOf(view.kind) }
  const list = useKeysetList<typeof listLocationsContract>('/locations', filter)
  const table = useLocationTable(filter)
  const reasonFor = (permission: string) => (may(permission) ? undefined : say('not_permitted'))
  return (
    <Page
      title={say('title')}
      tools={
        <>
          <ExportButton name={say('title')} table={table} />
          <ActionButton
            icon={<UploadOutlined />}
            reason={reasonFor('stock.adjust')}
            onClick={() => go(paths.importStock())}
          >
            {say('import_stock')}
          </ActionButton>
          <ActionButton
            type="primary"
            icon={<PlusOutlined />}
            reason={reasonFor('locations.write')}
            onClick={() => go(paths.newLocation())}
          >
            {say('new_location')}
          </ActionButton>
        </>
      }
    >
      <LinkTabs
        label={say('by_status')}
        tabs={(['active', 'closed', 'all'] as const).map((each) => ({
          to: paths.locations(each === 'active' ? '' : `?status=${each}`),
          label: say(`status_${each}`),
          isOpen: each === status,
        }))}
      />
      <FilterRow>
        <Select
          allowClear
          placeholder={say('kind')}
          aria-label={say('kind')}
          style={{ width: 150 }}
          value={filter.kind ?? null}
          options={locationKinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
          onChange={(kind: string | undefined) => setView({ kind })}
        />
      </FilterRow>
      <KeysetTable
        label={say('title')}
        list={list}
        rowKey={({ id }) => id}
        empty={<EmptyState title={say('none')} says={say('none_says')} />}
        columns={useColumns()}
      />
    </Page>
  )
}

function useColumns(): NonNullable<TableProps<Location>['columns']> {
  const say = useLocationWords()
  return [
    {
      title: say('name'),
      render: (_, { id, name }) => <PageLink to={paths.location(id)}>{name}</PageLink>,
    },
    { title: say('code'), dataIndex: 'code', className: 'figure' },
    { title: say('kind'), render: (_, { kind }) => say(`kind_${kind}`) },
    { title: say('region'), render: (_, location) => regionOf(location) },
    { title: say('fulfils'), render: (_, { fulfils }) => say(fulfils ? 'yes' : 'no') },
    { title: say('priority'), dataIndex: 'priority', align: 'right', className: 'figure' },
    { title: say('time_zone'), dataIndex: 'timeZone' },
    {
      title: say('status'),
      render: (_, { status }) => (
        <StatusTag tone={status === 'active' ? 'good' : 'quiet'}>{say(`status_${status}`)}</StatusTag>
      ),
    },
  ]
}

function useLocationTable(filter: Readonly<Record<string, unknown>>): ExportTable {
  const say = useLocationWords()
  return {
    titles: [
      ...[say('name'), say('code'), say('kind'), say('region'), say('fulfils'), say('priority')],
      ...[say('time_zone'), say('status')],
    ],
    rows: async function* () {
      for await (const location of readWhole<typeof listLocationsContract>('/locations', filter)) {
        const { name, code, kind, fulfils, priority, timeZone, status } = location
        yield [
          ...[name, code, say(`kind_${kind}`), regionOf(location), say(fulfils ? 'yes' : 'no'), priority],
          ...[timeZone, say(`status_${status}`)],
        ]
      }
    },
  }
}
