// A house's own barcodes: EAN-13 from the range 20 to 29, which GS1 leaves to each shop for its own use (GS1 General
// Specifications, 2.1.11 "restricted circulation"). They mean nothing to anybody else.
import { completeGtin13 } from '../gtin.ts'

/** The beginnings that a merchant can choose from. */
export const ownPrefixes = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'] as const

/** A beginning of a merchant's own barcodes. */
export type OwnPrefix = (typeof ownPrefixes)[number]

/** How a merchant's own barcodes are made. `nextNumber` is from 1 to 10^10 − 1. */
export type BarcodeSettings = { prefix: OwnPrefix; nextNumber: number; version: number }

/** Where nothing was set. */
export const firstBarcodeSettings: BarcodeSettings = { prefix: '20', nextNumber: 1, version: 1 }

/** The last number that has room between prefix and check digit. */
export const lastOwnNumber = 9_999_999_999

/** The EAN-13 of a number: prefix, ten digits, check digit. */
export function ownBarcode(prefix: OwnPrefix, number: number): string {
  return completeGtin13(`${prefix}${String(number).padStart(10, '0')}`)
}
