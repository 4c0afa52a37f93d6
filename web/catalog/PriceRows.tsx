import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Select } from 'antd'
import type { NamePath } from 'antd/es/form/interface'
import { currencies } from '../../src/platform/money.ts'
import { priceForm } from './prices.ts'
import styles from './variant-fields.module.css'
import { useCatalogWords } from './words.ts'

/** Prices as a form has them, of each currency one; empty where one may be left out. */
export type PriceValues = { currency: string; price?: string }[]

/**
 * What a variant costs in each currency. `place` is where the list stands in the whole form, `within` what of it stands in the list
 * of a larger form.
 */
export function PriceRows({
  place,
  within = [],
  isNeeded = false,
}: {
  place: (string | number)[]
  within?: number[]
  isNeeded?: boolean
}) {
  const say = useCatalogWords()
  const rows = Form.useWatch<PriceValues | undefined>(place, Form.useFormInstance())
  const name: NamePath = within.length === 0 ? place : [...within, 'prices']
  const used = new Set(rows?.map((row) => row?.currency))
  const options = currencies.map((value) => ({ value, label: value, disabled: used.has(value) }))
  return (
    <Form.List name={name}>
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name: row }) => (
            <div key={key} className={styles.row}>
              <Form.Item name={[row, 'currency']} rules={[{ required: true, message: say('required') }]}>
                <Select showSearch style={{ width: 100 }} aria-label={say('currency')} options={options} />
              </Form.Item>
              <Form.Item
                name={[row, 'price']}
                style={{ flex: 1 }}
                rules={[{ required: isNeeded, pattern: priceForm, message: say('price_form') }]}
              >
                <Input inputMode="decimal" aria-label={say('price')} autoFocus={isNeeded && row === 0} />
              </Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={say('remove')} onClick={() => remove(row)} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
            {say('add_currency')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
