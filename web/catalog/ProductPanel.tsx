import { AutoComplete, Button, Form, Input } from 'antd'
import type { changeProductContract } from '../../src/catalog/contract.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { type Product, productKeys, useProductCounts } from './products.ts'
import { useCatalogWords } from './words.ts'

type Values = BodyOf<typeof changeProductContract>

/** Changes a product's name and category. */
export function ProductPanel({ product, onClose }: { product: Product; onClose: () => void }) {
  const say = useCatalogWords()
  const [form] = Form.useForm<Values>()
  const { act, isBusy } = useAct()
  const save = async (values: Values) => {
    const send = () =>
      call<typeof changeProductContract>('PUT', `/products/${product.id}`, values, { version: product.version })
    if ((await act(send, { says: say('saved'), stale: productKeys, form })) !== undefined) onClose()
  }
  return (
    <SidePanel
      isOpen
      title={say('edit_product')}
      onClose={onClose}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: product.name, category: product.category }}
        onFinish={(values) => void save(values)}
      >
        <ProductFields />
      </Form>
    </SidePanel>
  )
}

/** The fields that a product has besides its variants. */
export function ProductFields() {
  const say = useCatalogWords()
  const categories = useProductCounts()?.categories ?? []
  return (
    <>
      <Form.Item
        name="name"
        label={say('product_name')}
        rules={[{ required: true, whitespace: true, message: say('required') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item name="category" label={say('category')}>
        <AutoComplete
          maxLength={200}
          options={categories.map((value) => ({ value }))}
          showSearch={{ filterOption: (typed, option) => option?.value.includes(typed) ?? false }}
        />
      </Form.Item>
    </>
  )
}
