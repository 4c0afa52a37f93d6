import { findVariantsOfCodes } from '../catalog/catalog-queries.ts'
import type { Transaction } from '../platform/db/transaction.ts'
import { DomainError } from '../platform/errors.ts'
import type { WantedShare } from './line-shares.ts'

/** So many of what an order line asks for, or of what bears a scanned code: a barcode or a SKU. */
export type NamedShare = { quantity: number; lineNumber?: number | undefined; code?: string | undefined }

/**
 * What a share is of; `index` is its place in the input.
 * @throws DomainError refused `unknown_code` when nothing bears it
 */
export type ScannedItems = <Share extends NamedShare>(share: Share, index: number) => Share & WantedShare

/** Reads what scanned codes are the codes of; nothing is read where nothing was scanned. */
export async function findScanned(
  tx: Transaction,
  inputs: readonly { lines?: readonly NamedShare[] | undefined }[],
): Promise<ScannedItems> {
  const codes = [...new Set(inputs.flatMap(({ lines = [] }) => lines.flatMap(({ code }) => code ?? [])))]
  const variants = codes.length === 0 ? [] : await findVariantsOfCodes(tx, { skus: codes, barcodes: codes })
  // What a label on the goods says goes before a SKU that happens to read the same.
  const itemOf = new Map([
    ...variants.map(({ sku, id }) => [sku, id] as const),
    ...variants.flatMap(({ barcode, id }) => (barcode === null ? [] : [[barcode, id] as const])),
  ])
  return (share, index) => {
    const { code, lineNumber = 0 } = share
    if (code === undefined) return { ...share, lineNumber }
    const itemId = itemOf.get(code)
    if (itemId === undefined) {
      throw new DomainError('refused', 'unknown_code', { field: `lines[${index}].code`, facts: { code } })
    }
    return { ...share, code, itemId }
  }
}
