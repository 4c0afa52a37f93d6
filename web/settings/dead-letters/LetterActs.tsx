import { App, Form, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import type {
  putDeadLetterBackContract,
  retryDeadLetterContract,
  setDeadLetterAsideContract,
} from '../../../src/platform/dead-letters/contract.ts'
import { type SettingAsideReason, settingAsideReasons } from '../../../src/platform/dead-letters/dead-letter.ts'
import { call } from '../../platform/call.ts'
import { useMay } from '../../platform/session.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { useAct } from '../../platform/use-act.tsx'
import { useSettingsWords } from '../words.ts'
import { keyOf, type Letter } from './letter.ts'

const stale = ['/dead-letters', '/home', '/home/waiting']

/** Tries one again, sets it aside, or puts it back. */
export function LetterActs({ letter, name }: { letter: Letter; name: string }) {
  const say = useSettingsWords()
  const may = useMay()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  const [isAsked, setAsked] = useState(false)
  const reason = may('events.write') ? undefined : say('not_permitted')
  const path = `/dead-letters/${keyOf(letter)}/setting-aside`
  const retry = () =>
    act(() => call<typeof retryDeadLetterContract>('POST', `/dead-letters/${keyOf(letter)}/retries`), {
      ...{ says: say('dead_retried', { count: 1 }), stale },
    })
  const putBack = async () => {
    const title = say('dead_put_back_title', { name })
    if (!(await modal.confirm({ title, content: say('dead_put_back_says'), okText: say('dead_put_back') }))) return
    await act(() => call<typeof putDeadLetterBackContract>('DELETE', path), { says: say('dead_is_back'), stale })
  }
  if (letter.setAside !== null)
    return (
      <ActionButton size="small" reason={reason} loading={isBusy} onClick={() => void putBack()}>
        {say('dead_put_back')}
      </ActionButton>
    )
  return (
    <Space wrap>
      <ActionButton size="small" reason={reason} loading={isBusy} onClick={() => void retry()}>
        {say('dead_retry_this')}
      </ActionButton>
      <ActionButton size="small" reason={reason} onClick={() => setAsked(true)}>
        {say('dead_set_aside')}
      </ActionButton>
      {isAsked && <SetAside path={path} name={name} onClose={() => setAsked(false)} />}
    </Space>
  )
}

function SetAside({ path, name, onClose }: { path: string; name: string; onClose: () => void }) {
  const say = useSettingsWords()
  const [form] = Form.useForm<{ reason: SettingAsideReason }>()
  const { act, isBusy } = useAct()
  const submit = async ({ reason }: { reason: SettingAsideReason }) => {
    const done = await act(() => call<typeof setDeadLetterAsideContract>('PUT', path, { reason }), {
      ...{ says: say('dead_is_aside'), stale, form },
    })
    if (done !== undefined) onClose()
  }
  return (
    <Modal
      open
      title={say('dead_set_aside_title', { name })}
      okText={say('dead_set_aside')}
      okButtonProps={{ danger: true }}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{say('dead_set_aside_says')}</p>
      <Form form={form} layout="vertical" onFinish={(given) => void submit(given)}>
        <Form.Item name="reason" label={say('dead_reason')} rules={[{ required: true, message: say('required') }]}>
          <Select
            options={settingAsideReasons.map((value) => ({
              value,
              label: say(value === 'other' ? 'dead_reason_else' : `dead_reason_${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  )
}
