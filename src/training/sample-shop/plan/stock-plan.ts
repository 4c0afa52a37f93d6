import type { AdjustmentReason } from '../../../inventory/stock-document.ts'
import { type SeededRandom, seededRandom } from '../../../platform/random.ts'
import { hourMs } from '../../../platform/time.ts'
import { dayOf, momentOf, type Period, shortDate, weekdayOf } from './calendar.ts'
import type { PlannedOrder } from './sample-orders.ts'
import { isStockedAt, type SamplePlace, samplePlaces } from './sample-places.ts'
import type { SampleGoods, SampleVariant } from './sample-products.ts'
import { isDiscontinued, isSpecial, specialGoods, specialVariants } from './special-goods.ts'
import type { StockAct } from './stock-act.ts'
import type { SpecialGoods } from './story.ts'

/** Something that happens to stock, and when. */
export type PlannedStockAct = { at: Date; act: StockAct }

/** Plans what happens to stock in the period beside orders. */
export function planStock(
  period: Period,
  { products, variants }: SampleGoods,
  orders: readonly Pick<PlannedOrder, 'input'>[],
): PlannedStockAct[] {
  const random = seededRandom('stock of the sample shop')
  const goods = variants.filter((variant) => !isSpecial(variant) && !isDiscontinued(variant))
  const discontinued = variants.filter(isDiscontinued).map(({ sku }) => sku)
  // What nobody orders is there to be taken, whatever was sold by then.
  const ordered = new Set([...orders.flatMap(({ input }) => input.lines), ...partsOf(products)].map(({ sku }) => sku))
  const quiet = goods.filter(({ sku }) => !ordered.has(sku))
  return [
    ...planReceipts(period, goods, random),
    ...planRestocks(period, variants),
    ...planAdjustments(period, quiet, random),
    ...transfers.flatMap((transfer, index) => planTransfer(period, { ...transfer, number: index + 1 }, quiet, random)),
    { at: before(period, 6 * 24), act: { do: 'discontinue', skus: discontinued } },
  ]
}

function partsOf(products: SampleGoods['products']): { sku: string }[] {
  return products.flatMap((product) => product.variants.flatMap(({ components = [] }) => components))
}

function before({ to }: Period, hours: number): Date {
  return new Date(to.getTime() - hours * hourMs)
}

const [shanghai, guangzhou, chengdu] = samplePlaces as readonly [SamplePlace, SamplePlace, SamplePlace]

/** Each warehouse is filled up once a week. */
function planReceipts({ from, to }: Period, goods: readonly SampleVariant[], random: SeededRandom): PlannedStockAct[] {
  const planned: PlannedStockAct[] = []
  for (const [index, place] of [shanghai, guangzhou, chengdu].entries()) {
    for (let day = dayOf(from) + 4; day <= dayOf(to); day++) {
      if (weekdayOf(day) !== index + 2) continue
      const at = momentOf(day, 10, 32 + index)
      const lines = takeSome(place, goods, { most: 24, random }).map(({ sku }) => {
        return { sku, quantity: random.integer(2, 8) * 5 }
      })
      planned.push({ at, act: { do: 'receive', place: place.code, reference: `RK${shortDate(at)}`, lines } })
    }
  }
  return planned
}

/** What the stories wait for. */
function planRestocks(period: Period, variants: readonly SampleVariant[]): PlannedStockAct[] {
  return (Object.keys(specialGoods) as SpecialGoods[]).flatMap((name) => {
    const { restockedAge } = specialGoods[name]
    if (restockedAge === undefined) return []
    const at = before(period, restockedAge)
    const lines = specialVariants(variants, name).map(({ sku }) => ({ sku, quantity: 30 }))
    return [{ at, act: { do: 'receive', place: shanghai.code, reference: `RK${shortDate(at)}-补货`, lines } as const }]
  })
}

