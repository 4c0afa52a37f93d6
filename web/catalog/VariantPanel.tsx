import { Button, Form } from 'antd'
import type { addVariantsContract, changeVariantContract } from '../../src/catalog/variants/contract.ts'
import { call } from '../platform/call.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { type Product, productKeys, type Variant } from './products.ts'
import { VariantFields } from './VariantFields.tsx'
import { changedVariantOf, firstValues, newVariantOf, type VariantValues, valuesOf } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

/** Changes a variant of a product, or adds one. */
export function VariantPanel({
  product,
  variant,
  onClose,
}: {
  product: Product
  variant?: Variant
  onClose: () => void
}) {
  const say = useCatalogWords()
  const [form] = Form.useForm<VariantValues>()
  const { act, isBusy } = useAct()
  const path = `/products/${product.id}/variants`
  const options = { version: product.version }
  const send = (values: VariantValues) =>
    variant === undefined
      ? call<typeof addVariantsContract>('POST', path, { variants: [newVariantOf(values)] }, options)
      : call<typeof changeVariantContract>('PUT', `${path}/${variant.id}`, changedVariantOf(values, variant), options)
  const save = async (values: VariantValues) => {
    const done = await act(() => send(values), { says: say('saved'), stale: productKeys, form })
    if (done !== undefined) onClose()
  }
  return (
    <SidePanel
      isOpen
      title={variant === undefined ? say('add_variant') : say('edit_variant', { sku: variant.sku })}
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
        initialValues={variant === undefined ? firstValues(say('unit_first')) : valuesOf(variant)}
        onFinish={() => void save(form.getFieldsValue(true) as VariantValues)}
      >
        <VariantFields {...(variant !== undefined && { variant })} />
      </Form>
    </SidePanel>
  )
}
