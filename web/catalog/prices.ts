/** A price as it is typed. */
export const priceForm = /^\d{1,9}(\.\d{1,4})?$/

/** A price as it is shown: the decimals that it has, at least those of its currency. */
export function writePrice({ price, currency }: { price: string; currency: string }, language: string): string {
  const decimals = price.split('.')[1]?.length ?? 0
  const format = new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const least = format.resolvedOptions().minimumFractionDigits ?? 0
  return new Intl.NumberFormat(language, {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: least, maximumFractionDigits: Math.max(least, decimals) },
  }).format(price as Intl.StringNumericLiteral)
}
