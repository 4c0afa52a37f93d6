import type { SeededRandom } from '../../src/platform/random.ts'
import { carryOut, type Field } from './field.ts'
import type { Command, NewCommand } from './journal.ts'

/** An order that a client placed, as its answer said. */
export type OwnOrder = { id: string; total: number; terms: string }

/** A parcel that a client sent off. */
export type OwnShipment = { id: string; carrier: string; trackingNumber: string; shippedAt: string }

/** One client in a round: what it has done so far, and its own random numbers. Nobody else touches its orders. */
export type Client = {
  field: Field
  random: SeededRandom
  /** Unique over the whole run; its keys and markers begin with it. */
  name: string
  made: number
  commands: Command[]
  orders: OwnOrder[]
  shipments: OwnShipment[]
}

/** Something a client does; answers whether there was anything for it to do. */
export type Action = (client: Client) => Promise<boolean>

const sentTwice = 0.08

/** A name that nothing else in the run has. */
export function newName(client: Client): string {
  client.made += 1
  return `${client.name}.${client.made}`
}

/**
 * Carries out a command under its key, or one of its own; now and then sent twice at once. A keyless one is sent once, and may
 * stay without an answer.
 */
export async function act(client: Client, wanted: NewCommand, { keyless = false } = {}): Promise<Command> {
  const { field, random } = client
  const key = keyless ? undefined : (wanted.key ?? `key-${newName(client)}`)
  const command = field.journal.open({ ...wanted, key })
  client.commands.push(command)
  const times = key !== undefined && random.next() < sentTwice ? 2 : 1
  await Promise.all(Array.from({ length: times }, () => carryOut(field, random, command)))
  return command
}
