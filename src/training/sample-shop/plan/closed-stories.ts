import type { Story } from './story.ts'

const hour = 60
const day = 24 * hour
const anyAge = [200, 780] as const

/** Stories that have come to their end, one way or another. */
export const closedStories: readonly Story[] = [
  {
    name: 'paid in time',
    orders: 22,
    ages: [30, 780],
    order: { terms: 'awaiting_payment' },
    acts: [[95, { do: 'pay', percent: 100, method: 'wallet' }]],
  },
  {
    name: 'paid in two parts',
    orders: 2,
    ages: anyAge,
    order: { terms: 'awaiting_payment' },
    acts: [
      [hour, { do: 'pay', percent: 50, method: 'bank_transfer' }],
      [9 * hour, { do: 'pay', percent: 50, method: 'bank_transfer' }],
    ],
  },
  {
    name: 'authorized, then captured',
    orders: 4,
    ages: anyAge,
    order: { terms: 'awaiting_payment' },
    acts: [
      [6, { do: 'authorize' }],
      [3 * hour, { do: 'capture' }],
    ],
  },
  {
    name: 'authorization given up',
    orders: 2,
    ages: anyAge,
    order: { terms: 'awaiting_payment' },
    pause: { at: 'unpicked' },
    acts: [
      [6, { do: 'authorize' }],
      [5 * hour, { do: 'void_payment' }],
      [29 * hour, { do: 'cancel', reason: '付款授权已失效' }],
    ],
  },
  { name: 'not paid in time', orders: 8, ages: [40, 780], order: { terms: 'awaiting_payment' } },
  {
    name: 'called off before it was paid',
    orders: 3,
    ages: [30, 780],
    order: { terms: 'awaiting_payment' },
    acts: [[2 * hour, { do: 'cancel', reason: '重复下单' }]],
  },
  {
    name: 'called off before it was picked',
    orders: 10,
    ages: [30, 780],
    pause: { at: 'unpicked' },
    acts: [[45, { do: 'cancel', reason: '客户改变主意' }]],
  },
  {
    name: 'called off on delivery terms',
    orders: 2,
    ages: anyAge,
    order: { terms: 'cash_on_delivery', buyer: 'known' },
    pause: { at: 'unpicked' },
    acts: [[70, { do: 'cancel', reason: '拍错款式' }]],
  },
  {
    name: 'called off while it was picked',
    orders: 4,
    ages: anyAge,
    pause: { at: 'picked' },
    acts: [
      [27 * hour, { do: 'cancel', reason: '客户不想要了' }],
      [35 * hour, { do: 'answer_cancellation', accepted: true }],
    ],
  },
  {
    name: 'called off too late',
    orders: 3,
    ages: anyAge,
    pause: { at: 'picked', hours: 46 },
    acts: [
      [27 * hour, { do: 'cancel', reason: '客户想换颜色' }],
      [36 * hour, { do: 'answer_cancellation', accepted: false }],
    ],
  },
  {
    name: 'a line called off',
    orders: 6,
    ages: [40, 780],
    order: { several: true },
    pause: { at: 'unpicked', hours: 2 },
    acts: [[40, { do: 'cancel_line', reason: '其中一件不要了' }]],
  },
  { name: 'not found on the shelf', orders: 6, ages: anyAge, order: { several: true }, short: true },
  { name: 'two parcels', orders: 8, ages: anyAge, order: { several: true }, parcels: 2 },
  { name: 'large order', orders: 4, ages: anyAge, order: { large: true } },
  { name: 'agreed price', orders: 3, ages: anyAge, order: { agreedPrice: true } },
  { name: 'address confirmed', orders: 3, ages: anyAge, order: { address: 'region_unknown' } },
  { name: 'phone asked for', orders: 2, ages: anyAge, order: { address: 'phone_missing' } },
  {
    name: 'fraud ruled out',
    orders: 2,
    ages: anyAge,
    pause: { at: 'unpicked', hours: 8 },
    acts: [
      [15, { do: 'hold', kind: 'fraud', reason: 'suspicious_order', detail: '收货人与付款人不一致' }],
      [3 * hour, { do: 'note', text: '电话核实无误, 解除风控。' }],
      [4 * hour, { do: 'release', kind: 'fraud' }],
    ],
  },
  {
    name: 'fraud',
    orders: 2,
    ages: anyAge,
    pause: { at: 'unpicked' },
    acts: [
      [15, { do: 'hold', kind: 'fraud', reason: 'suspicious_order', detail: '同一设备批量下单' }],
      [day, { do: 'cancel', reason: '确认恶意订单' }],
    ],
  },
  {
    name: 'credit raised',
    orders: 2,
    ages: anyAge,
    order: { buyer: 'company', terms: 'on_account', channel: 'fax' },
    pause: { at: 'unpicked', hours: 48 },
    acts: [
      [25, { do: 'hold', kind: 'credit', reason: 'credit_limit', detail: '应收账款超出信用额度' }],
      [day, { do: 'release', kind: 'credit' }],
    ],
  },
  {
    name: 'put off, then wanted',
    orders: 3,
    ages: anyAge,
    pause: { at: 'unpicked', hours: 90 },
    acts: [
      [30, { do: 'hold', kind: 'manual', reason: 'buyer_asked', detail: '客户出差, 三天后再发' }],
      [3 * day, { do: 'release', kind: 'manual' }],
    ],
  },
  {
    name: 'work put off, then done',
    orders: 2,
    ages: anyAge,
    pause: { at: 'unpicked', hours: 14 },
    acts: [
      [20, { do: 'hold_work', reason: '等待补充包材' }],
      [10 * hour, { do: 'release_work' }],
    ],
  },
  {
    name: 'short, the line called off',
    orders: 2,
    ages: anyAge,
    order: { goods: 'held' },
    keepsHolds: true,
    acts: [
      [5 * hour, { do: 'cancel_line', reason: '缺货, 客户同意取消' }],
      [6.5 * hour, { do: 'release', kind: 'stock' }],
    ],
  },
  // The goods arrive 26, 16 and 8 days before the end (special-goods.ts).
  { name: 'waited for the first goods', orders: 3, ages: [630, 690], order: { goods: 'restocked_first' } },
  {
    name: 'waited for the second goods',
    orders: 2,
    ages: [400, 450],
    order: { goods: 'restocked_second', alone: true },
  },
  { name: 'waited for the third goods', orders: 3, ages: [200, 240], order: { goods: 'restocked_third' } },
  {
    name: 'refunded in part',
    orders: 3,
    ages: [260, 780],
    order: { terms: 'awaiting_payment' },
    acts: [
      [40, { do: 'pay', percent: 100, method: 'wallet' }],
      [9 * day, { do: 'refund', percent: 20 }],
      [9 * day + 20, { do: 'note', text: '商品轻微瑕疵, 协商退差价。' }],
    ],
  },
  {
    name: 'called off and refunded',
    orders: 3,
    ages: anyAge,
    order: { terms: 'awaiting_payment' },
    pause: { at: 'unpicked' },
    acts: [
      [30, { do: 'pay', percent: 100, method: 'wallet' }],
      [2 * hour, { do: 'cancel', reason: '客户改变主意' }],
      [4 * hour, { do: 'refund', percent: 100 }],
    ],
  },
  {
    name: 'came back and refunded',
    orders: 2,
    ages: [420, 780],
    order: { terms: 'awaiting_payment' },
    fate: 'returned',
    acts: [
      [30, { do: 'pay', percent: 100, method: 'wallet' }],
      [14 * day, { do: 'refund', percent: 100 }],
    ],
  },
  {
    name: 'paid too much',
    orders: 2,
    ages: [400, 780],
    order: { buyer: 'company', terms: 'on_account' },
    acts: [[12 * day, { do: 'pay', percent: 103, method: 'bank_transfer' }]],
  },
]
