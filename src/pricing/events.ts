import { type Changes, changesBetween } from '../platform/changes.ts'
import type { DomainEvent } from '../platform/events.ts'
import { namedId } from '../platform/ids.ts'
import type { ListPrice, TaxRate } from './pricing-queries.ts'

/** What this module tells: the prices of a variant by currency, and how a tax class is taxed. */
export type PricingEvent = Omit<
  DomainEvent<'variant.priced' | 'tax_class.set', { taxClass?: string; changes: Changes }>,
  'version'
>

type Told = { at: Date; actor: string }
type Prices = readonly ListPrice[]

/** Tells which prices of a variant were set or taken away, in price units; none where nothing differs. */
export function variantPriced(
  variantId: string,
  { before, after }: { before: Prices; after: Prices },
  told: Told,
): PricingEvent[] {
  const [wasOf, isOf] = [byCurrency(before), byCurrency(after)]
  const currencies = [...new Set([...wasOf.keys(), ...isOf.keys()])].sort()
  const changes: Changes = Object.fromEntries(
    currencies.flatMap((currency) => {
      const [was = null, is = null] = [wasOf.get(currency), isOf.get(currency)]
      return was === is ? [] : [[currency, [was, is]]]
    }),
  )
  if (Object.keys(changes).length === 0) return []
  return [{ objectType: 'variant', objectId: variantId, type: 'variant.priced', data: { changes }, ...told }]
}

function byCurrency(prices: Prices): Map<string, number> {
  return new Map(prices.map(({ currency, price }) => [currency, price]))
}

/** Tells how a tax class is taxed from now on. */
export function taxClassSet(
  merchantId: string,
  { taxClass, before, after }: { taxClass: string; before: TaxRate | undefined; after: TaxRate },
  told: Told,
): PricingEvent {
  const data = {
    taxClass,
    changes: changesBetween(before ?? null, after, ['rateBasisPoints', 'included']),
  }
  return {
    ...{ objectType: 'tax_class', objectId: namedId(merchantId, 'tax_class', taxClass) },
    ...{ type: 'tax_class.set', data, ...told },
  }
}
