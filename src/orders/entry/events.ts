import { changesBetween } from '../../platform/changes.ts'
import type { DomainEvent } from '../../platform/events.ts'
import type { DraftRow } from './order-draft.ts'
import type { OrderPreset, PresetRow } from './order-preset.ts'

type Told = { at: Date; actor: string; origin?: string | undefined }

/** Tells what became of a draft: never what is in it. */
export function draftEvent(
  type:
    | 'order_draft.begun'
    | 'order_draft.saved'
    | 'order_draft.placed'
    | 'order_draft.discarded'
    | 'order_draft.expired',
  { id, version, lines, orderId }: Pick<DraftRow, 'id' | 'version' | 'lines' | 'orderId'>,
  told: Told,
): DomainEvent {
  const data = { lines, ...(orderId !== null && { orderId }) }
  return { objectType: 'order_draft', objectId: id, version, type, data, ...told }
}

const presetFields = ['channel', 'currency', 'paymentTerms', 'shipping', 'deliveryInDays', 'keepCustomer'] as const

/** Tells what a form for orders begins with from now on; the words of a note stand in the preset only. */
export function presetSet(
  { before, after }: { before: OrderPreset | null; after: PresetRow },
  told: Told,
): DomainEvent {
  const { id, version, kind, subject, preset } = after
  const changes = changesBetween<OrderPreset>(before, preset, presetFields)
  return {
    ...{ objectType: 'order_preset', objectId: id, version, type: 'order_preset.set', ...told },
    data: { kind, subject, changes },
  }
}
