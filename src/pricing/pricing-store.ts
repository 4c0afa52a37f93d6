import { sql } from 'kysely'
import { insertRows, onConflict, uuidList } from '../platform/db/bulk.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import type { ListPrice, TaxRate } from './pricing-queries.ts'

/** Writes list prices, over those that are there; each variant and currency at most once. */
export async function upsertListPrices(
  tx: Transaction,
  prices: readonly (ListPrice & { variantId: string })[],
): Promise<void> {
  await tx.run(
    onConflict(
      insertRows(tx.merchantId, 'list_prices', ['variantId', 'currency', 'price'], prices),
      'on conflict (merchant_id, variant_id, currency) do update set price = excluded.price',
    ),
  )
}

/** Removes all list prices of variants, to be written anew. */
export async function deletePrices(tx: Transaction, variantIds: readonly string[]): Promise<void> {
  await tx.run(sql`
    delete from list_prices where merchant_id = ${tx.merchantId} and variant_id = any(${uuidList(variantIds)})`)
}

/** Writes the rate of a tax class, over the one that is there. */
export async function upsertTaxRate(tx: Transaction, taxClass: string, rate: TaxRate): Promise<void> {
  await tx.run(
    onConflict(
      insertRows(tx.merchantId, 'tax_rates', ['taxClass', 'rateBasisPoints', 'included'], [{ taxClass, ...rate }]),
      `on conflict (merchant_id, tax_class)
        do update set rate_basis_points = excluded.rate_basis_points, included = excluded.included`,
    ),
  )
}

/** Sets for every tax class whether prices contain the tax. */
export async function saveTaxInclusion(tx: Transaction, included: boolean): Promise<void> {
  await tx.run(sql`
    update tax_rates set included = ${included} where merchant_id = ${tx.merchantId} and included <> ${included}`)
}
