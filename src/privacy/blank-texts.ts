/** Fields of answers in which people's own words stand. */
const worded = new Set(['reason', 'detail', 'reference', 'description', 'place', 'text', 'note'])

/** An answer with the words of people emptied, and the code of a customer, for one that is kept and may be given again. */
export function withoutTexts(value: unknown, customerIds: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutTexts(each, customerIds))
  if (typeof value !== 'object' || value === null) return value
  const isCustomer = customerIds.has((value as { id?: string }).id ?? '')
  const entries = Object.entries(value).map(([name, each]) => {
    if (typeof each !== 'string') return [name, withoutTexts(each, customerIds)]
    if (isCustomer && name === 'code') return [name, null]
    return [name, worded.has(name) ? '' : each]
  })
  return Object.fromEntries(entries)
}
