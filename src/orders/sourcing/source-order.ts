/*
 * Sourcing: which places give the goods of one order. Pure; it reads a picture of the stock and answers what to take
 * from where, and why. By default the nearest place that can fill everything, else the fewest places that together can,
 * the nearer ones first.
 */

/** So many of an item, wanted by one line. */
export type Need = { lineNumber: number; itemId: string; quantity: number }

/** A place that may give goods. `distanceKm` is unknown where either end has no coordinates. */
export type Candidate = { locationId: string; code: string; distanceKm: number | null; priority: number }

/** How many of an item a place can still promise. */
export type Available = (itemId: string, locationId: string) => number

/** Goods to take from one place for one line. */
export type Take = { lineNumber: number; itemId: string; locationId: string; quantity: number }

/** What could not be found anywhere, per line. */
export type Shortage = { lineNumber: number; itemId: string; quantity: number; available: number }

/** How one candidate was judged. `fills` is its share of the wanted units, in per mille. */
export type Judged = {
  locationId: string
  code: string
  distanceKm: number | null
  rank: number
  fills: number
  reason: 'chosen' | 'chosen_with_others' | 'farther' | 'lower_priority' | 'cannot_fill_all' | 'no_stock'
}

/** The decision as it is stored and shown: "why this warehouse". */
export type SourcingDecision = {
  rule: 'nearest' | 'priority'
  outcome: 'single' | 'split' | 'short' | 'nothing_to_source'
  candidates: Judged[]
}

/** What to take, what is short, and why. */
export type Sourcing = { takes: Take[]; shortages: Shortage[]; decision: SourcingDecision }

/** The rule: what ranks places, and how many an order may be split over. */
export type SourcingRule = { order: 'nearest' | 'priority'; maxSplits: number }

/** Places that are tried in combination; beyond them the nearest that help are taken one by one. */
const maxCombined = 8

/** Decides from where the needs are met. */
export function sourceOrder(
  needs: readonly Need[],
  places: readonly Candidate[],
  available: Available,
  rule: SourcingRule,
): Sourcing {
  if (needs.length === 0) {
    return { takes: [], shortages: [], decision: { rule: rule.order, outcome: 'nothing_to_source', candidates: [] } }
  }
  const wanted = wantedByItem(needs)
  const ranked = [...places].sort(ranking(rule.order))
  const chosen = choosePlaces(wanted, ranked, available, rule.maxSplits)
  const { takes, shortages } = takeFrom(chosen, needs, available)
  const candidates = judge(ranked, wanted, available, { rule, chosen, takes })
  const isSplit = new Set(takes.map((take) => take.locationId)).size > 1
  const outcome = shortages.length > 0 ? 'short' : isSplit ? 'split' : 'single'
  return { takes, shortages, decision: { rule: rule.order, outcome, candidates } }
}

function wantedByItem(needs: readonly Need[]): Map<string, number> {
  const wanted = new Map<string, number>()
  for (const { itemId, quantity } of needs) wanted.set(itemId, (wanted.get(itemId) ?? 0) + quantity)
  return wanted
}

function ranking(order: SourcingRule['order']): (a: Candidate, b: Candidate) => number {
  const byDistance = (a: Candidate, b: Candidate) => (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity) || 0
  const byPriority = (a: Candidate, b: Candidate) => a.priority - b.priority
  const byCode = (a: Candidate, b: Candidate) => (a.code < b.code ? -1 : 1)
  return order === 'nearest'
    ? (a, b) => byDistance(a, b) || byPriority(a, b) || byCode(a, b)
    : (a, b) => byPriority(a, b) || byDistance(a, b) || byCode(a, b)
}

function choosePlaces(
  wanted: Map<string, number>,
  ranked: readonly Candidate[],
  available: Available,
  maxSplits: number,
): Candidate[] {
  const single = ranked.find((place) => covers([place], wanted, available))
  if (single !== undefined) return [single]
  const helpful = ranked.filter((place) => unitsFrom(place, wanted, available) > 0)
  const few = helpful.slice(0, maxCombined)
  for (let size = 2; size <= Math.min(maxSplits, few.length); size++) {
    const found = firstCombination(few, size, (places) => covers(places, wanted, available))
    if (found !== undefined) return found
  }
  return mostHelpful(helpful, wanted, available, maxSplits)
}

