import { completeGtin13 } from '../../../catalog/gtin.ts'
import type { NewProduct, NewVariant } from '../../../catalog/product.ts'
import { type SeededRandom, seededRandom } from '../../../platform/random.ts'
import { bundleTable, type GoodsRow, goodsTable, type Option, optionSchemes, serviceTable } from './goods-table.ts'

/** A variant as the sample shop's other parts need it; `make` counts the makes of a thing from 0. */
export type SampleVariant = {
  sku: string
  category: string
  noun: string
  make: number
  kind: 'stocked' | 'bundle' | 'service'
  /** List price in price units: ten-thousandths of a yuan. */
  price: number
}

/** Everything the sample shop sells, and every variant of it in the same order. */
export type SampleGoods = { products: NewProduct[]; variants: SampleVariant[] }

const brands = ['一单优选', '拾光集', '半亩田', '云小朵']
const yuan = 10_000
/** A set costs so many per cent of its parts. */
const bundlePercent = 88

/** Makes the goods; the same each time. */
export function sampleGoods(): SampleGoods {
  const random = seededRandom('goods of the sample shop')
  const goods: SampleGoods = { products: [], variants: [] }
  for (const { category, prefix, rows } of goodsTable) {
    let number = 0
    for (const row of rows) {
      for (const make of row[1].split(' ').keys()) {
        number += 1
        addProduct(goods, { category, code: `${prefix}${padded(number, 3)}`, row, make }, random)
      }
    }
  }
  for (const [index, [name, contents]] of bundleTable.entries()) addBundle(goods, index + 1, name, contents)
  for (const [index, [name, price]] of serviceTable.entries()) {
    const sku = `FW${padded(index + 1, 3)}-01`
    const variant = { sku, name, kind: 'service', unit: '次', taxClass: 'services' } as const
    goods.products.push({ name, category: '服务', variants: [variant] })
    goods.variants.push({ sku, category: '服务', noun: name, make: 0, kind: 'service', price: price * yuan })
  }
  return goods
}

function addProduct(
  goods: SampleGoods,
  { category, code, row, make }: { category: string; code: string; row: GoodsRow; make: number },
  random: SeededRandom,
): void {
  const [noun, makes, lowYuan, highYuan, grams, scheme, taxClass = 'standard'] = row
  const base = random.integer(lowYuan, highYuan)
  const name = `${brands[make]} ${makes.split(' ')[make]}${noun}`
  const variants = combine(optionSchemes[scheme], random).map(
    ({ options, pricePercent, weightPercent }, index): NewVariant => {
      const sku = `${code}-${padded(index + 1, 2)}`
      const price = roundPrice(Math.round((base * pricePercent) / 100))
      goods.variants.push({ sku, category, noun, make, kind: 'stocked', price })
      const weightGrams = Math.round((grams * weightPercent) / 100)
      return { sku, barcode: barcodeOf(goods.variants.length), options, weightGrams, taxClass }
    },
  )
  goods.products.push({ name, category, variants })
}

function addBundle(goods: SampleGoods, number: number, name: string, contents: Readonly<Record<string, number>>): void {
  const parts = Object.entries(contents).map(([noun, quantity]) => {
    const part = goods.variants.find((variant) => variant.noun === noun)
    if (part === undefined) throw new Error(`no ${noun} for the set ${name}`)
    return { ...part, quantity }
  })
  const sum = parts.reduce((total, { price, quantity }) => total + price * quantity, 0)
  const sku = `TZ${padded(number, 3)}-01`
  const price = roundPrice(Math.round((sum * bundlePercent) / 100 / yuan))
  goods.variants.push({ sku, category: '套装', noun: name, make: 0, kind: 'bundle', price })
  const components = parts.map(({ sku, quantity }) => ({ sku, quantity }))
  const barcode = barcodeOf(goods.variants.length)
  goods.products.push({
    name,
    category: '套装',
    variants: [{ sku, barcode, name, kind: 'bundle', unit: '套', components }],
  })
}

type Combination = { options: Record<string, string>; pricePercent: number; weightPercent: number }

/** Every combination of the options' values, the first option's slowest. */
function combine(options: readonly Option[], random: SeededRandom): Combination[] {
  let combinations: Combination[] = [{ options: {}, pricePercent: 100, weightPercent: 100 }]
  for (const { name, values, take, grows = 0, heavier = 0 } of options) {
    const taken = take === undefined ? values : random.shuffled(values).slice(0, take)
    combinations = combinations.flatMap((before) =>
      taken.map((value, step) => ({
        options: { ...before.options, [name]: value },
        pricePercent: before.pricePercent + grows * step,
        weightPercent: before.weightPercent + heavier * step,
      })),
    )
  }
  return combinations
}

/** Prices end as they do in shops: 39.90, 129, 1099. */
function roundPrice(wholeYuan: number): number {
  if (wholeYuan < 50) return wholeYuan * yuan + 9000
  return (Math.round(wholeYuan / 10) * 10 - 1) * yuan
}

/** Numbers that begin with 2 are free for use inside one company (GS1 General Specifications): they are on no one's goods. */
function barcodeOf(serial: number): string {
  return completeGtin13(`20${padded(serial, 10)}`)
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0')
}
