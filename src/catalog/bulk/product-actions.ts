import { z } from 'zod'
import type { BulkAction } from '../../bulk/bulk-job.ts'
import type { Command } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import { touchReference } from '../../platform/reference-revision.ts'
import { archiveProduct, restoreProduct } from '../archive-product.ts'
import { lockProduct } from '../catalog-store.ts'
import { saveProductChange } from '../save-product-change.ts'
import { type ProductBulkAction, productBulkInputs, productBulkPermissions } from './bulk-contract.ts'

/** What can be done with many products. Each is the single act. */
export const productActions: Readonly<Record<ProductBulkAction, BulkAction>> = {
  archive: {
    permission: productBulkPermissions.archive,
    reversedBy: 'restore',
    work: async (command, { objectId: productId }) => {
      await archiveProduct(command, { productId })
      return null
    },
  },
  restore: {
    permission: productBulkPermissions.restore,
    reversedBy: 'archive',
    work: async (command, { objectId: productId }) => {
      await restoreProduct(command, { productId })
      return null
    },
  },
  categorize: {
    permission: productBulkPermissions.categorize,
    reversedBy: 'categorize',
    work: async (command, { objectId, given }, input) => {
      if (given !== null) return categorize(command, objectId, givenForm.parse(given))
      return categorize(command, objectId, productBulkInputs.categorize.parse(input))
    },
  },
}

/** What an act did to a product, which taking it back is given: where it stood, and where it was put. */
const givenForm = z.object({ category: z.string(), given: z.string() })

/**
 * Puts a product into a category; taken back, only as long as nobody put it into another one since.
 * @throws DomainError `product_not_found`, `version_mismatch`
 */
async function categorize(
  command: Command,
  productId: string,
  { category, given }: { category: string; given?: string },
): Promise<z.output<typeof givenForm>> {
  const before = await lockProduct(command.tx, productId)
  if (before === undefined) throw new DomainError('not_found', 'product_not_found')
  if (given !== undefined && given !== before.category) throw new DomainError('mismatch', 'version_mismatch')
  const after = await saveProductChange(command, before, { category })
  if (after !== before) await touchReference(command.tx)
  return { category: before.category, given: category }
}
