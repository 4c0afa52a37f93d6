/** How much of the accent each province has, by how many orders of the most: by the root, so that small ones can be told apart. */
export function shareOfAccent(orders: number, most: number): number {
  return orders === 0 || most === 0 ? 0 : leastShare + (1 - leastShare) * Math.sqrt(orders / most)
}

const leastShare = 0.14

/** Mixes two colours, `#rrggbb`, with so much of the second. */
export function mixColors(ground: string, accent: string, share: number): string {
  const [from, to] = [channelsOf(ground), channelsOf(accent)]
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? value) - value) * share))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
}
