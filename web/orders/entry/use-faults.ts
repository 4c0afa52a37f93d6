import { Refusal } from '../../doors/page/call.ts'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import type { Entry } from './entry.ts'
import { cellPlace, type FaultPlace, faultsOf } from './order-request.ts'
import type { EntryQuote } from './use-quote.ts'
import { useEntryWords } from './words.ts'

/** What is wrong with the form, in words: by its places, and what has none. */
export type Faults = { at: ReadonlyMap<FaultPlace, string>; others: readonly string[] }

/** Formats are told at once; that something is missing only when somebody tried to place it. */
const toldAtOnce = /_wrong$/

/** Gathers what is wrong: what is seen here, what the quote says, and why placing was refused. */
export function useFaults(
  { entry, currency }: { entry: Entry; currency: string },
  quoted: EntryQuote,
  { isTried, refusal }: { isTried: boolean; refusal: unknown },
): Faults {
  const say = useEntryWords()
  const tell = useProblemWords()
  const at = new Map<FaultPlace, string>()
  const others: string[] = []
  const add = (error: unknown, place: FaultPlace | undefined) => {
    const { text } = tell(error)
    if (place === undefined) others.push(text)
    else if (!at.has(place)) at.set(place, text)
  }
  for (const [place, code] of faultsOf(entry, currency)) {
    if (isTried || toldAtOnce.test(code)) at.set(place, say(`fault_${code}`))
  }
  for (const { problem } of quoted.lines.values()) {
    if (problem !== null) add(refusalOf(problem), placeOf(problem.field, quoted.keyOf))
  }
  for (const problem of quoted.quote?.problems ?? []) add(refusalOf(problem), placeOf(problem.field, quoted.keyOf))
  if (quoted.error !== null) add(quoted.error, undefined)
  if (refusal instanceof Refusal && refusal.errors.length > 0) {
    for (const { field } of refusal.errors)
      add(
        refusal,
        placeOf(field, (index) => entry.lines[index]?.key),
      )
  } else if (refusal !== null && refusal !== undefined) {
    const field = refusal instanceof Refusal ? refusal.field : undefined
    add(
      refusal,
      placeOf(field, (index) => entry.lines[index]?.key),
    )
  }
  return { at, others: [...new Set(others)] }
}

type Problem = { code: string; field: string | null; facts: Record<string, unknown> }

function refusalOf({ code, field, facts }: Problem): Refusal {
  const plain = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, String(fact)]))
  return new Refusal(422, { code, facts: plain, ...(field !== null && { field }) })
}

/** Where the form shows a field of the API. */
function placeOf(
  field: string | null | undefined,
  keyOf: (index: number) => string | undefined,
): FaultPlace | undefined {
  const [, index, part] = /^lines\[(\d+)\](?:\.(\w+))?$/.exec(field ?? '') ?? []
  if (index !== undefined) {
    const key = keyOf(Number(index))
    const column = part === 'quantity' || part === 'unitPrice' ? part : 'sku'
    return key === undefined ? undefined : cellPlace(key, column)
  }
  const [, contactPart] = /^(?:shipTo|customer\.contact)\.(\w+)$/.exec(field ?? '') ?? []
  if (contactPart !== undefined && !contactPart.endsWith('Id')) return `contact.${contactPart}`
  return fieldPlaces[field ?? '']
}

const fieldPlaces: Readonly<Record<string, FaultPlace>> = {
  ...{ shipTo: 'receiver', 'shipTo.customerId': 'receiver', 'shipTo.orderId': 'receiver', customerId: 'receiver' },
  ...{ customer: 'receiver', 'customer.id': 'receiver', lines: 'goods', channel: 'channel', currency: 'currency' },
  ...{ shipping: 'shipping', discount: 'discount', note: 'note', requestedDeliveryOn: 'requestedDeliveryOn' },
  ...{ payment: 'payment', 'payment.terms': 'payment' },
}
