import { Form, Input, Select } from 'antd'
import { useOrderWords } from '../words.ts'
import type { OrderActName } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

const placedKinds = ['manual', 'review', 'fraud', 'address', 'stock', 'credit'] as const
const releasedKinds = ['review', 'fraud', 'address', 'stock', 'credit', 'manual'] as const
const longest = { reason: 100, cancelReason: 500, detail: 500, text: 2000 } as const

/** What an act takes besides its orders. */
export function ActFields({ act }: { act: OrderActName }) {
  const say = useOrderListWords()
  const sayOrder = useOrderWords()
  const needed = (message: string) => [{ required: true, whitespace: true, message }]
  const kinds = <Kind extends (typeof placedKinds)[number]>(some: readonly Kind[]) =>
    some.map((kind) => ({ value: kind, label: sayOrder(`hold_${kind}`) }))
  switch (act) {
    case 'hold':
      return (
        <>
          <Form.Item name="kind" label={say('act_kind')}>
            <Select options={kinds(placedKinds)} />
          </Form.Item>
          <Form.Item name="reason" label={say('act_reason')} rules={needed(say('act_reason_needed'))}>
            <Input autoFocus maxLength={longest.reason} />
          </Form.Item>
          <Form.Item name="detail" label={say('act_detail')}>
            <Input.TextArea rows={2} maxLength={longest.detail} />
          </Form.Item>
        </>
      )
    case 'release_holds':
      return (
        <Form.Item name="kinds" label={say('act_kinds')}>
          <Select mode="multiple" allowClear options={kinds(releasedKinds)} />
        </Form.Item>
      )
    case 'cancel':
      return (
        <Form.Item name="reason" label={say('act_reason')} rules={needed(say('act_reason_needed'))}>
          <Input autoFocus maxLength={longest.cancelReason} />
        </Form.Item>
      )
    case 'note':
      return (
        <Form.Item name="text" label={say('act_text')} rules={needed(say('act_text_needed'))}>
          <Input.TextArea autoFocus rows={4} maxLength={longest.text} />
        </Form.Item>
      )
    case 'reinstate':
    case 'release_work':
      return null
  }
}
