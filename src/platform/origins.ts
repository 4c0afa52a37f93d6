import type { Transaction } from './db/transaction.ts'

/** So many addresses of one actor are told of each event of a batch; that there were more, as `…`. */
const mostAddresses = 5

/**
 * Notes from where an actor asks, for the events that the transaction will tell of them. Of one whose requests came from
 * several addresses into one batch all are told: which of them did what is not known any more.
 */
export function noteOrigin(
  { origins }: Pick<Transaction, 'origins'>,
  { actor, origin }: { actor: string; origin?: string | undefined },
): void {
  if (origin === undefined) return
  const noted = origins.get(actor)
  if (noted === undefined) origins.set(actor, origin)
  else if (noted !== origin) origins.set(actor, joined(noted, origin))
}

function joined(noted: string, origin: string): string {
  const addresses = noted.split(', ')
  if (addresses.includes(origin) || addresses.at(-1) === '…') return noted
  return addresses.length < mostAddresses ? `${noted}, ${origin}` : `${noted}, …`
}
