import type { createProductsContract } from '../../src/catalog/contract.ts'
import { defaultTaxClass } from '../../src/catalog/product.ts'
import type { listTaxRatesContract, setPricesOfManyContract } from '../../src/pricing/contract.ts'
import { Refusal } from '../doors/page/call.ts'
import { type AnswerOf, type BodyOf, call, preview } from '../platform/call.ts'
import type { ImportKind, ImportRow, ImportWork, RowResult } from './import-kind.ts'
import { type Sent, sendRows } from './send-rows.ts'

type NewProduct = BodyOf<typeof createProductsContract>['products'][number]
type NewVariant = NewProduct['variants'][number]
type Answer = AnswerOf<typeof createProductsContract>

/** A product of a file, and what its variants are to cost. */
type Read = { product: NewProduct; prices: ReadonlyMap<string, string> }

const kinds: Readonly<Record<string, NonNullable<NewVariant['kind']>>> = {
  ...{ 实物: 'stocked', 商品: 'stocked', goods: 'stocked', stocked: 'stocked' },
  ...{ 套餐: 'bundle', 组合: 'bundle', bundle: 'bundle', 服务: 'service', service: 'service' },
}

/** Classes that a shop begins with, as the pages call them; each is sent by its code. */
const taxClassNames: Readonly<Record<string, string>> = {
  ...{ 标准税率: 'standard', standard: 'standard', 低税率: 'reduced', reduced: 'reduced' },
  ...{ 服务税率: 'services', services: 'services', 免税: 'exempt', exempt: 'exempt' },
}

const classOf = (name: string) => taxClassNames[name.toLowerCase()] ?? name

const priceField = { key: 'price', names: ['售价', 'Price', '价格', '零售价', '单价', 'list price'] }

/** Products of a table: a row is a variant, and rows with the same name of a product are one product. Prices are of one currency. */
export function productImport(currency: string | undefined): ImportKind {
  return {
    key: 'products',
    stale: ['/products', '/prices'],
    sample: {
      ...{ product: '龙井茶', category: '茶叶', sku: 'LJ-250', barcode: '6901234567892', options: '规格:250克' },
      ...{ kind: '实物', unit: '盒', weight: '320', taxClass: 'standard', price: '128.00' },
    },
    fields: [
      { key: 'product', isNeeded: true, names: ['商品名称', 'Product name', '商品', '品名', 'product', 'title'] },
      { key: 'category', names: ['分类', 'Category', '类目', '商品分类'] },
      { key: 'sku', isNeeded: true, names: ['SKU', 'SKU', '编码', '商品编码', '货号', 'sku code', 'item code'] },
      { key: 'barcode', names: ['条码', 'Barcode', '条形码', '国际条码', 'ean', 'upc', 'gtin'] },
      { key: 'name', names: ['规格名称', 'Name of the variant', 'variant name'] },
      { key: 'options', names: ['规格', 'Options', '属性', '颜色规格', 'option'] },
      { key: 'kind', names: ['类型', 'Kind', '商品类型', 'type'] },
      { key: 'unit', names: ['单位', 'Unit', '计量单位'] },
      { key: 'weight', names: ['重量', 'Weight', '重量克', 'weight g', 'weightgrams', '净重'] },
      { key: 'taxClass', names: ['税类', 'Tax class', '税率类别'] },
      { key: 'components', names: ['组成', 'Components', '套餐明细', '组合明细'] },
      // Who may not set prices brings none in.
      ...(currency === undefined ? [] : [priceField]),
    ],
    work: (rows, work) => importProducts(rows, work, currency),
  }
}

async function importProducts(
  rows: readonly ImportRow[],
  work: ImportWork,
  currency: string | undefined,
): Promise<void> {
  const taxClasses = rows.some(({ taxClass }) => taxClass !== undefined) ? await work.reach(readTaxClasses) : []
  const { sent, wrong } = readProducts(rows, taxClasses)
  work.tell(wrong)
  const send = (read: readonly Read[], key: string) =>
    sendProducts(read, { key: work.isTrial ? undefined : key, currency })
  await sendRows(sent, send, { ...work, most: 100 })
}

async function readTaxClasses(): Promise<string[]> {
  const { items } = await call<typeof listTaxRatesContract>('GET', '/tax-rates')
  return [defaultTaxClass, ...items.map(({ taxClass }) => taxClass)]
}

/**
 * The products of rows; rows that cannot be read keep back the product that they are of. `taxClasses` are those that the shop has:
 * goods of another could not be ordered.
 */
