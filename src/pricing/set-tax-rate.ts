import type { Command } from '../platform/command.ts'
import { touchReference } from '../platform/reference-revision.ts'
import type { TaxRate } from './pricing-queries.ts'
import { saveTaxInclusion, upsertTaxRate } from './pricing-store.ts'

/**
 * Sets how a tax class is taxed. Whether prices contain the tax is one habit of the merchant, because an order's total
 * is of one kind or the other: it is set for all classes.
 */
export async function setTaxRate(
  { tx }: Pick<Command, 'tx'>,
  { taxClass, rateBasisPoints, included }: TaxRate & { taxClass: string },
): Promise<void> {
  await saveTaxInclusion(tx, included)
  await upsertTaxRate(tx, taxClass, { rateBasisPoints, included })
  await touchReference(tx)
}
