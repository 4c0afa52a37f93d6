// An order as it stands in the form: every field is the text that was typed, as a draft keeps it (src/orders/entry/order-draft.ts).
// Here is what typing, choosing, scanning and pasting make of it.
import type { OrderDraft } from '../../../src/orders/entry/order-draft.ts'
import type { OrderPreset } from '../../../src/orders/entry/order-preset.ts'
import { formatMoney } from '../../../src/platform/money.ts'
import { businessDay, dayMs } from '../../../src/platform/time.ts'
import { type PastedRow, plainNumber } from './pasted-rows.ts'

type DraftLine = OrderDraft['lines'][number]

/** A line of the form; `key` holds its place while others come and go. A code that was not chosen is a SKU or a barcode. */
export type EntryLine = DraftLine & { key: string; by?: 'sku' | 'barcode' }

/** The form. */
export type Entry = Omit<OrderDraft, 'lines'> & { lines: EntryLine[] }

/** The parts of the address in the form. */
export type ContactText = NonNullable<OrderDraft['contact']>

/** A form of which nothing is known yet. */
export const emptyEntry: Entry = { lines: [] }

/** What can be chosen as goods. */
export type Goods = { id: string; sku: string }

let madeKeys = 0

/** A key for a line that is made now. */
export function newLineKey(): string {
  madeKeys += 1
  return `line-${madeKeys}`
}

/** The form of a draft. */
export function entryOf(draft: OrderDraft): Entry {
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, key: newLineKey() })) }
}

/** The draft of a form: what is empty is left out. */
export function draftOf({ lines, contact, ...rest }: Entry): OrderDraft {
  return {
    ...withoutEmpty(rest),
    ...(contact !== undefined && { contact: withoutEmpty(contact) }),
    lines: lines.map(({ key: _, by: __, ...line }) => withoutEmpty(line)),
  }
}

/** Whether there is something to keep: goods, or an address that was typed. What presets filled in is none, nor a customer alone. */
export function isBegun({ lines, contact }: Entry): boolean {
  return lines.length > 0 || Object.entries(contact ?? {}).some(([part, value]) => part !== 'country' && value !== '')
}

/** Adds one of some goods: to their line where they have one, else as a new line at the end. */
export function addGoods(entry: Entry, { id, sku }: Goods, count = 1): { entry: Entry; line: EntryLine } {
  const known = entry.lines.find((line) => line.variantId === id)
  if (known === undefined) {
    const line: EntryLine = { key: newLineKey(), variantId: id, sku, quantity: String(count) }
    return { entry: { ...entry, lines: [...entry.lines, line] }, line }
  }
  const before = Number(known.quantity ?? '')
  const line = { ...known, quantity: String((Number.isSafeInteger(before) ? before : 0) + count) }
  return { entry: withLine(entry, line), line }
}

/** Puts what was copied from a spreadsheet behind the lines, each row a line of its own: nothing is added together unseen. */
export function addRows(entry: Entry, rows: readonly PastedRow[]): Entry {
  const lines = rows.map(({ sku, quantity, unitPrice }) => ({
    ...{ key: newLineKey(), sku, quantity, by: 'sku' as const },
    ...(unitPrice !== undefined && { unitPrice }),
  }))
  return { ...entry, lines: [...entry.lines, ...lines] }
}

/** Puts a line in the place of what it was. */
export function withLine(entry: Entry, changed: EntryLine): Entry {
  return { ...entry, lines: entry.lines.map((line) => (line.key === changed.key ? changed : line)) }
}

/** Puts values into a column from a line downwards, as far as there are lines. */
export function fillDown(
  entry: Entry,
  key: string,
  column: 'quantity' | 'unitPrice',
  values: readonly string[],
): Entry {
  const first = entry.lines.findIndex((line) => line.key === key)
  const lines = entry.lines.map((line, index) => {
    const value = values[index - first]
    return first < 0 || value === undefined ? line : { ...line, [column]: plainNumber(value.trim()) }
  })
  return { ...entry, lines }
}

/** Another code was typed into a line: what it was before is forgotten. */
export function withCode({ variantId: _, ...line }: EntryLine, sku: string): EntryLine {
  return { ...line, sku, by: 'sku' }
}

/** The form without a line. */
export function withoutLine(entry: Entry, key: string): Entry {
  return { ...entry, lines: entry.lines.filter((line) => line.key !== key) }
}

/** The fields that a preset can fill. */
export const presetFields = [
  ...(['channel', 'currency', 'paymentTerms', 'shipping', 'requestedDeliveryOn', 'note', 'keepCustomer'] as const),
] as const

/** One of them. */
export type PresetField = (typeof presetFields)[number]

/** What a preset says, as texts of the form; `delivery in days` becomes a day in the shop's zone. */
export function presetTexts(
  preset: OrderPreset,
  { currency, timeZone, now }: { currency: string; timeZone: string; now: Date },
): Partial<Pick<Entry, PresetField>> {
  const { shipping, deliveryInDays, ...same } = preset
  return withoutEmpty({
    ...same,
    shipping: shipping === undefined ? undefined : formatMoney(shipping, preset.currency ?? currency),
    requestedDeliveryOn:
      deliveryInDays === undefined
        ? undefined
        : businessDay(new Date(now.getTime() + deliveryInDays * dayMs), timeZone),
  })
}

/** Fills what nobody has touched. */
export function withPreset(
  entry: Entry,
  texts: Partial<Pick<Entry, PresetField>>,
  touched: ReadonlySet<PresetField>,
): Entry {
  const fields = Object.entries(texts).filter(([field]) => !touched.has(field as PresetField))
  const changed = fields.filter(([field, value]) => entry[field as PresetField] !== value)
  return changed.length === 0 ? entry : { ...entry, ...Object.fromEntries(changed) }
}

/** The fields of a preset that a draft has values for: they were decided then. */
export function decidedFields(entry: Entry): PresetField[] {
  return presetFields.filter((field) => entry[field] !== undefined)
}

function withoutEmpty<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Fields
}
