import type { PersonalDataHolder } from '../../../customers/personal-holder.ts'
import type { Command } from '../../../platform/command.ts'
import { DomainError } from '../../../platform/errors.ts'
import { publish } from '../../../platform/events.ts'
import { newId } from '../../../platform/ids.ts'
import { clearAnswers, type Erasure, eraseUnlessBlocked, holdIndexes } from '../../../privacy/erase-subject.ts'
import { endSampleOrders } from './end-orders.ts'
import { closeSampleLocations, endSampleTransfers, putAwayProducts } from './put-away-goods.ts'
import { noRemoval, type SampleRemoval } from './removal.ts'
import { findSampleCustomers, findSampleState } from './removal-queries.ts'

/**
 * Removes the sample shop as far as nothing real depends on it; what was left is named, and can be removed by doing it again. All
 * in one transaction, as the one who asks; every event of it names the removal.
 * @throws DomainError `no_sample_shop`
 */
export async function removeSampleShop(
  command: Command,
  holders: readonly PersonalDataHolder[],
): Promise<SampleRemoval> {
  const { tx, now, actor } = command
  if (!(await findSampleState(tx)).isLoaded) throw new DomainError('not_found', 'no_sample_shop')
  const objectId = newId(now)
  const within: Command = { ...command, tx: { ...tx, remarks: { ...tx.remarks, sampleRemoval: objectId } } }
  // Whoever keeps search keys and counts waits until all of it is done.
  await holdIndexes(within, holders)
  const removal = noRemoval()
  await endSampleOrders(within, removal)
  await endSampleTransfers(within, removal)
  await putAwayProducts(within, removal)
  await closeSampleLocations(within, removal)
  await eraseCustomers(within, holders, removal)
  const { kept, ...numbers } = removal
  await publish(tx, [
    {
      ...{ objectType: 'sample_shop', objectId, version: 1, type: 'sample_shop.removed', actor, at: now },
      data: { ...numbers, kept: kept.length },
    },
  ])
  return removal
}

async function eraseCustomers(
  command: Command,
  holders: readonly PersonalDataHolder[],
  removal: SampleRemoval,
): Promise<void> {
  const erased: Erasure[] = []
  for (const { id, label } of await findSampleCustomers(command.tx)) {
    const subject = { type: 'customer', id } as const
    const outcome = await eraseUnlessBlocked(command, holders, { subject, ground: 'no_longer_needed' })
    if ('obstacles' in outcome) removal.kept.push({ kind: 'customer', id, label, reason: 'open_orders' })
    else erased.push(outcome)
  }
  await clearAnswers(command, erased)
  removal.customersErased += erased.length
}
