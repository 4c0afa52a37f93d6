import { sql } from 'kysely'
import { textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { sampleActor } from '../sample-shop/sample-world.ts'
import type { FirstStep } from './first-steps.ts'

/** What a merchant is called until somebody says otherwise. */
const firstNames = ['一单示例店', '我的店铺 My shop']

/** Of the steps that the database tells of, which are done. What the sample shop made does not count. */
export async function findDoneSteps(
  tx: Transaction,
): Promise<Record<Exclude<FirstStep, 'mail' | 'keys_apart'>, boolean>> {
  const own = (id: string) => sql`not exists (
    select from events e
    where e.merchant_id = ${tx.merchantId} and e.object_id = ${sql.raw(id)} and e.version = 1 and e.actor = ${sampleActor})`
  // Newest first: who has a sample shop and begins for real has their own last.
  const ownVariants = sql`(
    select v.id from variants v join products p on p.merchant_id = ${tx.merchantId} and p.id = v.product_id
    where v.merchant_id = ${tx.merchantId} and p.status = 'active' and ${own('p.id')})`
  const row = await tx.row<Record<string, boolean>>(sql`
    select
      (select name <> all(${textList(firstNames)}) from merchants where id = ${tx.merchantId}) as shop_name,
      not exists (
        select from staff s where s.merchant_id = ${tx.merchantId} and s.status = 'active' and 'owner' = any(s.roles)
          and s.totp_confirmed_at is null and not exists (
            select from passkeys k
            where k.merchant_id = ${tx.merchantId} and k.staff_id = s.id and k.removed_at is null)) as second_factor,
      exists (select from locations l
        where l.merchant_id = ${tx.merchantId} and l.status = 'active' and ${own('l.id')}) as location,
      exists (select from products p
        where p.merchant_id = ${tx.merchantId} and p.status = 'active' and ${own('p.id')}) as products,
      exists (select from list_prices l
        where l.merchant_id = ${tx.merchantId} and l.variant_id in ${ownVariants}) as prices,
      exists (select from tax_rates where merchant_id = ${tx.merchantId} and rate_basis_points > 0)
        or exists (select from events where merchant_id = ${tx.merchantId} and type = 'tax_class.set'
          and actor not like 'system:%') as tax,
      exists (select from inventory_levels l
        where l.merchant_id = ${tx.merchantId} and l.on_hand > 0 and l.item_id in ${ownVariants}) as stock,
      exists (select from channels where merchant_id = ${tx.merchantId}) as channels,
      (select count(*) > 1 from (
        select from staff where merchant_id = ${tx.merchantId} and status <> 'disabled' limit 2) people) as staff,
      exists (select from (
          select o.id from orders o where o.merchant_id = ${tx.merchantId} order by o.id desc limit 1) o
        where ${own('o.id')}) as first_order`)
  const { shopName = false, secondFactor = false, firstOrder = false, ...rest } = row ?? {}
  const is = (name: string) => rest[name] === true
  return {
    ...{ shop_name: shopName, second_factor: secondFactor, first_order: firstOrder },
    ...{ location: is('location'), products: is('products'), prices: is('prices'), tax: is('tax') },
    ...{ stock: is('stock'), channels: is('channels'), staff: is('staff') },
  }
}
