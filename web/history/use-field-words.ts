import { useTranslation } from 'react-i18next'
import { useHistoryWords } from './words.ts'

/** What a field of an event is called: `captured` 已收金额, `line 2` 第 2 行, `variants.A-1.barcode` A-1 条码; one that has no words yet, as it is. */
export function useFieldWords(): (field: string) => string {
  const say = useHistoryWords()
  const { i18n } = useTranslation('history')
  const sayPlain = (field: string) => {
    const key = `field_${field}`
    return i18n.exists(key, { ns: 'history' }) ? say(key as Parameters<typeof say>[0]) : field
  }
  return (field) => {
    const line = /^line (\d+)$/.exec(field)?.[1]
    if (line !== undefined) return say('field_line', { line })
    const [, sku, own] = /^variants\.(.+)\.(\w+)$/.exec(field) ?? []
    return sku === undefined || own === undefined ? sayPlain(field) : `${sku} ${sayPlain(own)}`
  }
}
