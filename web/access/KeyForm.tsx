import { Alert, Button, Form, Input, Select, Switch, Typography } from 'antd'
import { useState } from 'react'
import type { createApiKeyContract } from '../../src/access/keys/contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { call } from '../platform/call.ts'
import { useAccount } from '../platform/session.ts'
import { SidePanel } from '../platform/ui/SidePanel.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './access.module.css'
import { PermissionChoice } from './PermissionChoice.tsx'
import { ScopeFields } from './ScopeFields.tsx'
import { useAccessWords } from './words.ts'

type Given = {
  name: string
  isAll: boolean
  scopes?: string[]
  days: number
  locationIds: string[] | null
  channels: string[] | null
}
const dayMs = 24 * 60 * 60_000
const lives = [30, 90, 365, 0] as const

/** Makes a key, and shows its text this once. */
export function KeyForm({ onClose }: { onClose: () => void }) {
  const say = useAccessWords()
  const { permissions } = useAccount()
  const [form] = Form.useForm<Given>()
  const isAll = Form.useWatch('isAll', form)
  const [key, setKey] = useState<string>()
  const { act, isBusy } = useAct()
  const make = async ({ name, days, scopes = [], locationIds, channels, isAll: all }: Given) => {
    const expiresAt = new Date(systemClock().getTime() + days * dayMs).toISOString()
    const made = await act(
      () =>
        call<typeof createApiKeyContract>('POST', '/api-keys', {
          ...{ name, locationIds, channels, scopes: all ? ['*'] : scopes },
          ...(days > 0 && { expiresAt }),
        }),
      { stale: ['/api-keys'], form },
    )
    if (made) setKey(made.key)
  }
  return (
    <SidePanel title={say('key_add')} isOpen onClose={onClose} width={560}>
      {key !== undefined ? (
        <MadeKey text={key} onClose={onClose} />
      ) : (
        <Form
          form={form}
          layout="vertical"
          initialValues={{ isAll: false, days: 90, locationIds: null, channels: null }}
          onFinish={(given) => void make(given)}
        >
          <Form.Item
            name="name"
            label={say('key_name')}
            extra={say('key_name_says')}
            rules={[{ required: true, message: say('required') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="days" label={say('key_expires')}>
            <Select
              options={lives.map((value) => ({
                value,
                label: value === 0 ? say('key_never') : say('key_days', { count: value }),
              }))}
            />
          </Form.Item>
          <ScopeFields />
          <Form.Item name="isAll" label={say('key_all')} extra={say('key_all_says')} valuePropName="checked">
            <Switch />
          </Form.Item>
          {!isAll && (
            <Form.Item name="scopes" label={say('key_scopes')} rules={[{ required: true, message: say('required') }]}>
              <PermissionChoice permissions={permissions.filter((each) => each !== 'account.own')} />
            </Form.Item>
          )}
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {say('key_make')}
          </Button>
        </Form>
      )}
    </SidePanel>
  )
}

function MadeKey({ text, onClose }: { text: string; onClose: () => void }) {
  const say = useAccessWords()
  return (
    <>
      <Alert type="warning" showIcon title={say('key_once')} description={say('key_once_says')} />
      <Typography.Text copyable={{ text }} className={styles.secret ?? ''}>
        <code>{text}</code>
      </Typography.Text>
      <Button type="primary" onClick={onClose}>
        {say('key_kept')}
      </Button>
    </>
  )
}
