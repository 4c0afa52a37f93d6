import { sql } from 'kysely'
import { textList, uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { type BarcodeSettings, firstBarcodeSettings, lastOwnNumber, ownBarcode } from './own-barcode.ts'

const aheadAtOnce = 100

/** How own barcodes are made now; the next number is one whose barcode nobody wrote by hand. */
export async function findBarcodeSettings(tx: Transaction): Promise<BarcodeSettings> {
  const row = await tx.row<BarcodeSettings>(sql`
    select prefix, next_number, version from barcode_settings where merchant_id = ${tx.merchantId}`)
  const settings = row ?? firstBarcodeSettings
  for (let from = settings.nextNumber; from <= lastOwnNumber; from += aheadAtOnce) {
    const numbers = Array.from({ length: Math.min(aheadAtOnce, lastOwnNumber - from + 1) }, (_, n) => from + n)
    const codeOf = (number: number) => ownBarcode(settings.prefix, number)
    const taken = await findTakenBarcodes(tx, numbers.map(codeOf))
    const free = numbers.find((number) => !taken.has(codeOf(number)))
    if (free !== undefined) return { ...settings, nextNumber: free }
  }
  return settings
}

/** The same, locked: who makes barcodes does so one after the other. */
export async function lockBarcodeSettings(tx: Transaction): Promise<BarcodeSettings> {
  const { prefix, nextNumber, version } = firstBarcodeSettings
  await tx.run(sql`
    insert into barcode_settings (merchant_id, prefix, next_number, version)
    values (${tx.merchantId}, ${prefix}, ${nextNumber}, ${version}) on conflict (merchant_id) do nothing`)
  const row = await tx.row<BarcodeSettings>(sql`
    select prefix, next_number, version from barcode_settings where merchant_id = ${tx.merchantId} for update`)
  return row as BarcodeSettings
}

/** Saves how own barcodes are made, and how far they went. */
export async function saveBarcodeSettings(tx: Transaction, settings: BarcodeSettings): Promise<void> {
  const { prefix, nextNumber, version } = settings
  await tx.run(sql`
    update barcode_settings set prefix = ${prefix}, next_number = ${nextNumber}, version = ${version}
    where merchant_id = ${tx.merchantId}`)
}

/** A variant as far as its codes go. */
export type CodedVariant = { id: string; productId: string; sku: string; barcode: string | null }

/** The codes of variants, in the order of their ids. */
export function findCodes(tx: Transaction, variantIds: readonly string[]): Promise<CodedVariant[]> {
  return tx.rows<CodedVariant>(sql`
    select id, product_id, sku, barcode from variants
    where merchant_id = ${tx.merchantId} and id = any(${uuidList(variantIds)}) order by id`)
}

/** Which of the barcodes are some variant's. */
export async function findTakenBarcodes(tx: Transaction, barcodes: readonly string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ barcode: string }>(sql`
    select barcode from variants where merchant_id = ${tx.merchantId} and barcode = any(${textList(barcodes)})`)
  return new Set(rows.map(({ barcode }) => barcode))
}

/** Gives a variant a barcode. */
export async function saveBarcode(tx: Transaction, { id, barcode }: { id: string; barcode: string }): Promise<void> {
  await tx.run(sql`update variants set barcode = ${barcode} where merchant_id = ${tx.merchantId} and id = ${id}`)
}
