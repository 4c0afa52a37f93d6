import { Form, Input, Select } from 'antd'
import type { createCustomerContract } from '../../src/customers/contract.ts'
import { type Tier, tiers } from '../../src/customers/customer.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { NewRecordPage } from '../platform/ui/NewRecordPage.tsx'
import { ContactFields } from './ContactFields.tsx'
import { type ContactValues, contactOf } from './contact-values.ts'
import styles from './customers.module.css'
import { useCustomerWords } from './words.ts'

type Values = { contact: ContactValues; code?: string; tier: Tier }

/** Makes a customer. */
export default function NewCustomerPage() {
  const say = useCustomerWords()
  const [form] = Form.useForm<Values>()
  const create = ({ contact, code, tier }: Values) =>
    call<typeof createCustomerContract>('POST', '/customers', {
      tier,
      contact: contactOf(contact),
      ...(code?.trim() && { code: code.trim() }),
    })
  return (
    <NewRecordPage<Values>
      title={say('new_customer')}
      form={form}
      initialValues={{ tier: 'standard', contact: { country: 'CN' } }}
      create={create}
      says={say('made')}
      stale={['/customers']}
      pathOf={paths.customer}
      style={{ maxWidth: 760 }}
    >
      <ContactFields />
      <div className={styles.fields}>
        <Form.Item name="tier" label={say('tier')}>
          <Select options={tiers.map((value) => ({ value, label: say(`tier_${value}`) }))} />
        </Form.Item>
        <Form.Item name="code" label={say('code')} extra={say('code_says')}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
    </NewRecordPage>
  )
}
