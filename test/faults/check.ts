import { checkOrders } from './check-orders.ts'
import { checkScans, checkShipments } from './check-shipments.ts'
import { type Command, describe, type Journal, resultOf } from './journal.ts'
import type { Picture } from './picture.ts'

/** What must be: the journals on one side, the database on the other. Pure; answers each difference in words. */
export function findFaults(
  commands: readonly Command[],
  picture: Picture,
  opening: ReadonlyMap<string, number>,
): string[] {
  return [
    ...checkAnswers(commands),
    ...checkOrders(commands, picture),
    ...checkShipments(commands, picture),
    ...checkScans(commands, picture),
    ...checkKeys(commands, picture),
    ...checkStock(commands, picture, opening),
  ]
}

/** Under a key a client asks until it has an answer. */
function checkAnswers(commands: readonly Command[]): string[] {
  return commands
    .filter(({ key, reply }) => key !== undefined && reply === undefined)
    .map((command) => `never answered: ${describe(command)}`)
}

/** What is kept under a key is what was answered; nothing is kept under a key that nobody sent. */
function checkKeys(commands: readonly Command[], { keys }: Picture): string[] {
  const statuses = new Map(keys.map(({ key, status }) => [key, status]))
  const sent = new Map<string, number[]>()
  for (const command of commands) {
    for (const { key, status } of keptUnder(command)) sent.set(key, [...(sent.get(key) ?? []), status])
  }
  const missing = [...sent]
    .filter(([, wanted]) => wanted.some(isKeptStatus))
    .filter(([key, wanted]) => !wanted.includes(statuses.get(key) ?? 0))
    .map(
      ([key, wanted]) => `key ${key} was answered ${wanted.join(' and ')}, and ${statuses.get(key)} is kept under it`,
    )
  const foreign = [...statuses.keys()].filter((key) => !sent.has(key)).map((key) => `nobody sent the key ${key}`)
  return [...missing, ...foreign]
}

/** The rows of a bulk request have keys of their own. */
function keptUnder(command: Command): { key: string; status: number }[] {
  const { key, about, reply } = command
  if (key === undefined || about.kind === 'misuse') return []
  if (about.kind !== 'place-many') return [{ key, status: reply?.status ?? 0 }]
  const { results = [] } = resultOf<{ results: { index: number; status: number }[] }>(command) ?? {}
  return results.map(({ index, status }) => ({ key: `${key}#${index}`, status }))
}

/** Malformed requests are not kept: sent again in good form they count. */
function isKeptStatus(status: number): boolean {
  return status !== 0 && status !== 400
}

/** On hand is what there was, and came, less what left: all by the answers alone. */
function checkStock(commands: readonly Command[], { onHand }: Picture, opening: ReadonlyMap<string, number>): string[] {
  const wanted = new Map(opening)
  const move = (sku: string, units: number) => wanted.set(sku, (wanted.get(sku) ?? 0) + units)
  const counted = new Set<string>()
  for (const command of commands) {
    const { about } = command
    if (about.kind === 'receive' && resultOf(command) !== undefined) move(about.sku, about.quantity)
    const shipment = about.kind === 'ship' ? resultOf<Shipped>(command) : undefined
    if (shipment === undefined || counted.has(shipment.id)) continue
    counted.add(shipment.id)
    for (const { sku, quantity } of shipment.lines) move(sku, -quantity)
  }
  return [...wanted]
    .filter(([sku, units]) => units !== (onHand.get(sku) ?? 0))
    .map(([sku, units]) => `${onHand.get(sku) ?? 0} of ${sku} on hand, ${units} by what was answered`)
}

type Shipped = { id: string; lines: { sku: string; quantity: number }[] }

/** How many commands were refused, and how many were sent more than once. */
export function countCommands({ commands }: Pick<Journal, 'commands'>): { refused: number; repeated: number } {
  return {
    refused: commands.filter(({ reply }) => reply !== undefined && reply.status >= 400).length,
    repeated: commands.filter(({ sendings }) => sendings > 1).length,
  }
}
