import { useQuery } from '@tanstack/react-query'
import type { countProductsContract, getProductContract } from '../../src/catalog/contract.ts'
import type { listStockTotalsContract } from '../../src/inventory/contract.ts'
import type { listPricesContract, listTaxRatesContract } from '../../src/pricing/contract.ts'
import { type AnswerOf, call, type ItemOf } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'

/** A product as the API gives it. */
export type Product = AnswerOf<typeof getProductContract>

/** One of its variants. */
export type Variant = Product['variants'][number]

/** A variant with its prices. */
export type Priced = ItemOf<typeof listPricesContract>

/** What there is of a variant over all places. */
export type StockTotal = ItemOf<typeof listStockTotalsContract>

/** Everything that a change of a product makes untrue. */
export const productKeys = ['/products', '/prices'] as const

/** One product. */
export function useProduct(productId: string) {
  return useQuery({
    queryKey: ['/products', productId],
    queryFn: ({ signal }) =>
      call<typeof getProductContract>('GET', `/products/${productId}`, undefined, { signal }),
  })
}

/** How many products there are of each status, and the categories. */
export function useProductCounts(): AnswerOf<typeof countProductsContract> | undefined {
  return useQuery({
    queryKey: ['/products', 'counts'],
    queryFn: () => call<typeof countProductsContract>('GET', '/products/counts'),
  }).data
}

/** What the variants of a product cost, by variant. */
export function usePricesOf(productId: string): ReadonlyMap<string, Priced['prices']> | undefined {
  const { data } = useQuery({
    queryKey: ['/prices', productId],
    queryFn: () => call<typeof listPricesContract>('GET', `/prices?productId=${productId}&limit=200`),
  })
  return data && new Map(data.items.map(({ variantId, prices }) => [variantId, prices]))
}

const most = 200

/** What there is of variants, by variant; nothing for who may not see stock. */
export function useStockOf(variants: readonly Pick<Variant, 'id' | 'kind'>[]): ReadonlyMap<string, StockTotal> {
  const may = useMay()
  const ids = variants
    .filter(({ kind }) => kind === 'stocked')
    .slice(0, most)
    .map(({ id }) => id)
  const { data } = useQuery({
    queryKey: ['/stock/totals', ids],
    queryFn: () => call<typeof listStockTotalsContract>('GET', `/stock/totals?itemIds=${ids.join(',')}`),
    enabled: ids.length > 0 && may('stock.read'),
  })
  return new Map(data?.items.map((total) => [total.itemId, total]))
}

/** The tax classes that there are. */
export function useTaxRates(): ItemOf<typeof listTaxRatesContract>[] | undefined {
  return useQuery({
    queryKey: ['/tax-rates'],
    queryFn: () => call<typeof listTaxRatesContract>('GET', '/tax-rates'),
    staleTime: 60_000,
  }).data?.items
}

/** Where a picture is. */
export function pictureAddress(hash: string): string {
  return `/api/v1/pictures/${hash}`
}
