import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import type { countProductsContract, getProductContract } from '../../src/catalog/contract.ts'
import type { listStockTotalsContract } from '../../src/inventory/contract.ts'
import type { listPricesContract, listTaxRatesContract } from '../../src/pricing/contract.ts'
import { type AnswerOf, call, type ItemOf, queryOf } from '../platform/call.ts'
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

/** How many products a filter finds and how many there are of each status, and the categories. */
export function useProductCounts(
  filter: Readonly<Record<string, string | undefined>> = {},
): AnswerOf<typeof countProductsContract> | undefined {
  return useQuery({
    queryKey: ['/products', 'counts', filter],
    queryFn: () => call<typeof countProductsContract>('GET', `/products/counts${queryOf(filter)}`),
    placeholderData: keepPreviousData,
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
const mostIds = 200
/** So many products are asked about at once, so that reading on asks only about what is new. */
const productsAtOnce = 50

function portions<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size))
}

/** What the variants of products cost and what there is of them, by variant; no stock for who may not see it. */
export function useKnownOf(products: readonly Pick<Product, 'variants'>[]): {
  prices: ReadonlyMap<string, Priced['prices']>
  stock: ReadonlyMap<string, StockTotal>
} {
  const may = useMay()
  const groups = portions(products, productsAtOnce).map((some) => some.flatMap(({ variants }) => variants))
  const idsOf = (variants: readonly Pick<Variant, 'id'>[]) =>
    portions(
      variants.map(({ id }) => id),
      mostIds,
    )
  const stocked = may('stock.read') ? groups.map((group) => group.filter(({ kind }) => kind === 'stocked')) : []
  const prices = useQueries({
    queries: groups.flatMap(idsOf).map((ids) => ({
      queryKey: ['/prices', 'of', ids],
      queryFn: () => call<typeof listPricesContract>('GET', `/prices?limit=${mostIds}&variantIds=${ids.join(',')}`),
    })),
    combine: (found) =>
      new Map(found.flatMap(({ data }) => data?.items.map(({ variantId, prices }) => [variantId, prices]) ?? [])),
  })
  const stock = useQueries({
    queries: stocked.flatMap(idsOf).map((ids) => ({
      queryKey: ['/stock/totals', ids],
      queryFn: () => call<typeof listStockTotalsContract>('GET', `/stock/totals?itemIds=${ids.join(',')}`),
    })),
    combine: (found) => new Map(found.flatMap(({ data }) => data?.items.map((total) => [total.itemId, total]) ?? [])),
  })
  return { prices, stock }
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
