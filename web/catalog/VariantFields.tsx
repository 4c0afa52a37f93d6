import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import type { NamePath } from 'antd/es/form/interface'
import { defaultTaxClass } from '../../src/catalog/product.ts'
import { useTaxRates, type Variant } from './products.ts'
import { useTaxClassName } from './use-tax-class-name.ts'
import styles from './variant-fields.module.css'
import { useCatalogWords } from './words.ts'

const kinds = ['stocked', 'bundle', 'service'] as const

/** The fields of a variant; `within` is their place in the list of a larger form, whose name is `variants`. */
export function VariantFields({ variant, within }: { variant?: Variant; within?: number }) {
  const say = useCatalogWords()
  const nameOf = useTaxClassName()
  const rates = useTaxRates() ?? []
  const place = within === undefined ? [] : [within]
  const at = (name: string): NamePath => [...place, name]
  const form = Form.useFormInstance()
  const kind = Form.useWatch([...(within === undefined ? [] : ['variants', within]), 'kind'], form) as
    | Variant['kind']
    | undefined
  const needed = [{ required: true, whitespace: true, message: say('required') }]
  const classes = [...new Set([...rates.map(({ taxClass }) => taxClass), variant?.taxClass ?? defaultTaxClass])]
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name={at('sku')} label={say('sku')} rules={needed}>
          <Input maxLength={100} disabled={variant !== undefined} />
        </Form.Item>
        <Form.Item name={at('barcode')} label={say('barcode')} extra={say('barcode_says')}>
          <Input maxLength={100} inputMode="numeric" />
        </Form.Item>
      </div>
      <Form.Item name={at('name')} label={say('name')} extra={variant === undefined ? say('name_says') : undefined}>
        <Input maxLength={200} />
      </Form.Item>
      <Options within={place} />
      <div className={styles.pair}>
        <Form.Item name={at('kind')} label={say('kind')}>
          <Select
            disabled={variant !== undefined}
            options={kinds.map((value) => ({ value, label: say(`kind_${value}`) }))}
          />
        </Form.Item>
        <Form.Item name={at('taxClass')} label={say('tax_class')}>
          <Select options={classes.map((value) => ({ value, label: nameOf(value) }))} />
        </Form.Item>
        <Form.Item name={at('unit')} label={say('unit')} rules={needed}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name={at('weightGrams')} label={say('weight')}>
          <InputNumber min={0} max={100_000_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {kind === 'bundle' && <Components within={place} />}
    </>
  )
}

function Options({ within }: { within: number[] }) {
  const say = useCatalogWords()
  const needed = [{ required: true, whitespace: true, message: say('required') }]
  return (
    <Form.List name={[...within, 'options']}>
      {(fields, { add, remove }) => (
        <fieldset className={styles.list}>
          <legend>{say('options')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.row}>
              <Form.Item name={[name, 'name']} rules={needed} noStyle>
                <Input maxLength={50} placeholder={say('option_name')} aria-label={say('option_name')} />
              </Form.Item>
              <Form.Item name={[name, 'value']} rules={needed} noStyle>
                <Input maxLength={100} placeholder={say('option_value')} aria-label={say('option_value')} />
              </Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={say('remove')} onClick={() => remove(name)} />
            </div>
          ))}
          {fields.length < 10 && (
            <Button size="small" icon={<PlusOutlined />} onClick={() => add({})}>
              {say('add_option')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  )
}

function Components({ within }: { within: number[] }) {
  const say = useCatalogWords()
  const needed = [{ required: true, message: say('required') }]
  return (
    <Form.List name={[...within, 'components']}>
      {(fields, { add, remove }) => (
        <fieldset className={styles.list}>
          <legend>{say('components')}</legend>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.row}>
              <Form.Item name={[name, 'sku']} rules={needed} noStyle>
                <Input maxLength={100} placeholder={say('sku')} aria-label={say('component_sku')} />
              </Form.Item>
              <Form.Item name={[name, 'quantity']} rules={needed} noStyle>
                <InputNumber min={1} max={10_000} precision={0} aria-label={say('quantity')} />
              </Form.Item>
              <Button icon={<DeleteOutlined />} aria-label={say('remove')} onClick={() => remove(name)} />
            </div>
          ))}
          <Button size="small" icon={<PlusOutlined />} onClick={() => add({ quantity: 1 })}>
            {say('add_component')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}
