/*
 * What a list can be narrowed by. The values are texts, as the address has them; of several values of one filter any counts. Pure.
 */
import { allOf, type Search } from '../search.ts'

/** A choice of a filter. */
export type FilterChoice = { value: string; label: string }

/** What each filter is set to, by the name that the address and the API have for it. */
export type FilterValues = Readonly<Record<string, string | undefined>>

/** One filter: some of several choices, one of two, a text, or something between two bounds. */
export type FilterDef = { title: string; keys: readonly [string, ...string[]] } & (
  | { kind: 'choices'; choices: readonly FilterChoice[] }
  | { kind: 'choice'; choices: readonly FilterChoice[] }
  | { kind: 'text'; hint: string }
  | { kind: 'days'; write: (value: string) => string }
  | { kind: 'moments'; write: (value: string) => string }
  | { kind: 'amounts'; write: (value: string) => string }
)

/** The parts of a filter that an address says, each as one text: of several values with commas between them. */
export function filterIn<Key extends string>(view: Search, keys: readonly Key[]): { [Each in Key]?: string } {
  const entries = keys.flatMap((key) => {
    const values = allOf(view[key]).filter((value) => value !== '')
    return values.length === 0 ? [] : [[key, values.join(',')] as const]
  })
  return Object.fromEntries(entries) as { [Each in Key]?: string }
}

/** The values of a filter of several. */
export function valuesOf(value: string | undefined): string[] {
  return value === undefined || value === '' ? [] : value.split(',')
}

const mostNamed = 2

/** What a filter is set to, in words: `状态：待处理、已发货`. */
export function wordsOfFilter(filter: FilterDef, values: FilterValues): string {
  const told = valueWords(filter, values)
  return told === '' ? filter.title : `${filter.title}: ${told}`
}

function valueWords(filter: FilterDef, values: FilterValues): string {
  const [first, second = ''] = filter.keys
  if (filter.kind === 'text') return values[first] ?? ''
  if (filter.kind === 'choices' || filter.kind === 'choice') {
    const chosen = valuesOf(values[first])
    const named = chosen.map((value) => filter.choices.find((choice) => choice.value === value)?.label ?? value)
    const more = named.length > mostNamed ? ` +${named.length - mostNamed}` : ''
    return named.slice(0, mostNamed).join(', ') + more
  }
  const [from, to] = [values[first], values[second]]
  if (from === undefined && to === undefined) return ''
  return `${from === undefined ? '' : filter.write(from)} – ${to === undefined ? '' : filter.write(to)}`
}
