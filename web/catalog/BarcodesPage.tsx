import { useQuery } from '@tanstack/react-query'
import { Button, Form, Select, Skeleton } from 'antd'
import type { getBarcodeSettingsContract, setBarcodeSettingsContract } from '../../src/catalog/barcodes/contract.ts'
import { type OwnPrefix, ownBarcode, ownPrefixes } from '../../src/catalog/barcodes/own-barcode.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Barcode } from '../platform/ui/Barcode.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { useAct } from '../platform/use-act.tsx'
import { CatalogTabs } from './CatalogTabs.tsx'
import { useCatalogWords } from './words.ts'

/** How barcodes of the house are made. */
export default function BarcodesPage() {
  const say = useCatalogWords()
  const may = useMay()
  const [form] = Form.useForm<{ prefix: OwnPrefix }>()
  const { act, isBusy } = useAct()
  const { data, error } = useQuery({
    queryKey: ['/barcode-settings'],
    queryFn: () => call<typeof getBarcodeSettingsContract>('GET', '/barcode-settings'),
  })
  const prefix = Form.useWatch('prefix', form) ?? data?.prefix
  const save = ({ prefix }: { prefix: OwnPrefix }) =>
    act(
      () =>
        call<typeof setBarcodeSettingsContract>(
          'PUT',
          '/barcode-settings',
          { prefix },
          data && { version: data.version },
        ),
      { says: say('saved'), stale: ['/barcode-settings'], form },
    )
  return (
    <Page title={say('tab_barcodes')}>
      <CatalogTabs open="barcodes" />
      {error !== null && <Fault error={error} />}
      {data === undefined || prefix === undefined ? (
        error === null && <Skeleton active title={false} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          style={{ maxWidth: 480 }}
          initialValues={{ prefix: data.prefix }}
          onFinish={(values) => void save(values)}
        >
          <p>{say('barcodes_say')}</p>
          <Form.Item name="prefix" label={say('barcode_prefix')} extra={say('barcode_prefix_says')}>
            <Select
              style={{ width: 120 }}
              disabled={!may('catalog.write')}
              options={ownPrefixes.map((value) => ({ value, label: value }))}
            />
          </Form.Item>
          <p>
            {say('barcode_next')}
            <br />
            <Barcode code={ownBarcode(prefix, prefix === data.prefix ? data.nextNumber : 1)} />
          </p>
          {may('catalog.write') ? (
            <Button type="primary" htmlType="submit" loading={isBusy}>
              {say('save')}
            </Button>
          ) : (
            <ActionButton reason={say('not_permitted')}>{say('save')}</ActionButton>
          )}
        </Form>
      )}
    </Page>
  )
}
