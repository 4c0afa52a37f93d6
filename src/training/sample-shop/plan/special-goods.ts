import type { SampleVariant } from './sample-products.ts'
import type { SpecialGoods } from './story.ts'

/** A product that is short on purpose, how its shortage is met, and when it comes in at last, in hours before the end. */
type Special = { noun: string; make: number; shortage: 'backorder' | 'hold'; restockedAge?: number }

/** The products that stories name: nobody else orders them, and the shop opens without any. */
export const specialGoods: Readonly<Record<SpecialGoods, Special>> = {
  restocked_first: { noun: '扫地机器人', make: 3, shortage: 'backorder', restockedAge: 26 * 24 },
  restocked_second: { noun: '空气炸锅', make: 3, shortage: 'backorder', restockedAge: 16 * 24 },
  restocked_third: { noun: '婴儿推车', make: 3, shortage: 'backorder', restockedAge: 8 * 24 },
  awaited: { noun: '智能手表', make: 3, shortage: 'backorder' },
  held: { noun: '移动固态硬盘', make: 3, shortage: 'hold' },
}

/** Products that are no longer sold at the end of the period; nobody has ordered them. */
const discontinued: readonly Pick<Special, 'noun' | 'make'>[] = [
  { noun: '窗帘', make: 3 },
  { noun: '围巾', make: 3 },
  { noun: '文件夹', make: 3 },
]

/** The variants of a product that is short on purpose. */
export function specialVariants(variants: readonly SampleVariant[], name: SpecialGoods): SampleVariant[] {
  return variants.filter((variant) => isOf(specialGoods[name], variant))
}

/** Whether a variant is kept for a story. */
export function isSpecial(variant: SampleVariant): boolean {
  return Object.values(specialGoods).some((special) => isOf(special, variant))
}

/** Whether a variant is taken out of sale before the period ends. */
export function isDiscontinued(variant: SampleVariant): boolean {
  return discontinued.some((product) => isOf(product, variant))
}

function isOf({ noun, make }: Pick<Special, 'noun' | 'make'>, variant: SampleVariant): boolean {
  return variant.noun === noun && variant.make === make
}
