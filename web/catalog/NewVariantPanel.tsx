import { Button, Form } from 'antd'
import type { addVariantsContract } from '../../src/catalog/variants/contract.ts'
import { call } from '../platform/call.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { NewVariantFields, useFirstValues } from './NewVariantFields.tsx'
import { type Product, productKeys } from './products.ts'
import { newVariantOf, type VariantValues } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

/** As the server names its fields, so that what it refuses stands beside them. */
type Values = { variants: VariantValues[] }

/** Adds a variant to a product, with what it costs. */
export function NewVariantPanel({ product, onClose }: { product: Product; onClose: () => void }) {
  const say = useCatalogWords()
  const [form] = Form.useForm<Values>()
  const first = useFirstValues()
  const { act, isBusy } = useAct()
  const save = async ({ variants }: Values) => {
    const body = { variants: variants.map(newVariantOf) }
    const send = () =>
      call<typeof addVariantsContract>('POST', `/products/${product.id}/variants`, body, { version: product.version })
    if ((await act(send, { says: say('saved'), stale: productKeys, form })) !== undefined) onClose()
  }
  return (
    <SidePanel
      isOpen
      title={say('add_variant')}
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
        initialValues={{ variants: [first] }}
        onFinish={() => void save(form.getFieldsValue(true) as Values)}
      >
        <Form.List name="variants">
          {(fields) => fields.map(({ key, name }) => <NewVariantFields key={key} within={name} />)}
        </Form.List>
      </Form>
    </SidePanel>
  )
}
