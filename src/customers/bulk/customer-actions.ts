import { z } from 'zod'
import type { BulkAction } from '../../bulk/bulk-job.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { changeCustomer } from '../change-customer.ts'
import { type CustomerStatus, tiers } from '../customer.ts'
import { type LockedCustomer, lockCustomer } from '../customer-store.ts'
import { type CustomerBulkAction, customerBulkInputs, customerBulkPermissions } from './bulk-contract.ts'

/** What can be done with many customers. Each is the single act. */
export const customerActions: Readonly<Record<CustomerBulkAction, BulkAction>> = {
  set_tier: {
    permission: customerBulkPermissions.set_tier,
    reversedBy: 'set_tier',
    work: async (command, { objectId, given }, input) => {
      if (given !== null) return setTier(command, objectId, givenForm.parse(given))
      return setTier(command, objectId, customerBulkInputs.set_tier.parse(input))
    },
  },
  block: {
    permission: customerBulkPermissions.block,
    reversedBy: 'unblock',
    work: (command, { objectId }) => setStatus(command, objectId, { action: 'block', status: 'blocked' }),
  },
  unblock: {
    permission: customerBulkPermissions.unblock,
    reversedBy: 'block',
    work: (command, { objectId }) => setStatus(command, objectId, { action: 'unblock', status: 'active' }),
  },
}

const tier = z.enum(tiers)

/** What an act did to a customer, which taking it back is given: its tier before, and the one that it was given. */
const givenForm = z.object({ tier, given: tier })

type Given = z.output<typeof givenForm>

/**
 * Gives a customer a tier; taken back, only as long as nobody gave it another one since.
 * @throws DomainError `customer_not_found`, `person_erased`, `version_mismatch`
 */
async function setTier(
  command: Command,
  customerId: string,
  { tier, given }: Pick<Given, 'tier'> & Partial<Given>,
): Promise<Given> {
  const before = await lockPresent(command, customerId)
  if (given !== undefined && given !== before.tier) throw new DomainError('mismatch', 'version_mismatch')
  if (tier !== before.tier) await changeCustomer(command, { customerId, tier, status: before.status })
  return { tier: before.tier, given: tier }
}

/** @throws DomainError `customer_not_found`, `person_erased`, `action_not_allowed` */
async function setStatus(
  command: Command,
  customerId: string,
  { action, status }: { action: CustomerBulkAction; status: CustomerStatus },
): Promise<null> {
  const before = await lockPresent(command, customerId)
  if (before.status === status) {
    throw new DomainError('conflict', 'action_not_allowed', { facts: { action, state: status } })
  }
  await changeCustomer(command, { customerId, tier: before.tier, status })
  return null
}

async function lockPresent({ tx }: Command, customerId: string): Promise<LockedCustomer> {
  const customer = await lockCustomer(tx, customerId)
  if (customer === undefined) throw new DomainError('not_found', 'customer_not_found')
  if (customer.wrappedKey === null) throw new DomainError('refused', 'person_erased')
  return customer
}
