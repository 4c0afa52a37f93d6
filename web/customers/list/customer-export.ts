import type { exportCustomersContract } from '../../../src/customers/export/export-contract.ts'
import type { ListExport } from '../../lists/ExportList.tsx'
import type { BodyOf } from '../../platform/call.ts'
import { useCustomerWords } from '../words.ts'

type Column = BodyOf<typeof exportCustomersContract>['columns'][number]['key']

/** How the list of customers is taken out. */
export function useCustomerExport(): ListExport {
  const say = useCustomerWords()
  const titles: Readonly<Record<Column, string>> = {
    ...{ name: say('name'), phone: say('phone'), email: say('email'), company: say('company') },
    ...{ region: say('region'), code: say('code'), tier: say('tier'), status: say('status') },
    createdAt: say('created'),
  }
  return {
    path: '/customers/exports',
    countOf: (count) => say('customers_count', { count }),
    columnsOf: (keys) => keys.map((key) => ({ key, title: titles[key as Column] })),
    words: {
      tier: { standard: say('tier_standard'), vip: say('tier_vip'), key: say('tier_key') },
      status: { active: say('status_active'), blocked: say('status_blocked'), erased: say('status_erased') },
    },
    personal: { columns: ['name', 'phone', 'email', 'company'], permission: 'customers.disclose' },
  }
}
