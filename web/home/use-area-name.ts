import { useDevice } from '../platform/device.ts'
import { provinceOfArea } from './map/areas.ts'
import { type HomeWord, useHomeWords } from './words.ts'

/** What an area is called: a province, or a country. */
export function useAreaName(): (area: string) => string {
  const say = useHomeWords()
  const { language } = useDevice()
  const countries = new Intl.DisplayNames(language, { type: 'region' })
  return (area) => {
    const province = provinceOfArea(area)
    if (province !== undefined) return say(`area_${province}` satisfies HomeWord)
    return area === 'CN' ? say('area_unknown') : (countries.of(area) ?? area)
  }
}
