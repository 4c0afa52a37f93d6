/** What the child answers: latencies in milliseconds, and answers by status. */
export type LoadResult = { seconds: number; latenciesMs: number[]; statuses: Record<string, number> }

/** Three different items, spread over the catalog; with `hot` the first is always the same. */
export function pick(
  skus: readonly string[],
  hot: boolean,
  index: number,
): { sku: string; quantity: number; at: number }[] {
  const count = skus.length - 1
  const places = [
    hot ? 0 : 1 + ((index * 7919) % count),
    1 + ((index * 104_729 + 1) % count),
    1 + ((index * 15_485_863 + 2) % count),
  ]
  const distinct = [...new Set(places)]
  while (distinct.length < 3) distinct.push(1 + (((distinct.at(-1) ?? 0) + 1) % count))
  return distinct.map((at, line) => ({ sku: skus[at] as string, quantity: 1 + ((index + line) % 3), at }))
}
