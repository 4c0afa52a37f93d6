// Numbers that somebody pasted: too many for an address, so that it names them by a key, and this tab of the browser keeps them.

const prefix = 'yidan-numbers-'

/** Keeps numbers; answers their key. */
export function keepNumbers(numbers: readonly string[]): string {
  const key = crypto.randomUUID().slice(0, 8)
  sessionStorage.setItem(prefix + key, JSON.stringify(numbers))
  return key
}

/** The numbers of a key; undefined where this tab has none. */
export function keptNumbers(key: string): string[] | undefined {
  const kept = sessionStorage.getItem(prefix + key)
  return kept === null ? undefined : (JSON.parse(kept) as string[])
}
