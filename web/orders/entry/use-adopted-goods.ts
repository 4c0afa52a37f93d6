import { useEffect, useRef } from 'react'
import type { Entry } from './entry.ts'
import type { EntryQuote } from './use-quote.ts'

/**
 * What a code names is known once the server answered: its line keeps the goods themselves from then on. A code that is no SKU
 * but has the digits of a barcode is asked again as one.
 */
export function useAdoptedGoods({ lines }: EntryQuote, update: (change: (entry: Entry) => Entry) => Entry): void {
  const act = useRef(update)
  act.current = update
  const found = [...lines].flatMap(([key, { variant, problem }]) =>
    variant === null && problem?.code !== 'unknown_product' ? [] : [{ key, variant }],
  )
  const text = JSON.stringify(found)
  useEffect(() => {
    const known = new Map((JSON.parse(text) as typeof found).map(({ key, variant }) => [key, variant]))
    act.current((entry) => {
      let hasChanged = false
      const changed = entry.lines.map((line) => {
        const variant = known.get(line.key)
        if (line.variantId !== undefined || variant === undefined) return line
        const isBarcode = line.by !== 'barcode' && /^\d{8,14}$/.test(line.sku?.trim() ?? '')
        if (variant === null && !isBarcode) return line
        // What was typed since is another code.
        const code = line.sku?.trim()
        if (variant !== null && variant.sku !== code && variant.barcode !== code) return line
        hasChanged = true
        return variant === null
          ? { ...line, by: 'barcode' as const }
          : { ...line, variantId: variant.id, sku: variant.sku }
      })
      return hasChanged ? { ...entry, lines: changed } : entry
    })
  }, [text])
}
