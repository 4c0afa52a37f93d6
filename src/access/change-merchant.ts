import { changesBetween } from '../platform/changes.ts'
import type { Command } from '../platform/command.ts'
import { publishNext } from '../platform/events.ts'
import { touchReference } from '../platform/reference-revision.ts'
import type { Merchant } from './merchant.ts'
import { findMerchantById } from './merchant-queries.ts'
import { saveMerchantName } from './merchant-store.ts'

/** Gives the merchant another name. Called the same again it changes nothing. */
export async function changeMerchant({ tx, now, actor }: Command, { name }: { name: string }): Promise<Merchant> {
  // Its lock makes what was before true, and the event's version the next one.
  await touchReference(tx)
  const before = (await findMerchantById(tx, tx.merchantId)) as Merchant
  const after = { ...before, name }
  if (before.name === name) return before
  await saveMerchantName(tx, after)
  const data = { changes: changesBetween(before, after, ['name']) }
  await publishNext(tx, [
    { objectType: 'merchant', objectId: before.id, type: 'merchant.changed', data, at: now, actor },
  ])
  return after
}
