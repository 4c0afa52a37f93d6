import { useTranslation } from 'react-i18next'
import { usePlaces } from '../locations/use-places.ts'
import { useHistoryWords } from './words.ts'

/**
 * What a field of an event is called: `captured` 已收金额, `line 2` 第 2 行, `variants.A-1.barcode` A-1 条码, a currency the price in it,
 * `place …` the buffer there; one that has no words yet, as it is.
 */
export function useFieldWords(): (field: string) => string {
  const say = useHistoryWords()
  const { i18n } = useTranslation('history')
  const { nameOf } = usePlaces()
  const sayPlain = (field: string) => {
    const key = `field_${field}`
    return i18n.exists(key, { ns: 'history' }) ? say(key as Parameters<typeof say>[0]) : field
  }
  return (field) => {
    if (/^[A-Z]{3}$/.test(field)) return say('field_price', { currency: field })
    const place = /^place (.+)$/.exec(field)?.[1]
    if (place !== undefined) return say('field_place', { place: nameOf(place) })
    const line = /^line (\d+)$/.exec(field)?.[1]
    if (line !== undefined) return say('field_line', { line })
    const [, sku, own] = /^variants\.(.+)\.(\w+)$/.exec(field) ?? []
    return sku === undefined || own === undefined ? sayPlain(field) : `${sku} ${sayPlain(own)}`
  }
}
