import { PlusOutlined } from '@ant-design/icons'
import { Form, Input, InputNumber, Modal, Skeleton, Switch, Typography } from 'antd'
import { useState } from 'react'
import { defaultTaxClass } from '../../src/catalog/product.ts'
import type { setTaxRateContract } from '../../src/pricing/contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import { useAct } from '../platform/use-act.tsx'
import { CatalogTabs } from './CatalogTabs.tsx'
import { useTaxRates } from './products.ts'
import { useTaxClassName } from './use-tax-class-name.ts'
import { useCatalogWords } from './words.ts'

type Rate = AnswerOf<typeof setTaxRateContract>

/** How each tax class is taxed. */
export default function TaxesPage() {
  const say = useCatalogWords()
  const nameOf = useTaxClassName()
  const may = useMay()
  const rates = useTaxRates()
  const [open, setOpen] = useState<Rate | 'new'>()
  const reason = may('catalog.tax') ? undefined : say('not_permitted')
  return (
    <Page
      title={say('tab_taxes')}
      tools={
        <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => setOpen('new')}>
          {say('new_tax')}
        </ActionButton>
      }
    >
      <CatalogTabs open="taxes" />
      {rates === undefined ? (
        <Skeleton active title={false} />
      ) : rates.length === 0 ? (
        <EmptyState title={say('no_taxes')} says={say('no_taxes_says')} />
      ) : (
        <RowTable<Rate>
          rows={rates}
          keyOf={({ taxClass }) => taxClass}
          label={say('tab_taxes')}
          maxWidth={640}
          columns={[
            { title: say('tax_class'), render: (_, { taxClass }) => <TaxClass code={taxClass} /> },
            {
              title: say('tax_rate'),
              align: 'right',
              render: (_, { rateBasisPoints }) => <span className="figure">{`${rateBasisPoints / 100}%`}</span>,
            },
            {
              title: say('tax_included'),
              render: (_, { included }) => (included ? say('tax_inside') : say('tax_on_top')),
            },
            {
              title: say('actions'),
              onCard: 'foot',
              render: (_, rate) => (
                <ActionButton
                  {...{ type: 'link', size: 'small', reason, onClick: () => setOpen(rate) }}
                  aria-label={`${say('edit')} ${nameOf(rate.taxClass)}`}
                >
                  {say('edit')}
                </ActionButton>
              ),
            },
          ]}
        />
      )}
      {open !== undefined && (
        <TaxForm
          {...(open !== 'new' && { rate: open })}
          included={rates?.[0]?.included ?? true}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  )
}

/** What it is called, and the code that files and the API name it by where that is another. */
function TaxClass({ code }: { code: string }) {
  const name = useTaxClassName()(code)
  return (
    <>
      {name} {name !== code && <Typography.Text type="secondary">{code}</Typography.Text>}
    </>
  )
}

function TaxForm({ rate, included, onClose }: { rate?: Rate; included: boolean; onClose: () => void }) {
  const say = useCatalogWords()
  const nameOf = useTaxClassName()
  const [form] = Form.useForm<{ taxClass: string; percent: number; included: boolean }>()
  const { act, isBusy } = useAct()
  const save = async ({ taxClass, percent, included }: { taxClass: string; percent: number; included: boolean }) => {
    const body = { rateBasisPoints: Math.round(percent * 100), included }
    const path = `/tax-rates/${encodeURIComponent(taxClass.trim())}`
    const done = await act(() => call<typeof setTaxRateContract>('PUT', path, body), {
      ...{ says: say('saved'), stale: ['/tax-rates'], form },
    })
    if (done !== undefined) onClose()
  }
  return (
    <Modal
      open
      title={rate === undefined ? say('new_tax') : say('edit_tax', { taxClass: nameOf(rate.taxClass) })}
      okText={say('save')}
      cancelText={say('cancel')}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ taxClass: rate?.taxClass, percent: (rate?.rateBasisPoints ?? 0) / 100, included }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="taxClass"
          label={say('tax_class')}
          extra={say('tax_code_says', { code: defaultTaxClass })}
          rules={[{ required: true, whitespace: true, message: say('required') }]}
        >
          <Input maxLength={50} disabled={rate !== undefined} />
        </Form.Item>
        <Form.Item name="percent" label={say('tax_rate')} rules={[{ required: true, message: say('required') }]}>
          <InputNumber min={0} max={100} precision={2} suffix="%" />
        </Form.Item>
        <Form.Item name="included" label={say('tax_included')} valuePropName="checked" extra={say('tax_included_says')}>
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  )
}
