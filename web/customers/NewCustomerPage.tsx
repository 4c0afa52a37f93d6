import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import type { createCustomerContract } from '../../src/customers/contract.ts'
import { type Tier, tiers } from '../../src/customers/customer.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useGo } from '../platform/ui/PageLink.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useUnsavedGuard } from '../platform/use-unsaved-guard.ts'
import { ContactFields } from './ContactFields.tsx'
import { type ContactValues, contactOf } from './contact-values.ts'
import { useCustomerWords } from './words.ts'

type Values = { contact: ContactValues; code?: string; tier: Tier }

/** Makes a customer. */
export default function NewCustomerPage() {
  const say = useCustomerWords()
  const go = useGo()
  const [form] = Form.useForm<Values>()
  const [isChanged, setChanged] = useState(false)
  const { act, isBusy } = useAct()
  useUnsavedGuard(isChanged && !isBusy)
  const save = async ({ contact, code, tier }: Values) => {
    const body = { tier, contact: contactOf(contact), ...(code?.trim() && { code: code.trim() }) }
    const made = await act(() => call<typeof createCustomerContract>('POST', '/customers', body), {
      ...{ says: say('made'), stale: ['/customers'], form },
    })
    if (made === undefined) return
    setChanged(false)
    setTimeout(() => go(paths.customer(made.id)))
  }
  return (
    <Page
      title={say('new_customer')}
      tools={
        <Button type="primary" loading={isBusy} onClick={() => form.submit()}>
          {say('save')}
        </Button>
      }
    >
      <Form
        form={form}
        layout="vertical"
        style={{ maxWidth: 760 }}
        initialValues={{ tier: 'standard', contact: { country: 'CN' } }}
        onValuesChange={() => setChanged(true)}
        onFinish={(values) => void save(values)}
      >
        <ContactFields />
        <Form.Item name="tier" label={say('tier')}>
          <Select style={{ width: 200 }} options={tiers.map((value) => ({ value, label: say(`tier_${value}`) }))} />
        </Form.Item>
        <Form.Item name="code" label={say('code')} extra={say('code_says')}>
          <Input maxLength={100} style={{ width: 200 }} />
        </Form.Item>
      </Form>
    </Page>
  )
}
