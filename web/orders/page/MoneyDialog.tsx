import { Checkbox, Form, Input, Modal, Select } from 'antd'
import type {
  capturePaymentContract,
  recordPaymentContract,
  refundPaymentContract,
  voidPaymentContract,
} from '../../../src/payments/contract.ts'
import { paymentMethods } from '../../../src/payments/payment.ts'
import { formatMoney, parseMoney } from '../../../src/platform/money.ts'
import { call } from '../../platform/call.ts'
import { useDevice } from '../../platform/device.ts'
import { writeMoney } from '../../platform/ui/Money.tsx'
import { type Asked, useDesk } from './desk.ts'
import { dueOf, refundable } from './order-rules.ts'
import { useOrderPageWords } from './words.ts'

type MoneyAsked = Extract<Asked, { dialog: 'pay' | 'refund' | 'capture' | 'void' }>
type Wish = {
  amount: string
  method: (typeof paymentMethods)[number]
  reference: string
  isPromise: boolean
  reason: string
}

/** Asks how much money came, goes back, or is taken or given up of what was promised. */
export function MoneyDialog({ asked, onClose }: { asked: MoneyAsked; onClose: () => void }) {
  const say = useOrderPageWords()
  const { language } = useDevice()
  const { order, act, isBusy } = useDesk()
  const [form] = Form.useForm<Wish>()
  const { currency } = order
  const most = mostOf(asked)
  const due = Math.max(0, dueOf(order))

  const submit = async (wish: Wish) => {
    if (
      await act(
        () => settle(order.id, asked, { ...wish, minor: readAmount(wish.amount ?? '', currency) ?? 0 }),
        doneWords,
      )
    )
      onClose()
  }
  const doneWords = (answer: object) => {
    // What needs a second person is an approval that waits, not a payment.
    if (asked.dialog === 'refund' && !('transactions' in answer)) return { says: say('done_refund_asked') }
    return {
      says: say(
        ({ pay: 'done_paid', refund: 'done_refunded', capture: 'done_captured', void: 'done_voided' } as const)[
          asked.dialog
        ],
      ),
    }
  }
  return (
    <Modal
      open
      title={say(`${asked.dialog}_title`)}
      okText={say(`do_${asked.dialog}`)}
      okButtonProps={{ loading: isBusy, danger: asked.dialog === 'refund' || asked.dialog === 'void' }}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(wish) => void submit(wish)}
        initialValues={{
          amount: formatMoney(most ?? due, currency),
          ...{ method: 'bank_transfer', reference: '', isPromise: false, reason: '' },
        }}
      >
        {asked.dialog === 'void' ? (
          <p>{say('void_says', { amount: writeMoney(asked.payment.amount, currency, language) })}</p>
        ) : (
          <AmountField currency={currency} most={most} />
        )}
        {asked.dialog === 'pay' && <PayFields />}
        {asked.dialog === 'refund' && (
          <Form.Item name="reason" label={say('form_reason')}>
            <Input maxLength={500} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

function AmountField({ currency, most }: { currency: string; most: number | undefined }) {
  const say = useOrderPageWords()
  const judge = async (_: unknown, text: string) => {
    const amount = readAmount(text, currency)
    if (amount === undefined || amount <= 0) throw new Error(say('form_amount_needed'))
    if (most !== undefined && amount > most) {
      throw new Error(say('form_amount_wrong', { most: formatMoney(most, currency) }))
    }
  }
  return (
    <Form.Item name="amount" label={`${say('form_amount')} (${currency})`} rules={[{ validator: judge }]}>
      <Input inputMode="decimal" autoFocus className="figure" style={{ maxWidth: 200 }} />
    </Form.Item>
  )
}

function PayFields() {
  const say = useOrderPageWords()
  return (
    <>
      <Form.Item name="method" label={say('form_method')}>
        <Select options={paymentMethods.map((method) => ({ value: method, label: say(`method_${method}_name`) }))} />
      </Form.Item>
      <Form.Item name="reference" label={say('form_reference')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="isPromise" valuePropName="checked">
        <Checkbox>{say('form_is_promise')}</Checkbox>
      </Form.Item>
    </>
  )
}

function mostOf(asked: MoneyAsked): number | undefined {
  switch (asked.dialog) {
    case 'refund':
      return refundable(asked.payment)
    case 'capture':
      return asked.payment.amount
    default:
      return undefined
  }
}

function settle(orderId: string, asked: MoneyAsked, wish: Wish & { minor: number }): Promise<object> {
  const { minor: amount, method, reference, isPromise, reason } = wish
  if (asked.dialog === 'pay') {
    const kind = isPromise ? ('authorized' as const) : ('captured' as const)
    return call<typeof recordPaymentContract>('POST', `/orders/${orderId}/payments`, {
      method,
      amount,
      reference,
      kind,
    })
  }
  const { id, version } = asked.payment
  const path = `/payments/${id}`
  switch (asked.dialog) {
    case 'refund':
      return call<typeof refundPaymentContract>('POST', `${path}/refunds`, { amount, reason }, { version })
    case 'capture':
      return call<typeof capturePaymentContract>('POST', `${path}/captures`, { amount }, { version })
    case 'void':
      return call<typeof voidPaymentContract>('POST', `${path}/void`, undefined, { version })
  }
}

function readAmount(text: string, currency: string): number | undefined {
  try {
    return parseMoney(text.trim(), currency)
  } catch {
    return undefined
  }
}
