import { isCurrency } from '../../src/platform/money.ts'
import type { setPricesOfManyContract } from '../../src/pricing/contract.ts'
import { type AnswerOf, type BodyOf, call, preview } from '../platform/call.ts'
import type { ImportKind, ImportRow, RowResult } from './import-kind.ts'
import { type Sent, sendRows } from './send-rows.ts'

type NewPrices = BodyOf<typeof setPricesOfManyContract>['variants'][number]
type Answer = AnswerOf<typeof setPricesOfManyContract>

/** What variants that are there cost, by table: a row is a SKU in a currency. Currencies that no row names stay as they are. */
export function priceImport(currency: string | undefined): ImportKind {
  return {
    key: 'prices',
    stale: ['/prices'],
    sample: { sku: 'LJ-250', currency: currency ?? 'CNY', price: '128.00' },
    fields: [
      { key: 'sku', isNeeded: true, names: ['SKU', 'SKU', '编码', '商品编码', '货号', 'sku code', 'item code'] },
      { key: 'currency', isNeeded: currency === undefined, names: ['币种', 'Currency', '货币', '币种代码'] },
      { key: 'price', isNeeded: true, names: ['售价', 'Price', '价格', '零售价', '单价', 'list price'] },
    ],
    work: async (rows, work) => {
      const { sent, wrong } = readPrices(rows, currency)
      work.tell(wrong)
      const send = (variants: readonly NewPrices[], key: string) => sendPrices(variants, work.isTrial ? undefined : key)
      await sendRows(sent, send, { ...work, most: 200 })
    },
  }
}

/** The prices of rows, those of one SKU together. */
export function readPrices(
  rows: readonly ImportRow[],
  own: string | undefined,
): { sent: Sent<NewPrices>[]; wrong: ReadonlyMap<number, RowResult> } {
  const wrong = new Map<number, RowResult>()
  const bySku = new Map<string, { prices: Map<string, string>; rows: number[] }>()
  for (const [index, row] of rows.entries()) {
    const { sku = '', price = '' } = row
    const currency = (row.currency ?? own ?? '').toUpperCase()
    const variant = bySku.get(sku) ?? { prices: new Map<string, string>(), rows: [] }
    const word = variant.prices.has(currency) ? 'row_twice' : faultOf({ sku, price, currency })
    if (word !== undefined) {
      wrong.set(index, { state: 'wrong', word })
      continue
    }
    bySku.set(sku, variant)
    variant.prices.set(currency, price)
    variant.rows.push(index)
  }
  const sent = [...bySku].map(([sku, { prices, rows: own }]) => ({
    item: { sku, prices: [...prices].map(([currency, price]) => ({ currency, price })) },
    rows: own,
  }))
  return { sent, wrong }
}

function faultOf({ sku, price, currency }: { sku: string; price: string; currency: string }): RowResult['word'] {
  if (sku === '' || price === '' || currency === '') return 'row_needs'
  if (!isCurrency(currency)) return 'row_currency_unknown'
  return /^\d{1,9}(\.\d{1,4})?$/.test(price) ? undefined : 'row_number_wrong'
}

/** Without a key they are only tried. */
async function sendPrices(variants: readonly NewPrices[], idempotencyKey: string | undefined): Promise<RowResult[]> {
  const body = { variants: [...variants], others: 'keep' as const }
  const { items } =
    idempotencyKey === undefined
      ? ((await preview<typeof setPricesOfManyContract>('POST', '/prices/batch', body)).answer as Answer)
      : await call<typeof setPricesOfManyContract>('POST', '/prices/batch', body, { idempotencyKey })
  return items.map(({ isChanged }) => ({ state: isChanged ? 'changed' : 'there' }))
}
