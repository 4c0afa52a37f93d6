/** How a password looks at first sight. */
export type Strength = 'short' | 'weak' | 'fair' | 'good'

const shortest = 10

/**
 * A first look at a password while it is typed: how long it is and how much of it is new. The server asks again when it is set,
 * with its lists of common ones, which are too large to send to everybody.
 */
export function strengthOf(password: string, known: readonly string[]): Strength {
  const letters = [...password]
  if (letters.length < shortest) return 'short'
  const lower = password.toLowerCase()
  const isKnown = known.some((text) => text.length > 3 && lower.includes(text.toLowerCase()))
  const worth = new Set(lower).size + (letters.length - shortest) / 2 - (isKnown ? 6 : 0)
  if (worth < 7) return 'weak'
  return worth < 12 ? 'fair' : 'good'
}
