import { Button, Flex, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import type { cancelLineContract, cancelOrderContract } from '../../../src/orders/change-contract.ts'
import { preview } from '../../platform/call.ts'
import { useDesk } from './desk.ts'
import { Effects } from './Effects.tsx'
import { cancelLine, cancelOrder, reinstateLine, reinstateOrder } from './order-calls.ts'
import { type DetailLine, type OrderDetail, openQuantity } from './order-rules.ts'
import { useOrderPageWords } from './words.ts'

const causes = ['changed_mind', 'duplicate', 'out_of_stock', 'address', 'price'] as const
const longestReason = 500
/** Why, is no matter of what would happen. */
const anyReason = '-'

type Wish = { reason: string; quantity?: number }

/** Asks why an order, or so many of a line, are cancelled, and says what that comes to. */
export function CancelDialog({ line, onClose }: { line?: DetailLine; onClose: () => void }) {
  const say = useOrderPageWords()
  const { order: present, isBusy } = useDesk()
  // Of what was looked at: if somebody changes it meanwhile, the server refuses, and the page says who.
  const [order] = useState(present)
  const [form] = Form.useForm<Wish>()
  const most = line === undefined ? 0 : openQuantity(line)
  const quantity = Form.useWatch('quantity', form) ?? most

  const cancel = useCancelling(order, line)
  const submit = async ({ reason, quantity: some = most }: Wish) => {
    const isDone = await cancel({ reason: reason.trim(), quantity: some })
    if (isDone) onClose()
  }

  const path =
    line === undefined
      ? `/orders/${order.id}/cancellation`
      : `/orders/${order.id}/lines/${line.lineNumber}/cancellation`
  return (
    <Modal
      open
      title={
        line === undefined ? say('cancel_title', { number: order.number }) : say('cancel_line_title', { sku: line.sku })
      }
      okText={line === undefined ? say('do_cancel') : say('do_cancel_line')}
      okButtonProps={{ danger: true, loading: isBusy }}
      cancelText={say('keep_it')}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(wish) => void submit(wish)}
        initialValues={{ quantity: most, reason: '' }}
      >
        {line !== undefined && (
          <Form.Item name="quantity" label={say('form_quantity')}>
            <InputNumber min={1} max={most} precision={0} />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={say('form_reason')}
          rules={[{ required: true, whitespace: true, message: say('form_reason_needed') }]}
        >
          <Input maxLength={longestReason} autoFocus />
        </Form.Item>
        <Flex gap={6} wrap style={{ margin: '-12px 0 16px' }}>
          {causes.map((cause) => (
            <Button key={cause} size="small" onClick={() => form.setFieldValue('reason', say(`cause_${cause}`))}>
              {say(`cause_${cause}`)}
            </Button>
          ))}
        </Flex>
      </Form>
      <Effects
        queryKey={[path, quantity]}
        ask={(signal) =>
          line === undefined
            ? preview<typeof cancelOrderContract>('POST', path, { reason: anyReason }, { signal })
            : preview<typeof cancelLineContract>('POST', path, { quantity, reason: anyReason }, { signal })
        }
      />
    </Modal>
  )
}

/** Cancels the order, or so many of a line, and offers to undo what was not only asked for. */
function useCancelling(order: OrderDetail, line: DetailLine | undefined) {
  const say = useOrderPageWords()
  const { act } = useDesk()
  return ({ reason, quantity }: Required<Wish>) =>
    act(
      () =>
        line === undefined ? cancelOrder(order, reason) : cancelLine(order, line.lineNumber, { quantity, reason }),
      ({ version, status, cancellationRequested }) => {
        if (cancellationRequested) return { says: say('done_requested') }
        const after = { id: order.id, version }
        if (status === 'cancelled') return { says: say('done_cancelled'), undo: () => reinstateOrder(after) }
        const undo = line && (() => reinstateLine(after, line.lineNumber))
        return { says: say('done_line_cancelled'), undo }
      },
    )
}
