import { PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import { useState } from 'react'
import type { createProductContract } from '../../src/catalog/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { ProductFields } from './ProductPanel.tsx'
import { productKeys } from './products.ts'
import { VariantFields } from './VariantFields.tsx'
import { firstValues, newVariantOf, type VariantValues } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

type Values = { name: string; category?: string; variants: VariantValues[] }

/** Makes a product with its variants. */
export default function NewProductPage() {
  const say = useCatalogWords()
  const go = useGo()
  const [form] = Form.useForm<Values>()
  const [isChanged, setChanged] = useState(false)
  const { act, isBusy } = useAct()
  useUnsavedGuard(isChanged && !isBusy)
  const save = async ({ name, category, variants }: Values) => {
    const body = { name, ...(category && { category }), variants: variants.map(newVariantOf) }
    const made = await act(() => call<typeof createProductContract>('POST', '/products', body), {
      ...{ says: say('made'), stale: productKeys, form },
    })
    if (made === undefined) return
    setChanged(false)
    setTimeout(() => go(paths.product(made.id)))
  }
  return (
    <Page
      title={say('new_product')}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        style={{ maxWidth: 720 }}
        initialValues={{ variants: [firstValues(say('unit_first'))] }}
        onValuesChange={() => setChanged(true)}
        onFinish={() => void save(form.getFieldsValue(true) as Values)}
      >
        <ProductFields />
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
                </Section>
              ))}
              <Button icon={<PlusOutlined />} onClick={() => add(firstValues(say('unit_first')))}>
                {say('add_variant')}
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Page>
  )
}
