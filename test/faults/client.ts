import { seededRandom } from '../../src/platform/random.ts'
import { type Action, act, type Client, newName } from './acting.ts'
import { cancel, pay, pickThenCancel, pickThenCancelUnit, race } from './change-orders.ts'
import { carryOut, type Field } from './field.ts'
import type { Command } from './journal.ts'
import { receive, ship, track } from './move-goods.ts'
import { duel, place, placeAgain, placeMany } from './place.ts'

/** Acts at random, one action after the other, until the round is over and all that it began has its answer. */
export async function runClient(field: Field, seed: string, isOver: () => boolean): Promise<void> {
  const random = seededRandom(seed)
  const client: Client = { field, random, name: seed, made: 0, commands: [], orders: [], shipments: [] }
  while (!isOver()) {
    const acted = await random.weighted(actions)(client)
    if (!acted) await place(client)
  }
}

const actions: readonly (readonly [Action, number])[] = [
  [place, 30],
  [placeMany, 2],
  [placeAgain, 3],
  [duel, 2],
  [cancel, 11],
  [ship, 24],
  [race, 7],
  [pickThenCancel, 3],
  [pickThenCancelUnit, 3],
  [track, 10],
  [pay, 3],
  [receive, 2],
  [sayAgain, 5],
  [misuse, 3],
]

/** Sends an earlier request once more under its key: the journal compares the answers. */
async function sayAgain(client: Client): Promise<boolean> {
  const earlier = pickAnswered(client)
  if (earlier !== undefined) await carryOut(client.field, client.random, earlier)
  return earlier !== undefined
}

const nobody = '/orders/0198c000-0000-7000-8000-000000000000/cancellation'

/** Sends something else under a key that was used. */
async function misuse(client: Client): Promise<boolean> {
  const earlier = pickAnswered(client)
  if (earlier === undefined || !isKept(earlier)) return false
  const { key, body } = earlier
  const other =
    'note' in body
      ? { path: earlier.path, body: { ...body, note: newName(client) } }
      : { path: nobody, body: { reason: 'another request' } }
  await act(client, { about: { kind: 'misuse' }, ...other, key, mayRefuse: ['idempotency_key_reused'] })
  return true
}

function pickAnswered({ commands, random }: Client): Command | undefined {
  const answered = commands.filter((each) => each.key !== undefined && each.reply !== undefined)
  return answered.length === 0 ? undefined : random.pick(answered)
}

/** A malformed request leaves its key free, and the rows of a bulk request have keys of their own. */
function isKept({ about, reply }: Command): boolean {
  return reply?.status !== 400 && about.kind !== 'place-many' && about.kind !== 'misuse'
}
