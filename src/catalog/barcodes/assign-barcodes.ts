import { type Command, requireVersion } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { publish, publishNext } from '../../platform/events.ts'
import { namedId } from '../../platform/ids.ts'
import { touchReference } from '../../platform/reference-revision.ts'
import { lockProducts, saveProduct } from '../catalog-store.ts'
import { productEvent } from '../events.ts'
import {
  type CodedVariant,
  findCodes,
  findTakenBarcodes,
  lockBarcodeSettings,
  saveBarcode,
  saveBarcodeSettings,
} from './barcode-store.ts'
import { type BarcodeSettings, lastOwnNumber, type OwnPrefix, ownBarcode } from './own-barcode.ts'

/** A variant with its barcode. */
export type Coded = { variantId: string; sku: string; barcode: string }

/**
 * Gives variants that have none a barcode of the merchant's own; answers all of them with theirs.
 * @throws DomainError `variant_not_found`, `barcodes_used_up`
 */
export async function assignBarcodes(
  command: Command,
  { variantIds }: { variantIds: readonly string[] },
): Promise<Coded[]> {
  const { tx } = command
  const seen = await findCodes(tx, variantIds)
  const products = await lockProducts(
    tx,
    seen.map(({ productId }) => productId),
  )
  // Read again behind the locks of their products.
  const variants = await findCodes(tx, variantIds)
  const missing = variantIds.find((id) => !variants.some((variant) => variant.id === id))
  if (missing !== undefined) throw new DomainError('not_found', 'variant_not_found', { facts: { variantId: missing } })
  const bare = variants.filter(({ barcode }) => barcode === null)
  const made = bare.length === 0 ? [] : await takeBarcodes(command, bare.length)
  const given = bare.map((variant, index) => ({ ...variant, barcode: made[index] as string }))
  for (const variant of given) await saveBarcode(tx, variant)
  for (const [productId, own] of Map.groupBy(given, (variant) => variant.productId)) {
    const before = products.get(productId)
    if (before !== undefined) await tell(command, before, own)
  }
  if (given.length > 0) await touchReference(tx)
  const barcodes = new Map(given.map(({ id, barcode }) => [id, barcode]))
  return variants.map(({ id, sku, barcode }) => ({
    ...{ variantId: id, sku, barcode: barcode ?? (barcodes.get(id) as string) },
  }))
}

async function tell(
  { tx, now, actor }: Command,
  before: Parameters<typeof saveProduct>[1],
  given: readonly (CodedVariant & { barcode: string })[],
): Promise<void> {
  const after = { ...before, version: before.version + 1 }
  const changes = Object.fromEntries(
    given.map(({ sku, barcode }) => [`variants.${sku}.barcode`, [null, barcode] as const]),
  )
  await saveProduct(tx, after)
  await publish(tx, [productEvent('product.changed', { before, after, changes }, { at: now, actor })])
}

/** Numbers that somebody wrote by hand are passed over. */
async function takeBarcodes({ tx }: Command, count: number): Promise<string[]> {
  const settings = await lockBarcodeSettings(tx)
  const made: string[] = []
  let { nextNumber } = settings
  while (made.length < count) {
    const end = nextNumber + count - made.length
    if (end - 1 > lastOwnNumber) throw new DomainError('refused', 'barcodes_used_up')
    const tried = Array.from({ length: end - nextNumber }, (_, n) => ownBarcode(settings.prefix, nextNumber + n))
    const taken = await findTakenBarcodes(tx, tried)
    made.push(...tried.filter((barcode) => !taken.has(barcode)))
    nextNumber = end
  }
  await saveBarcodeSettings(tx, { ...settings, nextNumber })
  return made
}

/**
 * Sets the range of the merchant's own barcodes; another range begins at its own first number.
 * @throws DomainError `version_mismatch`
 */
export async function setBarcodeSettings(
  command: Command,
  { prefix }: { prefix: OwnPrefix },
): Promise<BarcodeSettings> {
  const { tx, now, actor } = command
  const before = await lockBarcodeSettings(tx)
  requireVersion(command, before.version)
  const nextNumber = prefix === before.prefix ? before.nextNumber : 1
  const after = { prefix, nextNumber, version: before.version + 1 }
  await saveBarcodeSettings(tx, after)
  const objectId = namedId(tx.merchantId, 'barcode_settings', '')
  const data = { changes: { prefix: [before.prefix, prefix] } }
  await publishNext(tx, [
    { objectType: 'barcode_settings', objectId, type: 'barcode_settings.set', data, at: now, actor },
  ])
  return after
}
