import { type Command, describe, resultOf, type Scan } from './journal.ts'
import type { FoundShipment, Picture } from './picture.ts'

/** Every parcel that was answered as shipped or labelled is there exactly once, and none that was refused. */
export function checkShipments(commands: readonly Command[], { shipments }: Picture): string[] {
  const found = Map.groupBy(shipments, (shipment) => shipment.trackingNumber)
  const wanted = Map.groupBy(commands.filter(isOfParcel), (command) => trackingNumberOf(command))
  const wrong = [...wanted].flatMap(([trackingNumber, list]) => {
    const answered = list.flatMap((command) => resultOf<Parcel>(command) ?? [])
    const ids = new Set(answered.map(parcelKey))
    const there = (found.get(trackingNumber) ?? []).map(({ id, units }) => `${id} with ${units} units`)
    if (there.length === ids.size && there.length <= 1 && there.every((id) => ids.has(id))) return []
    return [`parcel ${trackingNumber} is there as ${there.join(', ') || 'none'}\n  ${list.map(describe).join('\n  ')}`]
  })
  const unasked = [...found.keys()].filter((trackingNumber) => !wanted.has(trackingNumber))
  return [...wrong, ...unasked.map((trackingNumber) => `nobody shipped parcel ${trackingNumber}`)]
}

type Parcel = { id: string; lines: { quantity: number }[] }

function parcelKey({ id, lines }: Parcel): string {
  return `${id} with ${lines.reduce((sum, { quantity }) => sum + quantity, 0)} units`
}

/**
 * Each scan is kept once, however often it was told, and just one telling of it was answered as new; each parcel stands where
 * all its scans together put it, in whatever order they came.
 */
export function checkScans(commands: readonly Command[], { scans, shipments }: Picture): string[] {
  const tellings = Map.groupBy(commands.flatMap(tellingsOf), ({ scan }) => scanKey(scan))
  const kept = new Map<string, number>()
  for (const { occurredAt, ...scan } of scans) {
    const key = scanKey({ ...scan, occurredAt: occurredAt.toISOString() })
    kept.set(key, (kept.get(key) ?? 0) + 1)
  }
  const wrong = [...tellings].flatMap(([key, list]) => {
    const isNew = list.filter(({ known }) => !known).length
    return kept.get(key) === 1 && isNew === 1
      ? []
      : [`scan ${key} is kept ${kept.get(key) ?? 0} times, ${isNew} answered as new`]
  })
  const unasked = [...kept.keys()].filter((key) => !tellings.has(key)).map((key) => `nobody told the scan ${key}`)
  const told = Map.groupBy(
    [...tellings.values()].map(([first]) => (first as Telling).scan),
    (scan) => scan.shipmentId,
  )
  const shipped = new Set(commands.flatMap((command) => (isShip(command) ? (resultOf<Parcel>(command)?.id ?? []) : [])))
  const standing = shipments.flatMap((shipment) =>
    shipped.has(shipment.id) ? checkStatus(shipment, told.get(shipment.id) ?? []) : checkStopped(shipment),
  )
  return [...wrong, ...unasked, ...standing]
}

type Telling = { scan: Scan; known: boolean }

/** One for each scan of a request that was answered. */
function tellingsOf(command: Command): Telling[] {
  const { about } = command
  if (about.kind !== 'track') return []
  type Result = { known: boolean }
  const answer = resultOf<Result | { results: Result[] }>(command)
  if (answer === undefined) return []
  const results = 'results' in answer ? answer.results : [answer]
  return about.scans.map((scan, index) => ({ scan, known: results[index]?.known ?? true }))
}

/** The furthest scan counts, and of several deliveries the earliest. */
function checkStatus({ id, status, deliveredAt }: FoundShipment, scans: readonly Scan[]): string[] {
  const codes = new Set(scans.map(({ code }) => code))
  const wanted = ['delivered', 'returned_to_sender', 'lost'].find((code) => codes.has(code)) ?? 'shipped'
  const deliveries = scans.flatMap(({ code, occurredAt }) => (code === 'delivered' ? [occurredAt] : [])).sort()
  const at = deliveredAt?.toISOString()
  if (status === wanted && at === deliveries[0]) return []
  return [`shipment ${id} is ${status} (delivered ${at}) after ${JSON.stringify(scans)}`]
}

/** A label whose parcel did not leave was voided, or stopped with its order. */
function checkStopped({ id, status, deliveredAt }: FoundShipment): string[] {
  if (status === 'voided' && deliveredAt === null) return []
  return [`shipment ${id} is ${status}, and nobody shipped it`]
}

function isOfParcel({ about }: Command): boolean {
  return about.kind === 'ship' || about.kind === 'label'
}

function isShip({ about }: Command): boolean {
  return about.kind === 'ship'
}

function trackingNumberOf({ about }: Command): string {
  return about.kind === 'ship' || about.kind === 'label' ? about.trackingNumber : ''
}

function scanKey({ shipmentId, occurredAt, code }: Scan): string {
  return `${shipmentId}/${occurredAt}/${code}`
}
