import { Button, Form } from 'antd'
import type { setPricesContract } from '../../src/pricing/contract.ts'
import { call } from '../platform/call.ts'
import { useMerchant } from '../platform/session.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { PriceRows } from './PriceRows.tsx'
import type { Priced } from './products.ts'
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
        <PriceRows place={['prices']} isNeeded />
        <p>{say('prices_say')}</p>
      </Form>
    </SidePanel>
  )
}
