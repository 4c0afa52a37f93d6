import type { createCustomerContract } from '../../src/customers/contract.ts'
import type { tiers } from '../../src/customers/customer.ts'
import { Refusal } from '../doors/page/call.ts'
import { type BodyOf, call, preview } from '../platform/call.ts'
import type { ImportKind, ImportRow, RowResult } from './import-kind.ts'
import { sendRows } from './send-rows.ts'

type NewCustomer = BodyOf<typeof createCustomerContract>

const tierWords: Readonly<Record<string, (typeof tiers)[number]>> = {
  ...{ 普通: 'standard', standard: 'standard', vip: 'vip', 大客户: 'key', key: 'key', 'key account': 'key' },
}

/** Customers of a table; one whose phone, e-mail or code is known already is left as it is. */
export const customerImport: ImportKind = {
  key: 'customers',
  stale: ['/customers'],
  sample: {
    ...{ name: '王小明', phone: '13800138000', email: 'wang@example.cn', province: '浙江省', city: '杭州市' },
    ...{ district: '西湖区', street: '文三路 1 号', postcode: '310012', code: 'C-1001', tier: '普通' },
  },
  fields: [
    { key: 'name', isNeeded: true, names: ['姓名', 'Name', '客户姓名', '名称', '收货人', '客户', 'customer'] },
    { key: 'phone', names: ['手机', 'Phone', '手机号', '电话', '联系电话', 'mobile', 'tel'] },
    { key: 'email', names: ['邮箱', 'E-mail', '电子邮箱', '邮件', 'mail'] },
    { key: 'company', names: ['公司', 'Company', '单位名称'] },
    { key: 'country', names: ['国家', 'Country', '国家代码', 'country code'] },
    { key: 'province', names: ['省', 'Province', '省份', 'state'] },
    { key: 'city', names: ['市', 'City', '城市'] },
    { key: 'district', names: ['区', 'District', '区县', 'county'] },
    { key: 'street', names: ['地址', 'Address', '详细地址', 'street'] },
    { key: 'postcode', names: ['邮编', 'Postcode', '邮政编码', 'zip'] },
    { key: 'code', names: ['客户编号', 'Code', '编号', '会员号', 'customer code'] },
    { key: 'tier', names: ['等级', 'Tier', '客户等级', '会员等级', 'level'] },
  ],
  work: async (rows, work) => {
    const wrong = new Map<number, RowResult>()
    const sent = rows.flatMap((row, index) => {
      const word = faultOf(row)
      if (word === undefined) return [{ item: customerOf(row), rows: [index] }]
      wrong.set(index, { state: 'wrong', word })
      return []
    })
    work.tell(wrong)
    const send = ([customer]: readonly NewCustomer[], key: string) =>
      sendCustomer(customer as NewCustomer, work.isTrial ? undefined : key)
    await sendRows(sent, send, { ...work, most: 1 })
  },
}

function faultOf({ name, tier }: ImportRow): RowResult['word'] {
  if (name === undefined) return 'row_needs'
  return tier === undefined || tierWords[tier.toLowerCase()] !== undefined ? undefined : 'row_tier_unknown'
}

/** A row as the API takes it. */
export function customerOf({ code, tier, country = 'CN', name = '', ...contact }: ImportRow): NewCustomer {
  return {
    ...(code !== undefined && { code }),
    ...(tier !== undefined && { tier: tierWords[tier.toLowerCase()] }),
    contact: { name, country: country.toUpperCase(), ...contact },
  }
}

/** Without a key it is only tried. */
async function sendCustomer(customer: NewCustomer, idempotencyKey: string | undefined): Promise<RowResult[]> {
  try {
    if (idempotencyKey === undefined) await preview<typeof createCustomerContract>('POST', '/customers', customer)
    else await call<typeof createCustomerContract>('POST', '/customers', customer, { idempotencyKey })
    return [{ state: 'new' }]
  } catch (error) {
    if (error instanceof Refusal && error.code === 'customer_exists') return [{ state: 'there' }]
    throw error
  }
}
