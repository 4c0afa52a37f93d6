import { PauseCircleOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { holdFulfillmentOrderContract } from '../../src/fulfillment/contract.ts'
import { fulfillmentOrderActions } from '../../src/fulfillment/fulfillment-order.ts'
import { can } from '../../src/platform/states.ts'
import { call } from '../platform/call.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { useWorkWords } from './words.ts'
import type { Work } from './work.ts'

/** Puts work off before it has begun, with the reason that everybody reads. */
export function HoldButton({ work }: { work: Work }) {
  const say = useWorkWords()
  const may = useMay()
  const isNarrow = useIsNarrow()
  const [isOpen, setOpen] = useState(false)
  if (!may('fulfillment.hold') || !can(fulfillmentOrderActions, 'hold', work.status)) return null
  return (
    <>
      <Button
        type="text"
        icon={<PauseCircleOutlined />}
        onClick={() => setOpen(true)}
        {...(isNarrow ? { 'aria-label': say('hold') } : { children: say('hold') })}
      />
      {isOpen && <HoldDialog work={work} onClose={() => setOpen(false)} />}
    </>
  )
}

function HoldDialog({ work, onClose }: { work: Work; onClose: () => void }) {
  const say = useWorkWords()
  const common = usePlatformWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ reason: string }>()
  const path = `/fulfillment-orders/${work.id}`
  const hold = useMutation({
    mutationFn: (body: { reason: string }) => call<typeof holdFulfillmentOrderContract>('POST', `${path}/holds`, body),
    onSuccess: (answer) => {
      client.setQueryData([path], answer)
      void client.invalidateQueries({ queryKey: ['/fulfillment-orders'] })
      onClose()
    },
    onError: (error) => void message.error(tell(error).text),
  })
  return (
    <Modal
      open
      title={say('hold_title', { number: work.orderNumber })}
      onCancel={onClose}
      onOk={form.submit}
      okText={say('hold')}
      cancelText={common('cancel')}
      confirmLoading={hold.isPending}
    >
      <Form form={form} layout="vertical" onFinish={({ reason }) => hold.mutate({ reason: reason.trim() })}>
        <Form.Item
          name="reason"
          label={say('hold_reason')}
          rules={[{ required: true, whitespace: true, message: say('hold_reason_needed') }]}
        >
          <Input.TextArea autoFocus rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
