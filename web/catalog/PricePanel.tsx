import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import { currencies } from '../../src/platform/money.ts'
import type { setPricesContract } from '../../src/pricing/contract.ts'
import { call } from '../platform/call.ts'
import { useMerchant } from '../platform/session.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { priceForm } from './prices.ts'
import type { Priced } from './products.ts'
import styles from './variant-fields.module.css'
import { useCatalogWords } from './words.ts'

type Values = { prices: Priced['prices'] }

/** Sets what a variant costs, in each currency. */
export function PricePanel({
  variant,
  onClose,
}: {
  variant: { id: string; sku: string; prices: Priced['prices'] }
  onClose: () => void
}) {
  const say = useCatalogWords()
  const currency = useMerchant()?.currency
  const [form] = Form.useForm<Values>()
  const { act, isBusy } = useAct()
  const save = async ({ prices }: Values) => {
    const send = () => call<typeof setPricesContract>('PUT', `/variants/${variant.id}/prices`, { prices })
    if ((await act(send, { says: say('saved'), stale: ['/prices'], form })) !== undefined) onClose()
  }
  const first = variant.prices.length > 0 ? variant.prices : [{ currency, price: '' }]
  return (
    <SidePanel
      isOpen
      title={say('prices_of', { sku: variant.sku })}
      onClose={onClose}
      width={420}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form form={form} layout="vertical" initialValues={{ prices: first }} onFinish={(values) => void save(values)}>
        <Form.List name="prices">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className={styles.row}>
                  <Form.Item name={[name, 'currency']} rules={[{ required: true, message: say('required') }]}>
                    <Select
                      showSearch
                      style={{ width: 100 }}
                      aria-label={say('currency')}
                      options={currencies.map((value) => ({ value, label: value }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'price']}
                    style={{ flex: 1 }}
                    rules={[{ required: true, pattern: priceForm, message: say('price_form') }]}
                  >
                    <Input inputMode="decimal" aria-label={say('price')} autoFocus={name === 0} />
                  </Form.Item>
                  <Button icon={<DeleteOutlined />} aria-label={say('remove')} onClick={() => remove(name)} />
                </div>
              ))}
              <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
                {say('add_currency')}
              </Button>
            </>
          )}
        </Form.List>
        <p>{say('prices_say')}</p>
      </Form>
    </SidePanel>
  )
}
