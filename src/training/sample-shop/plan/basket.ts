import { formatPrice } from '../../../platform/money.ts'
import type { SeededRandom } from '../../../platform/random.ts'
import type { SampleVariant } from './sample-products.ts'
import { isDiscontinued, isSpecial, specialVariants } from './special-goods.ts'
import type { SpecialGoods, StoryOrder } from './story.ts'

/** What buyers take from: the goods, those that sell best first; sets; services; and the goods of the stories. */
export type Shelf = {
  goods: readonly SampleVariant[]
  bundles: readonly SampleVariant[]
  services: readonly SampleVariant[]
  special: (name: SpecialGoods) => readonly SampleVariant[]
}

/** Lines of an order, and about what they come to, in minor units. */
export type Basket = { lines: { sku: string; quantity: number; unitPrice?: string }[]; amount: number }

/** Whoever wants so many of one thing is asked why (`open-shop.ts` has the rule). */
export const largeQuantity = 30

/** Puts the goods on the shelf; which of them sell well is drawn. */
export function stockShelf(variants: readonly SampleVariant[], random: SeededRandom): Shelf {
  const special = (name: SpecialGoods) => specialVariants(variants, name)
  return {
    goods: random.shuffled(
      variants.filter((variant) => variant.kind === 'stocked' && !isSpecial(variant) && !isDiscontinued(variant)),
    ),
    bundles: variants.filter(({ kind }) => kind === 'bundle'),
    services: variants.filter(({ kind }) => kind === 'service'),
    special,
  }
}

/** Draws what somebody buys. */
export function drawBasket(
  shelf: Shelf,
  { wants, isCompany }: { wants: StoryOrder; isCompany: boolean },
  random: SeededRandom,
): Basket {
  const taken = new Map<SampleVariant, number>()
  const take = (variant: SampleVariant, quantity: number) => taken.set(variant, (taken.get(variant) ?? 0) + quantity)
  if (wants.goods !== undefined) take(random.pick(shelf.special(wants.goods)), random.integer(1, 2))
  if (wants.alone === undefined) {
    const lines = linesOf(wants, isCompany, random)
    for (let line = 0; line < lines; line++) take(popular(shelf.goods, random), quantityOf(wants, isCompany, random))
    if (wants.large) take(popular(shelf.goods, random), random.integer(largeQuantity, largeQuantity + 6))
    // Sets come only into baskets that no story is about.
    if (Object.keys(wants).length === 0 && random.next() < 0.08) take(random.pick(shelf.bundles), 1)
    if (!isCompany && random.next() < 0.05) take(random.pick(shelf.services), 1)
  }
  return basketOf(taken, wants)
}

function linesOf(wants: StoryOrder, isCompany: boolean, random: SeededRandom): number {
  if (wants.goods !== undefined) return 1
  if (wants.several) return random.integer(2, 3)
  if (isCompany) return random.integer(2, 5)
  return random.weighted([
    [1, 45],
    [2, 30],
    [3, 17],
    [4, 8],
  ])
}

function quantityOf(wants: StoryOrder, isCompany: boolean, random: SeededRandom): number {
  if (wants.several) return random.integer(2, 3)
  if (isCompany) return random.integer(4, 20)
  return random.weighted([
    [1, 76],
    [2, 18],
    [3, 6],
  ])
}

/** The first on the shelf sell best. */
function popular(goods: readonly SampleVariant[], random: SeededRandom): SampleVariant {
  return goods[Math.floor(random.next() ** 2 * goods.length)] as SampleVariant
}

function basketOf(taken: ReadonlyMap<SampleVariant, number>, wants: StoryOrder): Basket {
  let amount = 0
  const lines = [...taken].map(([{ sku, price, kind }, quantity]) => {
    amount += (price / 100) * quantity
    const isAgreed = wants.agreedPrice && kind === 'stocked'
    return { sku, quantity, ...(isAgreed && { unitPrice: formatPrice(price - price / 10) }) }
  })
  return { lines, amount }
}
