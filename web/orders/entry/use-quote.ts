import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { quoteOrderContract } from '../../../src/orders/entry/contract.ts'
import { type AnswerOf, call } from '../../platform/call.ts'
import { useDebounced } from '../../platform/use-debounced.ts'
import type { Entry } from './entry.ts'
import { quoteOf } from './order-request.ts'

/** What the order would come to. */
export type Quote = AnswerOf<typeof quoteOrderContract>

/** One line of it. */
export type QuotedLine = Quote['lines'][number]

/** A quote of the form, and its lines by the keys of the form's. */
export type EntryQuote = {
  quote: Quote | undefined
  lines: ReadonlyMap<string, QuotedLine>
  /** The key of the line that the server calls by a number. */
  keyOf: (index: number) => string | undefined
  /** Something has been typed since. */
  isOld: boolean
  error: Error | null
}

const restMs = 180

/** Asks what the order would come to, whenever the form rests for a moment. */
export function useQuote(entry: Entry, currency: string): EntryQuote {
  const wanted = quoteOf(entry, currency)
  const text = wanted === undefined || wanted.keys.length === 0 ? '' : JSON.stringify(wanted)
  const settled = useDebounced(text, restMs)
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['order-quote', settled],
    enabled: settled !== '',
    queryFn: async ({ signal }) => {
      const { request, keys } = JSON.parse(settled) as NonNullable<typeof wanted>
      return { keys, quote: await call<typeof quoteOrderContract>('POST', '/order-quotes', request, { signal }) }
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  })
  const shown = text === '' ? undefined : data
  const present = new Set(entry.lines.map(({ key }) => key))
  const lines = (shown?.quote.lines ?? []).map((line) => [shown?.keys[line.index] ?? '', line] as const)
  return {
    quote: shown?.quote,
    // What an older quote says of lines that were taken out concerns nobody.
    lines: new Map(lines.filter(([key]) => present.has(key))),
    keyOf: (index) => shown?.keys[index],
    isOld: text !== settled || isPlaceholderData,
    error: text === '' ? null : error,
  }
}
