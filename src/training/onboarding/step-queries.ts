import { sql } from 'kysely'
import { textList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { sampleActor } from '../sample-shop/sample-world.ts'
import type { FirstStep } from './first-steps.ts'

/** What a merchant is called until somebody says otherwise. */
const firstNames = ['一单示例店', '我的店铺 My shop']

/** So many are looked at: a shop with more has long begun. */
const newest = 100

/** Of the steps that the database tells of, which are done. What the sample shop made does not count. */
export async function findDoneSteps(
  tx: Transaction,
): Promise<Record<Exclude<FirstStep, 'mail' | 'keys_apart'>, boolean>> {
  // `offset 0` keeps each a probe by its object: as joins they were planned to read every event now and then.
  const own = (id: string) => sql`not exists (
    select from events e
    where e.merchant_id = ${tx.merchantId} and e.object_id = ${sql.raw(id)} and e.version = 1 and e.actor = ${sampleActor} offset 0)`
  // Newest first: who has a sample shop and begins for real has their own last.
  const newestVariants = sql`(
    select id, product_id from variants where merchant_id = ${tx.merchantId} order by id desc limit ${newest}) v`
  const row = await tx.row<Record<string, boolean>>(sql`
    select
      (select name <> all(${textList(firstNames)}) from merchants where id = ${tx.merchantId}) as shop_name,
      (select s.id from staff s
        where s.merchant_id = ${tx.merchantId} and s.status = 'active' and 'owner' = any(s.roles)
          and s.totp_confirmed_at is null and not exists (
            select from passkeys k
            where k.merchant_id = ${tx.merchantId} and k.staff_id = s.id and k.removed_at is null)
        order by s.id limit 1) is null as second_factor,
      exists (select from locations l
        where l.merchant_id = ${tx.merchantId} and l.status = 'active' and ${own('l.id')}) as location,
      exists (select from (
          select p.id from products p where p.merchant_id = ${tx.merchantId} and p.status = 'active'
          order by p.id desc limit ${newest}) p
        where ${own('p.id')}) as products,
      exists (select from ${newestVariants} where ${own('v.product_id')} and exists (
        select from list_prices l where l.merchant_id = ${tx.merchantId} and l.variant_id = v.id offset 0)) as prices,
      exists (select from tax_rates where merchant_id = ${tx.merchantId} and rate_basis_points > 0)
        or exists (select from (
            select actor from events where merchant_id = ${tx.merchantId} and type = 'tax_class.set'
            order by entry_id desc limit ${newest}) e
          where actor not like 'system:%') as tax,
      exists (select from ${newestVariants} where ${own('v.product_id')} and exists (
        select from inventory_levels l
        where l.merchant_id = ${tx.merchantId} and l.item_id = v.id and l.on_hand > 0 offset 0)) as stock,
      exists (select from channels where merchant_id = ${tx.merchantId}) as channels,
      (select id from staff where merchant_id = ${tx.merchantId} and status <> 'disabled'
        order by id offset 1 limit 1) is not null as staff,
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