function covers(places: readonly Candidate[], wanted: Map<string, number>, available: Available): boolean {
  for (const [itemId, quantity] of wanted) {
    let found = 0
    for (const { locationId } of places) found += Math.max(0, available(itemId, locationId))
    if (found < quantity) return false
  }
  return true
}

function unitsFrom({ locationId }: Candidate, wanted: Map<string, number>, available: Available): number {
  let units = 0
  for (const [itemId, quantity] of wanted) units += Math.min(quantity, Math.max(0, available(itemId, locationId)))
  return units
}

/** Combinations come in the order of their ranks, so the first that serves is the best of its size. */
function firstCombination(
  places: readonly Candidate[],
  size: number,
  serves: (places: Candidate[]) => boolean,
): Candidate[] | undefined {
  const extend = (from: number, chosen: Candidate[]): Candidate[] | undefined => {
    if (chosen.length === size) return serves(chosen) ? chosen : undefined
    for (let index = from; index < places.length; index++) {
      const found = extend(index + 1, [...chosen, places[index] as Candidate])
      if (found !== undefined) return found
    }
    return undefined
  }
  return extend(0, [])
}

/** When nothing covers all: the place that gives most of what is still missing, again and again. */
function mostHelpful(
  places: readonly Candidate[],
  wanted: Map<string, number>,
  available: Available,
  maxSplits: number,
): Candidate[] {
  const missing = new Map(wanted)
  const chosen: Candidate[] = []
  while (chosen.length < maxSplits) {
    let best: Candidate | undefined
    let bestUnits = 0
    for (const place of places) {
      if (chosen.includes(place)) continue
      const units = unitsFrom(place, missing, available)
      if (units > bestUnits) [best, bestUnits] = [place, units]
    }
    if (best === undefined) break
    chosen.push(best)
    for (const [itemId, quantity] of missing) {
      missing.set(itemId, quantity - Math.min(quantity, Math.max(0, available(itemId, best.locationId))))
    }
  }
  return chosen
}

/** Each line from one place where one can fill it, else from several; earlier lines first. */
function takeFrom(
  chosen: readonly Candidate[],
  needs: readonly Need[],
  available: Available,
): { takes: Take[]; shortages: Shortage[] } {
  const takes: Take[] = []
  const shortages: Shortage[] = []
  const used = new Map<string, number>()
  const left = (itemId: string, locationId: string) =>
    Math.max(0, available(itemId, locationId)) - (used.get(itemId + locationId) ?? 0)
  for (const { lineNumber, itemId, quantity } of needs) {
    const whole = chosen.find((place) => left(itemId, place.locationId) >= quantity)
    let missing = quantity
    for (const { locationId } of whole === undefined ? chosen : [whole]) {
      const taken = Math.min(missing, left(itemId, locationId))
      if (taken <= 0) continue
      takes.push({ lineNumber, itemId, locationId, quantity: taken })
      used.set(itemId + locationId, (used.get(itemId + locationId) ?? 0) + taken)
      missing -= taken
    }
    if (missing > 0) shortages.push({ lineNumber, itemId, quantity: missing, available: quantity - missing })
  }
  return { takes, shortages }
}

type Choice = { rule: SourcingRule; chosen: readonly Candidate[]; takes: readonly Take[] }

function judge(
  ranked: readonly Candidate[],
  wanted: Map<string, number>,
  available: Available,
  choice: Choice,
): Judged[] {
  let units = 0
  for (const quantity of wanted.values()) units += quantity
  const used = new Set(choice.takes.map((take) => take.locationId))
  return ranked.map((place, index) => {
    const fills = Math.floor((unitsFrom(place, wanted, available) * 1000) / units)
    const { locationId, code, distanceKm } = place
    return { locationId, code, distanceKm, rank: index + 1, fills, reason: reasonFor(locationId, fills, used, choice) }
  })
}

function reasonFor(
  locationId: string,
  fills: number,
  used: ReadonlySet<string>,
  { rule, chosen }: Choice,
): Judged['reason'] {
  if (used.has(locationId)) return used.size > 1 ? 'chosen_with_others' : 'chosen'
  if (fills === 0) return 'no_stock'
  if (fills < 1000 && chosen.length <= 1) return 'cannot_fill_all'
  return rule.order === 'nearest' ? 'farther' : 'lower_priority'
}
