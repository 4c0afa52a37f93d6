import type { Command } from '../platform/command.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { taxClassSet } from './events.ts'
import { findTaxRates, type TaxRate } from './pricing-queries.ts'
import { saveTaxInclusion, upsertTaxRate } from './pricing-store.ts'

/**
 * Sets how a tax class is taxed. Whether prices contain the tax is one habit of the merchant, because an order's total
 * is of one kind or the other: it is set for all classes.
 */
export async function setTaxRate(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  { taxClass, rateBasisPoints, included }: TaxRate & { taxClass: string },
): Promise<void> {
  // First, not last: nobody else sets rates between what is read here and what is told.
  await touchReference(tx)
  const earlier = await findTaxRates(tx)
  await saveTaxInclusion(tx, included)
  await upsertTaxRate(tx, taxClass, { rateBasisPoints, included })
  const set = new Map([...earlier, [taxClass, { rateBasisPoints, included }]])
  const events = [...set].flatMap(([name, rate]) => {
    const [before, after] = [earlier.get(name), { ...rate, included }]
    const isOther = name !== taxClass && before?.included === included
    return isOther ? [] : [taxClassSet(tx.merchantId, { taxClass: name, before, after }, { at: now, actor })]
  })
  await publishNext(tx, events)
}
