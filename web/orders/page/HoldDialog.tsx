import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useOrderWords } from '../words.ts'
import { useDesk } from './desk.ts'
import { holdOrder, releaseHold } from './order-calls.ts'
import { useOrderPageWords } from './words.ts'

const kinds = ['manual', 'review', 'fraud', 'address', 'stock', 'credit'] as const

type Wish = { kind: (typeof kinds)[number]; reason: string; detail: string }

/** Asks why an order is held. */
export function HoldDialog({ onClose }: { onClose: () => void }) {
  const say = useOrderPageWords()
  const sayOrders = useOrderWords()
  const { order: present, act, isBusy } = useDesk()
  const [order] = useState(present)
  const [form] = Form.useForm<Wish>()
  const known = new Set(order.holds.map(({ id }) => id))
  const submit = async ({ kind, reason, detail }: Wish) => {
    const isDone = await act(
      () => holdOrder(order, { kind, reason: reason.trim(), detail }),
      ({ version, holds }) => {
        const made = holds.find(({ id }) => !known.has(id))
        return {
          says: say('done_held'),
          undo: made === undefined ? undefined : () => releaseHold({ id: order.id, version }, made.id),
        }
      },
    )
    if (isDone) onClose()
  }
  return (
    <Modal
      open
      title={say('hold_title', { number: order.number })}
      okText={say('do_hold')}
      okButtonProps={{ loading: isBusy }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(wish) => void submit(wish)}
        initialValues={{ kind: 'manual', reason: '', detail: '' }}
      >
        <Form.Item name="kind" label={say('form_kind')}>
          <Select options={kinds.map((kind) => ({ value: kind, label: sayOrders(`hold_${kind}`) }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say('form_reason')}
          rules={[{ required: true, whitespace: true, message: say('form_reason_needed') }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item name="detail" label={say('form_detail')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 6 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
