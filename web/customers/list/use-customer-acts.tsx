import { Form, Select } from 'antd'
import { tiers } from '../../../src/customers/customer.ts'
import type { ListActs } from '../../lists/list-acts.ts'
import { useCustomerWords } from '../words.ts'
import { customerActs } from './customer-acts.ts'

/** What can be done with many customers, as their list offers it. */
export function useCustomerActs(): ListActs {
  const say = useCustomerWords()
  return {
    ...{ path: '/customers/bulk-jobs', permissions: customerActs, first: ['set_tier', 'block', 'unblock'] },
    titleOf: (act) => say(`act_${act as keyof typeof customerActs}`),
    countOf: (count) => say('customers_count', { count }),
    fields: (act) =>
      act === 'set_tier' ? (
        <Form.Item name="tier" label={say('tier')} rules={[{ required: true, message: say('required') }]}>
          <Select autoFocus options={tiers.map((value) => ({ value, label: say(`tier_${value}`) }))} />
        </Form.Item>
      ) : null,
    previewInput: (act) => (act === 'set_tier' ? { tier: tiers[0] } : {}),
  }
}
