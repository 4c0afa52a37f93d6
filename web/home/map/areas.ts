/*
 * An area is where orders go: a province of China by its code (GB/T 2260), else a country by its own (ISO 3166-1). On the map
 * of China some countries' codes are provinces. Pure.
 */

/** What each province is called on the map, by its code. */
export const provincesOnMap = {
  ...{ '110000': '北京', '120000': '天津', '130000': '河北', '140000': '山西', '150000': '内蒙古' },
  ...{ '210000': '辽宁', '220000': '吉林', '230000': '黑龙江', '310000': '上海', '320000': '江苏' },
  ...{ '330000': '浙江', '340000': '安徽', '350000': '福建', '360000': '江西', '370000': '山东' },
  ...{ '410000': '河南', '420000': '湖北', '430000': '湖南', '440000': '广东', '450000': '广西' },
  ...{ '460000': '海南', '500000': '重庆', '510000': '四川', '520000': '贵州', '530000': '云南' },
  ...{ '540000': '西藏', '610000': '陕西', '620000': '甘肃', '630000': '青海', '640000': '宁夏' },
  ...{ '650000': '新疆', '710000': '台湾', '810000': '香港', '820000': '澳门' },
} as const

/** The code of a province of China. */
export type ProvinceCode = keyof typeof provincesOnMap

/** Addresses there are often written with codes of their own. */
const writtenAsCountry: Readonly<Record<string, ProvinceCode>> = { TW: '710000', HK: '810000', MO: '820000' }

/** The province that an area is on the map; undefined for what is elsewhere, or in China nobody knows where. */
export function provinceOfArea(area: string): ProvinceCode | undefined {
  return area in provincesOnMap ? (area as ProvinceCode) : writtenAsCountry[area]
}

/** How many orders go to each province on the map. */
export function ordersByProvince(areas: readonly { area: string; orders: number }[]): Map<ProvinceCode, number> {
  const sums = new Map<ProvinceCode, number>()
  for (const { area, orders } of areas) {
    const province = provinceOfArea(area)
    if (province !== undefined) sums.set(province, (sums.get(province) ?? 0) + orders)
  }
  return sums
}

/** The areas that make up a province: its own code, and the one it has as a country. */
export function areasOfProvince(province: ProvinceCode): string[] {
  return [province, ...Object.keys(writtenAsCountry).filter((country) => writtenAsCountry[country] === province)]
}

/** The areas that are shown as one: a province as it is written either way, else the area alone. */
export function areasShownWith(area: string): string[] {
  const province = provinceOfArea(area)
  return province === undefined ? [area] : areasOfProvince(province)
}
