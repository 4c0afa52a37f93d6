import type { Outcome } from '../platform/batch.ts'
import type { Command } from '../platform/command.ts'
import { publish } from '../platform/events.ts'
import { newId } from '../platform/ids.ts'
import { touchReference } from '../platform/reference-revision.ts'
import { findTaxClasses, findVariantsOfCodes } from './catalog-queries.ts'
import { insertProducts } from './catalog-store.ts'
import { decideProducts } from './decide-products.ts'
import { productEvent } from './events.ts'
import type { NewProduct, Product } from './product.ts'

/**
 * Makes products with their variants, thousands at a time: one round trip to look, one to write. Each stands or falls
 * alone; refusals are `sku_taken`, `barcode_taken`, `barcode_check_digit_wrong`, `bundle_empty`, `components_not_allowed`,
 * `component_unknown`, `component_repeated`, `component_not_stocked` and `tax_class_unknown`.
 */
export async function createProducts(
  { tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>,
  inputs: readonly NewProduct[],
): Promise<Outcome<Product>[]> {
  const variants = inputs.flatMap((input) => input.variants)
  const codes = {
    skus: variants.flatMap(({ sku, components = [] }) => [sku, ...components.map((component) => component.sku)]),
    barcodes: variants.flatMap(({ barcode }) => barcode ?? []),
  }
  const [known, taxClasses] = await Promise.all([findVariantsOfCodes(tx, codes), findTaxClasses(tx)])
  const outcomes = decideProducts(inputs, known, { now, newId: () => newId(now), taxClasses })
  const products = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome.value] : []))
  if (products.length > 0) {
    await insertProducts(tx, products)
    await publish(
      tx,
      products.map((product) => productEvent('product.created', { before: null, after: product }, { at: now, actor })),
    )
    await touchReference(tx)
  }
  return outcomes
}

/**
 * Makes one product.
 * @throws DomainError as `createProducts` refuses
 */
export async function createProduct(
  command: Pick<Command, 'tx' | 'now' | 'actor'>,
  input: NewProduct,
): Promise<Product> {
  const [outcome] = await createProducts(command, [input])
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  return outcome.value
}
