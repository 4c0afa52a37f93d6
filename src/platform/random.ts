// Randomness that can be played again, for tests, simulations and the sample shop. Never for keys, tokens or ids.

/** A source of numbers that a seed determines wholly. */
export type SeededRandom = {
  /** A number in [0, 1), with 32 random bits. */
  next(): number
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** One of the list. @throws RangeError for an empty one */
  pick<T>(list: readonly T[]): T
  /** One of the values, as often as its weight says. @throws RangeError if no weight is above zero */
  weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T
  /** The list in another order; the list itself is left alone. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Starts the same row of numbers for the same seed, on every machine. */
export function seededRandom(seed: number | string): SeededRandom {
  const next = sfc32(String(seed))

  function integer(min: number, max: number): number {
    return min + Math.floor(next() * (max - min + 1))
  }

  function pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('cannot pick from an empty list')
    return list[integer(0, list.length - 1)] as T
  }

  function weighted<T>(choices: readonly (readonly [value: T, weight: number])[]): T {
    const possible = choices.filter(([, weight]) => weight > 0)
    const last = possible.at(-1)
    if (last === undefined) throw new RangeError('no choice has a weight above zero')
    let left = next() * possible.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of possible) {
      left -= weight
      if (left < 0) return value
    }
    return last[0] // only reached when adding the weights has lost a last bit
  }

  function shuffled<T>(list: readonly T[]): T[] {
    const result = [...list]
    for (let last = result.length - 1; last > 0; last--) {
      const other = integer(0, last)
      const kept = result[last] as T
      result[last] = result[other] as T
      result[other] = kept
    }
    return result
  }

  return { next, integer, pick, weighted, shuffled }
}

/** Chris Doty-Humphrey's sfc32, of PractRand: small, fast, and it passes that suite's tests. */
function sfc32(seed: string): () => number {
  let a = hash32(seed, 0)
  let b = hash32(seed, 1)
  let c = hash32(seed, 2)
  let counter = 1
  function next(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 0x1_0000_0000
  }
  for (let round = 0; round < 12; round++) next() // so that seeds that differ little begin far apart
  return next
}

/** FNV-1a over the UTF-16 units, begun at another number for each word of the state. */
function hash32(text: string, salt: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9)
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash
}
