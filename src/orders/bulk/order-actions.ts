import type { BulkAction } from '../../bulk/bulk-job.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { cancelOrder } from '../cancel-order.ts'
import { holdOrder, releaseHold } from '../hold-order.ts'
import type { HoldKind } from '../order.ts'
import { lockOrder } from '../order-store.ts'
import { reinstateOrder } from '../reinstate-order.ts'
import { overtakenBy } from '../reinstatement.ts'
import { findCancellationAskedNow } from '../undo-store.ts'
import { writeNote } from '../write-note.ts'
import { type OrderBulkAction, orderBulkInputs, orderBulkPermissions } from './bulk-contract.ts'

/** What orders can do with many of themselves; places have the rest. Each is the single act. */
export const orderActions: Readonly<Record<Exclude<OrderBulkAction, 'release_work'>, BulkAction>> = {
  hold: {
    permission: orderBulkPermissions.hold,
    reversedBy: 'release_holds',
    work: async (command, { objectId: orderId }, input) => {
      const after = await holdOrder(command, { orderId, ...orderBulkInputs.hold.parse(input) })
      return { holdIds: after.holds.slice(-1).map(({ id }) => id) }
    },
  },
  release_holds: {
    permission: orderBulkPermissions.release_holds,
    work: async (command, { objectId, given }, input) => {
      const { kinds } = orderBulkInputs.release_holds.parse(input)
      await releaseHolds(command, objectId, { kinds, ...(given as { holdIds?: string[] } | null) })
      return null
    },
  },
  cancel: {
    permission: orderBulkPermissions.cancel,
    reversedBy: 'reinstate',
    work: async (command, { objectId: orderId }, input) => {
      await cancelOrder(command, { orderId, ...orderBulkInputs.cancel.parse(input) })
      return { cancellationId: (await findCancellationAskedNow(command, orderId)) ?? null }
    },
  },
  reinstate: {
    permission: orderBulkPermissions.reinstate,
    work: async (command, { objectId: orderId, given }) => {
      const { cancellationId } = (given ?? {}) as { cancellationId?: string | null }
      // It was to be cancelled already when the job came to it: what another asked for is theirs to take back.
      if (cancellationId === null) throw overtakenBy(['order.cancelled'])
      await reinstateOrder(command, { orderId, cancellationId })
      return null
    },
  },
  note: {
    permission: orderBulkPermissions.note,
    work: async (command, { objectId: orderId }, input) => {
      await writeNote(command, { orderId, ...orderBulkInputs.note.parse(input) })
      return null
    },
  },
}

/**
 * Releases the holds of an order: those of some kinds, or named ones; what waits for a payment only its payment releases.
 * @throws DomainError `not_found`, `no_such_hold`, `payment_awaited`
 */
async function releaseHolds(
  command: Command,
  orderId: string,
  { kinds, holdIds }: { kinds?: readonly HoldKind[] | undefined; holdIds?: readonly string[] | undefined },
): Promise<void> {
  const { holds } = await lockOrder(command.tx, orderId, command)
  const ofKind = holds.filter(({ id, kind }) => holdIds?.includes(id) ?? kinds?.includes(kind) ?? true)
  const wanted = ofKind.filter(({ kind }) => kind !== 'payment')
  if (wanted.length === 0) {
    throw new DomainError('conflict', ofKind.length > 0 ? 'payment_awaited' : 'no_such_hold')
  }
  for (const { id: holdId } of wanted) await releaseHold(command, { orderId, holdId })
}
