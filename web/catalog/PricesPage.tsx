import { UploadOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { listPricesContract } from '../../src/pricing/contract.ts'
import { paths } from '../paths.ts'
import { useDevice } from '../platform/device.ts'
import { type ExportTable, readWhole } from '../platform/export-table.ts'
import { oneOf, useSetView, useView } from '../platform/search.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { ExportButton } from '../platform/ui/ExportButton.tsx'
import { FilterRow } from '../platform/ui/FilterRow.tsx'
import { KeysetTable } from '../platform/ui/KeysetTable.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink, useGo } from '../platform/ui/PageLink.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { CatalogTabs } from './CatalogTabs.tsx'
import { PricePanel } from './PricePanel.tsx'
import { writePrice } from './prices.ts'
import type { Priced } from './products.ts'
import { useCatalogWords } from './words.ts'

/** What every variant costs. */
export default function PricesPage() {
  const say = useCatalogWords()
  const may = useMay()
  const { language } = useDevice()
  const sku = oneOf(useView().sku)
  const list = useKeysetList<typeof listPricesContract>('/prices', { sku })
  const [open, setOpen] = useState<Priced>()
  return (
    <Page
      title={say('tab_prices')}
      tools={
        <>
          <ExportButton name={say('tab_prices')} table={usePriceTable(sku)} />
          <ImportButton />
        </>
      }
    >
      <CatalogTabs open="prices" />
      <SkuSearch sku={sku} />
      <KeysetTable
        label={say('tab_prices')}
        list={list}
        rowKey={({ variantId }) => variantId}
        empty={<EmptyState title={say('none_found')} says={say('none_yet_says')} />}
        columns={[
          { title: say('sku'), dataIndex: 'sku', className: 'figure' },
          {
            title: say('name'),
            render: (_, { productId, name }) => <PageLink to={paths.product(productId)}>{name}</PageLink>,
          },
          {
            title: say('price'),
            align: 'right',
            render: (_, { prices }) => (
              <span className="figure">
                {prices.length === 0 ? '–' : prices.map((price) => writePrice(price, language)).join(' · ')}
              </span>
            ),
          },
          {
            title: say('actions'),
            render: (_, priced) =>
              may('catalog.price') && (
                <Button
                  type="link"
                  size="small"
                  onClick={() => setOpen(priced)}
                  aria-label={`${say('set_price')} ${priced.sku}`}
                >
                  {say('set_price')}
                </Button>
              ),
          },
        ]}
      />
      {open && (
        <PricePanel
          variant={{ id: open.variantId, sku: open.sku, prices: open.prices }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

function SkuSearch({ sku }: { sku: string | undefined }) {
  const say = useCatalogWords()
  const setView = useSetView()
  return (
    <FilterRow>
      <Input.Search
        key={sku}
        allowClear
        defaultValue={sku ?? ''}
        placeholder={say('sku_exact')}
        aria-label={say('sku_exact')}
        style={{ width: 240 }}
        onSearch={(text) => setView({ sku: text.trim() || undefined })}
      />
    </FilterRow>
  )
}

function ImportButton() {
  const say = useCatalogWords()
  const may = useMay()
  const go = useGo()
  return (
    <ActionButton
      icon={<UploadOutlined />}
      reason={may('catalog.price') ? undefined : say('not_permitted')}
      onClick={() => go(paths.importPrices())}
    >
      {say('import')}
    </ActionButton>
  )
}

function usePriceTable(sku: string | undefined): ExportTable {
  const say = useCatalogWords()
  return {
    titles: [say('sku'), say('name'), say('currency'), say('price')],
    rows: async function* () {
      for await (const { sku: code, name, prices } of readWhole<typeof listPricesContract>('/prices', { sku })) {
        for (const { currency, price } of prices) yield [code, name, currency, price]
        if (prices.length === 0) yield [code, name, null, null]
      }
    },
  }
}
