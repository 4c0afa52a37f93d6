import { Button, Form } from 'antd'
import type { changeVariantContract } from '../../src/catalog/variants/contract.ts'
import { call } from '../platform/call.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { type Product, productKeys, type Variant } from './products.ts'
import { VariantFields } from './VariantFields.tsx'
import { changedVariantOf, type VariantValues, valuesOf } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

/** Changes a variant of a product. */
export function VariantPanel({
  product,
  variant,
  onClose,
}: {
  product: Product
  variant: Variant
  onClose: () => void
}) {
  const say = useCatalogWords()
  const [form] = Form.useForm<VariantValues>()
  const { act, isBusy } = useAct()
  const save = async (values: VariantValues) => {
    const path = `/products/${product.id}/variants/${variant.id}`
    const body = changedVariantOf(values, variant)
    const send = () => call<typeof changeVariantContract>('PUT', path, body, { version: product.version })
    if ((await act(send, { says: say('saved'), stale: productKeys, form })) !== undefined) onClose()
  }
  return (
    <SidePanel
      isOpen
      title={say('edit_variant', { sku: variant.sku })}
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
        initialValues={valuesOf(variant)}
        onFinish={() => void save(form.getFieldsValue(true) as VariantValues)}
      >
        <VariantFields variant={variant} />
      </Form>
    </SidePanel>
  )
}
