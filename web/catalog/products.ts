import { useQueries, useQuery } from '@tanstack/react-query'
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
    queryFn: ({ signal }) => call<typeof getProductContract>('GET', `/products/${productId}`, undefined, { signal }),
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

/** So many ids stand in one address. */
const chunk = 200

function chunksOf(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / chunk) }, (_, n) => ids.slice(n * chunk, (n + 1) * chunk))
}

/** What some variants cost, by variant. */
export function usePricesOfMany(variants: readonly Pick<Variant, 'id'>[]): ReadonlyMap<string, Priced['prices']> {
  return useQueries({
    queries: chunksOf(variants.map(({ id }) => id)).map((ids) => ({
      queryKey: ['/prices', 'of', ids],
      queryFn: () => call<typeof listPricesContract>('GET', `/prices?limit=${chunk}&variantIds=${ids.join(',')}`),
    })),
    combine: (found) =>
      new Map(found.flatMap(({ data }) => data?.items.map(({ variantId, prices }) => [variantId, prices]) ?? [])),
  })
}

/** What there is of variants, by variant; nothing for who may not see stock. */
export function useStockOf(variants: readonly Pick<Variant, 'id' | 'kind'>[]): ReadonlyMap<string, StockTotal> {
  const may = useMay()
  const stocked = variants.filter(({ kind }) => kind === 'stocked').map(({ id }) => id)
  return useQueries({
    queries: chunksOf(may('stock.read') ? stocked : []).map((ids) => ({
      queryKey: ['/stock/totals', ids],
      queryFn: () => call<typeof listStockTotalsContract>('GET', `/stock/totals?itemIds=${ids.join(',')}`),
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => data?.items.map((total) => [total.itemId, total]) ?? [])),
  })
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
