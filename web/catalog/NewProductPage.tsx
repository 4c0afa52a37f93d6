import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input } from 'antd'
import type { NamePath } from 'antd/es/form/interface'
import type { createProductContract } from '../../src/catalog/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import { NewRecordPage } from '../platform/ui/NewRecordPage.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { ProductFields } from './ProductPanel.tsx'
import { priceForm } from './prices.ts'
import { productKeys } from './products.ts'
import { VariantFields } from './VariantFields.tsx'
import { firstValues, newVariantOf, type VariantValues } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

type Values = { name: string; category?: string; variants: (VariantValues & { price?: string })[] }

/** Makes a product with its variants. */
export default function NewProductPage() {
  const say = useCatalogWords()
  const [form] = Form.useForm<Values>()
  const currency = usePricedIn()
  const create = ({ name, category, variants }: Values) =>
    call<typeof createProductContract>('POST', '/products', {
      name,
      ...(category && { category }),
      variants: variants.map(({ price = '', ...variant }) => ({
        ...newVariantOf(variant),
        ...(currency !== undefined && price !== '' && { prices: [{ currency, price }] }),
      })),
    })
  return (
    <NewRecordPage<Values>
      title={say('new_product')}
      form={form}
      initialValues={{ variants: [firstValues(say('unit_first'))] }}
      create={create}
      says={say('made')}
      stale={productKeys}
      pathOf={paths.product}
      style={{ maxWidth: 720 }}
    >
      <ProductFields />
      <NewVariants />
    </NewRecordPage>
  )
}

/** The shop's currency, for who may set prices. */
function usePricedIn(): string | undefined {
  const may = useMay()
  const currency = useMerchant()?.currency
  return may('catalog.price') ? currency : undefined
}

function PriceField({ name, currency }: { name: NamePath; currency: string }) {
  const say = useCatalogWords()
  return (
    <Form.Item
      name={name}
      label={say('price')}
      extra={say('price_later')}
      rules={[{ pattern: priceForm, message: say('price_form') }]}
      style={{ maxWidth: 240 }}
    >
      <Input inputMode="decimal" suffix={currency} />
    </Form.Item>
  )
}

function NewVariants() {
  const say = useCatalogWords()
  const currency = usePricedIn()
  return (
    <Form.List name="variants">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <Section
              key={key}
              title={fields.length === 1 ? say('variants_title') : say('variant_number', { number: name + 1 })}
              extra={
                fields.length > 1 && (
                  <Button size="small" onClick={() => remove(name)}>
                    {say('remove')}
                  </Button>
                )
              }
            >
              <VariantFields within={name} />
              {currency !== undefined && <PriceField name={[name, 'price']} currency={currency} />}
            </Section>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(firstValues(say('unit_first')))}>
            {say('add_variant')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