/** Every reason for which stock is corrected, by how much, and how many hours before the end. */
const adjustments: readonly (readonly [reason: AdjustmentReason, quantity: number, age: number])[] = [
  ['count', -2, 690],
  ['count', 3, 689],
  ['damage', -1, 560],
  ['loss', -1, 470],
  ['found', 1, 410],
  ['expired', -4, 330],
  ['correction', 2, 250],
  ['damage', -2, 160],
  ['count', -1, 95],
  ['found', 2, 40],
]

function planAdjustments(period: Period, goods: readonly SampleVariant[], random: SeededRandom): PlannedStockAct[] {
  return adjustments.map(([reason, quantity, age], index) => {
    const place = reason === 'expired' ? chengdu : ([shanghai, guangzhou, chengdu][index % 3] as SamplePlace)
    const ofKind = reason === 'expired' ? goods.filter(({ category }) => category === '食品') : goods
    const lines = takeSome(place, ofKind, { most: 2, random }).map(({ sku }) => ({ sku, quantity }))
    const at = before(period, age)
    return { at, act: { do: 'adjust', place: place.code, reference: `TZ${shortDate(at)}`, reason, lines } }
  })
}

/** Transfers: when each was planned, in hours before the end, and what came of it after how many hours. */
const transfers: readonly Omit<TransferPlan, 'number'>[] = [
  { from: shanghai, to: 'ST-SH', age: 620, steps: { dispatch_transfer: 4, receive_transfer: 9 } },
  { from: guangzhou, to: 'ST-BJ', age: 500, steps: { dispatch_transfer: 5, receive_part: 80, receive_transfer: 98 } },
  {
    from: chengdu,
    to: 'WH-SH',
    age: 380,
    draft: true,
    steps: { ready_transfer: 3, dispatch_transfer: 20, receive_transfer: 90 },
  },
  { from: guangzhou, to: 'WH-CD', age: 300, steps: { cancel_transfer: 6 } },
  { from: shanghai, to: 'ST-BJ', age: 170, steps: { dispatch_transfer: 6, receive_part: 75 } },
  { from: shanghai, to: 'ST-SH', age: 30, steps: { dispatch_transfer: 5 } },
  { from: guangzhou, to: 'WH-SH', age: 12, steps: {} },
  { from: chengdu, to: 'WH-GZ', age: 5, draft: true, steps: {} },
]

type TransferStep = 'ready_transfer' | 'dispatch_transfer' | 'receive_part' | 'receive_transfer' | 'cancel_transfer'

type TransferPlan = {
  number: number
  from: SamplePlace
  to: string
  age: number
  draft?: boolean
  steps: { readonly [Step in TransferStep]?: number }
}

function planTransfer(
  period: Period,
  { number, from, to, age, draft = false, steps }: TransferPlan,
  goods: readonly SampleVariant[],
  random: SeededRandom,
): PlannedStockAct[] {
  const at = before(period, age)
  const reference = `DB${shortDate(at)}-${number}`
  const target = samplePlaces.find(({ code }) => code === to) as SamplePlace
  const wanted = goods.filter((variant) => isStockedAt(target, variant))
  const lines = takeSome(from, wanted, { most: 5, random }).map(({ sku }) => ({ sku, quantity: random.integer(4, 10) }))
  const planned: PlannedStockAct[] = [
    { at, act: { do: 'plan_transfer', from: from.code, to, reference, draft, lines } },
  ]
  for (const [step, hours] of Object.entries(steps) as [TransferStep, number][]) {
    const act: StockAct = step === 'receive_part' ? { do: step, reference, quantity: 2 } : { do: step, reference }
    planned.push({ at: new Date(at.getTime() + hours * hourMs), act })
  }
  return planned
}

/** Some goods of a place, no two alike. */
function takeSome(
  place: SamplePlace,
  goods: readonly SampleVariant[],
  { most, random }: { most: number; random: SeededRandom },
): SampleVariant[] {
  return random.shuffled(goods.filter((variant) => isStockedAt(place, variant))).slice(0, most)
}
