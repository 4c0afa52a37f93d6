import type { LocationForm } from '../../../locations/location.ts'
import type { SampleVariant } from './sample-products.ts'

/** A place of the sample shop, what it stocks, and how much of each variant it opened with. */
export type SamplePlace = LocationForm & {
  code: string
  categories: readonly string[]
  /** Of how many variants in a hundred it has any, and between which numbers. */
  stocked: { percent: number; least: number; most: number }
}

const china = { country: 'CN', timeZone: 'Asia/Shanghai' }
const warehouse = { ...china, kind: 'warehouse', priority: 10, stocked: { percent: 100, least: 24, most: 96 } } as const
const store = { ...china, kind: 'store', priority: 50, stocked: { percent: 35, least: 3, most: 9 } } as const

/**
 * Three warehouses and two stores. Every category is in two warehouses or three, so that any two of them together have
 * everything, and baskets of several categories are split now and then.
 */
export const samplePlaces: readonly SamplePlace[] = [
  {
    ...warehouse,
    code: 'WH-SH',
    name: '上海嘉定仓',
    ...{ province: '上海市', city: '上海市', district: '嘉定区' },
    categories: ['手机数码', '家居', '服饰', '食品', '美妆'],
  },
  {
    ...warehouse,
    code: 'WH-GZ',
    name: '广州白云仓',
    ...{ province: '广东省', city: '广州市', district: '白云区' },
    categories: ['手机数码', '服饰', '美妆', '母婴', '文具'],
  },
  {
    ...warehouse,
    code: 'WH-CD',
    name: '成都双流仓',
    ...{ province: '四川省', city: '成都市', district: '双流区' },
    categories: ['家居', '服饰', '食品', '母婴', '文具'],
  },
  {
    ...store,
    code: 'ST-SH',
    name: '上海静安店',
    ...{ province: '上海市', city: '上海市', district: '静安区' },
    categories: ['手机数码', '家居', '服饰', '美妆', '文具'],
  },
  {
    ...store,
    code: 'ST-BJ',
    name: '北京朝阳店',
    ...{ province: '北京市', city: '北京市', district: '朝阳区' },
    categories: ['手机数码', '服饰', '食品', '美妆', '母婴'],
  },
]

/** Whether a place has goods of a variant's kind. */
export function isStockedAt({ categories }: SamplePlace, { category, kind }: SampleVariant): boolean {
  return kind === 'stocked' && categories.includes(category)
}
