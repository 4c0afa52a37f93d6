import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { channelSources } from '../../src/orders/order.ts'
import type { setChannelContract } from '../../src/orders/settings-contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { EmptyState } from '../platform/ui/EmptyState.tsx'
import { RowTable } from '../platform/ui/RowTable.tsx'
import { useAct } from '../platform/use-act.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { type Channel, useReadChannels } from './use-channels.ts'
import { useSettingsWords } from './words.ts'

type Open = { code?: Channel['code'] } & Partial<Channel>

/** The ways by which orders come. */
export default function ChannelsPage() {
  const say = useSettingsWords()
  const may = useMay()
  const channels = useReadChannels()
  const [open, setOpen] = useState<Open>()
  const reason = may('settings.write') ? undefined : say('not_permitted')
  return (
    <SettingsFrame
      section="channels"
      isWide
      tools={
        <ActionButton type="primary" icon={<PlusOutlined />} reason={reason} onClick={() => setOpen({})}>
          {say('channel_add')}
        </ActionButton>
      }
    >
      {channels === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      ) : channels.length === 0 ? (
        <EmptyState title={say('channels_none')} says={say('channels_none_says')} />
      ) : (
        <RowTable<Channel>
          rows={channels}
          keyOf={({ code }) => code}
          label={say('channels_title')}
          columns={[
            {
              title: say('channel_name'),
              dataIndex: 'name',
              render: (name: string, channel) =>
                may('settings.write') ? (
                  <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setOpen(channel)}>
                    {name}
                  </Button>
                ) : (
                  name
                ),
            },
            { title: say('channel_code'), dataIndex: 'code' },
            {
              title: say('channel_source'),
              dataIndex: 'source',
              render: (source: Channel['source']) => say(`source_${source}`),
            },
          ]}
        />
      )}
      {open && <ChannelForm channel={open} onClose={() => setOpen(undefined)} />}
    </SettingsFrame>
  )
}

function ChannelForm({ channel, onClose }: { channel: Open; onClose: () => void }) {
  const say = useSettingsWords()
  const [form] = Form.useForm<AnswerOf<typeof setChannelContract>>()
  const { act, isBusy } = useAct()
  const save = async ({ code, ...given }: AnswerOf<typeof setChannelContract>) => {
    const saved = await act(() => call<typeof setChannelContract>('PUT', `/channels/${code}`, given), {
      ...{ says: say('saved'), stale: ['/channels', 'onboarding'], form },
    })
    if (saved) onClose()
  }
  return (
    <Modal
      open
      title={channel.code === undefined ? say('channel_add') : say('channel_change')}
      okText={say('save')}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ source: 'web', ...channel }}
        onFinish={(given) => void save(given)}
      >
        <Form.Item name="name" label={say('channel_name')} rules={[{ required: true, message: say('required') }]}>
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item
          name="code"
          label={say('channel_code')}
          extra={say('channel_code_says')}
          rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9-]{0,49}$/, message: say('channel_code_form') }]}
        >
          <Input maxLength={50} disabled={channel.code !== undefined} />
        </Form.Item>
        <Form.Item name="source" label={say('channel_source')}>
          <Select options={channelSources.map((value) => ({ value, label: say(`source_${value}`) }))} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
