import { Button, Form, Select, Switch } from 'antd'
import type { changeCustomerContract } from '../../src/customers/contract.ts'
import { type Tier, tiers } from '../../src/customers/customer.ts'
import { call } from '../platform/call.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import { ContactFields } from './ContactFields.tsx'
import type { FullContact } from './CustomerContact.tsx'
import { type ContactValues, contactOf } from './contact-values.ts'
import type { Customer } from './customers.ts'
import { useCustomerWords } from './words.ts'

type Values = { tier: Tier; isNew: boolean; contact?: ContactValues }

/** Changes a customer's tier and, where somebody writes a new one, the contact. */
export function CustomerPanel({
  customer,
  full,
  onClose,
  onContact,
}: {
  customer: Customer
  /** The contact as it is, where it was shown. */
  full: FullContact | undefined
  onClose: () => void
  onContact: () => void
}) {
  const say = useCustomerWords()
  const [form] = Form.useForm<Values>()
  const { act, isBusy } = useAct()
  const isNew = Form.useWatch('isNew', form) ?? false
  const { id, version } = customer
  const status = customer.status === 'blocked' ? ('blocked' as const) : ('active' as const)
  const save = async ({ tier, contact }: Values) => {
    const body = { tier, status, ...(isNew && { contact: contactOf(contact ?? {}) }) }
    const send = () => call<typeof changeCustomerContract>('PUT', `/customers/${id}`, body, { version })
    if ((await act(send, { says: say('saved'), stale: ['/customers'], form })) === undefined) return
    if (isNew) onContact()
    onClose()
  }
  const { kind: _, ...known } = full?.kind === 'plain' ? full : { kind: 'plain', country: 'CN' }
  return (
    <SidePanel
      isOpen
      title={say('edit_customer')}
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
        initialValues={{ tier: customer.tier, isNew: false, contact: known }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item name="tier" label={say('tier')}>
          <Select options={tiers.map((value) => ({ value, label: say(`tier_${value}`) }))} />
        </Form.Item>
        <Form.Item name="isNew" label={say('new_contact')} valuePropName="checked" extra={say('new_contact_says')}>
          <Switch />
        </Form.Item>
        {isNew && <ContactFields />}
      </Form>
    </SidePanel>
  )
}