export function readProducts(
  rows: readonly ImportRow[],
  taxClasses: readonly string[],
): { sent: Sent<Read>[]; wrong: ReadonlyMap<number, RowResult> } {
  const wrong = new Map<number, RowResult>()
  const groups = Map.groupBy(rows.keys(), (index) => rows[index]?.product ?? '')
  const sent = [...groups].flatMap(([name, indexes]): Sent<Read>[] => {
    const faults = indexes.flatMap((index) => {
      const word = faultOf(rows[index] ?? {}, taxClasses)
      return word === undefined ? [] : [[index, { state: 'wrong', word }] as const]
    })
    if (faults.length > 0) {
      // A product comes whole or not at all.
      for (const index of indexes) wrong.set(index, { state: 'wrong', word: 'row_other_wrong' })
      for (const [index, fault] of faults) wrong.set(index, fault)
      return []
    }
    const own = indexes.map((index) => rows[index] as ImportRow)
    const category = own.find((row) => row.category !== undefined)?.category
    const prices = own.flatMap(({ sku = '', price }) => (price === undefined ? [] : [[sku, price] as const]))
    const product = { name, ...(category !== undefined && { category }), variants: own.map(variantOf) }
    return [{ item: { product, prices: new Map(prices) }, rows: indexes }]
  })
  return { sent, wrong }
}

function faultOf(
  { product, sku, kind, weight, price, taxClass }: ImportRow,
  taxClasses: readonly string[],
): RowResult['word'] {
  if (product === undefined || sku === undefined) return 'row_needs'
  if (kind !== undefined && kinds[kind.toLowerCase()] === undefined) return 'row_kind_unknown'
  if (weight !== undefined && !/^\d+$/.test(weight)) return 'row_number_wrong'
  if (price !== undefined && !/^\d{1,9}(\.\d{1,4})?$/.test(price)) return 'row_number_wrong'
  return taxClass === undefined || taxClasses.includes(classOf(taxClass)) ? undefined : 'row_tax_class_unknown'
}

function variantOf({
  product = '',
  sku = '',
  barcode,
  name,
  options,
  kind,
  unit,
  weight,
  taxClass,
  components,
}: ImportRow): NewVariant {
  return {
    sku,
    ...(barcode !== undefined && { barcode }),
    ...(name !== undefined && { name }),
    ...(options !== undefined && { options: optionsOf(options, product) }),
    ...(kind !== undefined && { kind: kinds[kind.toLowerCase()] }),
    ...(unit !== undefined && { unit }),
    ...(weight !== undefined && { weightGrams: Number(weight) }),
    ...(taxClass !== undefined && { taxClass: classOf(taxClass) }),
    ...(components !== undefined && {
      components: pairsOf(components, /[*×]/).map(([code, quantity]) => ({
        sku: code,
        quantity: Number(quantity) || 1,
      })),
    }),
  }
}

/** `颜色:红;尺码:XL`; most tables have only the value, as `600ml`, which is named for the column then, in the language of the product. */
function optionsOf(text: string, product: string): Record<string, string> {
  const column = /\p{Script=Han}/u.test(product) ? '规格' : 'Option'
  const pairs = pairsOf(text, /[:：=]/).map(([name, value], index) =>
    value === '' ? [index === 0 ? column : `${column} ${index + 1}`, name] : [name, value],
  )
  return Object.fromEntries(pairs)
}

/** `颜色:红;尺码:XL` and `TEA*2;CUP`. */
function pairsOf(text: string, between: RegExp): [string, string][] {
  return text
    .split(/[;；\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [name = '', value = ''] = part.split(between, 2)
      return [name.trim(), value.trim()]
    })
}

/** Without a key they are only tried. */
async function sendProducts(
  read: readonly Read[],
  { key, currency }: { key: string | undefined; currency: string | undefined },
): Promise<RowResult[]> {
  const body = { products: read.map(({ product }) => product) }
  const { results } =
    key === undefined
      ? ((await preview<typeof createProductsContract>('POST', '/products/batch', body)).answer as Answer)
      : await call<typeof createProductsContract>('POST', '/products/batch', body, { idempotencyKey: key })
  const made = results.flatMap((result, n) =>
    'product' in result ? result.product.variants.map(({ id, sku }) => ({ id, price: read[n]?.prices.get(sku) })) : [],
  )
  const variants = made.flatMap(({ id, price }) =>
    price === undefined || currency === undefined ? [] : [{ variantId: id, prices: [{ currency, price }] }],
  )
  // Under the same key: what was cut off between the two gets its prices when it is sent again.
  if (variants.length > 0 && key !== undefined) {
    await call<typeof setPricesOfManyContract>(
      'POST',
      '/prices/batch',
      { variants },
      { idempotencyKey: `${key}-prices` },
    )
  }
  return results.map((result) => {
    if ('product' in result) return { state: 'new' }
    const { status, code, field } = result.problem
    if (code === 'sku_taken') return { state: 'there' }
    const facts = (result.problem.facts ?? {}) as Record<string, string | number>
    return { state: 'wrong', error: new Refusal(status, { code, facts, ...(field !== undefined && { field }) }) }
  })
}
