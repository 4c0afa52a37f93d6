import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { Input, Select } from 'antd'
import type { listCustomersContract } from '../../src/customers/contract.ts'
import { tiers } from '../../src/customers/customer.ts'
import { paths } from '../paths.ts'
import { type ExportTable, readWhole } from '../platform/export-table.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { ExportButton } from '../platform/ui/ExportButton.tsx'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { useCustomerColumns } from './customer-columns.tsx'
import { regionOf, standingOf } from './customers.ts'
import { useCustomerWords } from './words.ts'

/** Who buys. */
export default function CustomersPage() {
  const say = useCustomerWords()
  const may = useMay()
  const go = useGo()
  const view = useView()
  const filter = { text: oneOf(view.text), tier: oneOf(view.tier), code: oneOf(view.code) }
  const list = useKeysetList<typeof listCustomersContract>('/customers', filter)
  const columns = useCustomerColumns()
  const table = useCustomerTable(filter)
  const reason = may('customers.write') ? undefined : say('not_permitted')
  const isFiltered = Object.values(filter).some((part) => part !== undefined)
  return (
    <Page
      title={say('title')}
      tools={
        <>
          <ExportButton name={say('title')} table={table} />
          <ActionButton icon={<UploadOutlined />} reason={reason} onClick={() => go(paths.importCustomers())}>
            {say('import')}
          </ActionButton>
          <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => go(paths.newCustomer())}>
            {say('new_customer')}
          </ActionButton>
        </>
      }
    >
      <CustomerFilters {...filter} />
      <KeysetTable
        label={say('title')}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          isFiltered ? (
            <EmptyState title={say('none_found')} says={say('none_found_says')} />
          ) : (
            <EmptyState title={say('none_yet')} says={say('none_yet_says')} />
          )
        }
      />
    </Page>
  )
}

type Filter = { text: string | undefined; tier: string | undefined; code: string | undefined }

function CustomerFilters(filter: Filter) {
  const say = useCustomerWords()
  const setView = useSetView()
  return (
    <FilterRow>
      <Input.Search
        key={`text ${filter.text}`}
        allowClear
        defaultValue={filter.text ?? ''}
        placeholder={say('search')}
        aria-label={say('search')}
        style={{ width: 280 }}
        maxLength={200}
        onSearch={(text) => setView({ text: text.trim() || undefined })}
      />
      <Input.Search
        key={`code ${filter.code}`}
        allowClear
        defaultValue={filter.code ?? ''}
        placeholder={say('code')}
        aria-label={say('code')}
        style={{ width: 180 }}
        maxLength={100}
        onSearch={(code) => setView({ code: code.trim() || undefined })}
      />
      <Select
        allowClear
        placeholder={say('tier')}
        aria-label={say('tier')}
        style={{ width: 130 }}
        value={filter.tier ?? null}
        options={tiers.map((value) => ({ value, label: say(`tier_${value}`) }))}
        onChange={(tier: string | undefined) => setView({ tier })}
      />
    </FilterRow>
  )
}

/** Customers by a filter as a table; what is personal is masked as the screen shows it. */
function useCustomerTable(filter: Readonly<Record<string, unknown>>): ExportTable {
  const say = useCustomerWords()
  return {
    titles: [
      ...[say('name'), say('phone'), say('email'), say('company'), say('region'), say('code'), say('tier')],
      ...[say('status'), say('created')],
    ],
    rows: async function* () {
      for await (const customer of readWhole<typeof listCustomersContract>('/customers', filter)) {
        const { contact, code, tier, createdAt } = customer
        yield [
          ...[contact?.name ?? null, contact?.phone ?? null, contact?.email ?? null, contact?.company ?? null],
          ...[contact === null ? null : regionOf(contact), code, say(`tier_${tier}`)],
          ...[say(standingOf(customer).word), createdAt],
        ]
      }
    },
  }
}
