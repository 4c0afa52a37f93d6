import { PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import type { createProductContract } from '../../src/catalog/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useIsMerchantAsked } from '../platform/session.ts'
import { NewRecordPage } from '../platform/ui/NewRecordPage.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { NewVariantFields, useFirstValues } from './NewVariantFields.tsx'
import { ProductFields } from './ProductPanel.tsx'
import { productKeys } from './products.ts'
import { newVariantOf, type VariantValues } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

type Values = { name: string; category?: string; variants: VariantValues[] }

/** Makes a product with its variants; drawn when it is known in what currency the first price is. */
export default function NewProductPage() {
  return useIsMerchantAsked() && <NewProduct />
}

function NewProduct() {
  const say = useCatalogWords()
  const [form] = Form.useForm<Values>()
  const create = ({ name, category, variants }: Values) =>
    call<typeof createProductContract>('POST', '/products', {
      name,
      ...(category && { category }),
      variants: variants.map(newVariantOf),
    })
  return (
    <NewRecordPage<Values>
      title={say('new_product')}
      form={form}
      initialValues={{ variants: [useFirstValues()] }}
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

function NewVariants() {
  const say = useCatalogWords()
  const first = useFirstValues()
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
              <NewVariantFields within={name} />
            </Section>
          ))}
          <Button icon={<PlusOutlined />} onClick={() => add(first)}>
            {say('add_variant')}
          </Button>
        </>
      )}
    </Form.List>
  )
}
