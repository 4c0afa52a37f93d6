import type { Command } from '../command.ts'
import { DomainError } from '../errors.ts'
import { publish, wakeDrains } from '../events.ts'
import { newId } from '../ids.ts'
import type { SettingAsideReason } from './dead-letter.ts'
import { type DeadLetterPlace, savePutBack, saveRetried, saveSetAside } from './dead-letter-store.ts'

/**
 * Has one dead letter handled again, as if it had never been tried; the later events of its object follow.
 * @throws DomainError `dead_letter_not_found`
 */
export async function retryOne(command: Pick<Command, 'tx' | 'now' | 'actor'>, place: DeadLetterPlace): Promise<void> {
  const { tx, now } = command
  const about = await saveRetried(tx, place, now)
  if (about === undefined) throw new DomainError('not_found', 'dead_letter_not_found')
  await tell(command, 'dead_letters.retried', { ...placeOf(place), ...about, retried: 1 })
  await wakeDrains(tx)
}

/**
 * Sets one dead letter aside: it is not tried any more, and the later events of its object go on without it.
 * @throws DomainError `dead_letter_not_found`
 */
export async function setAside(
  command: Pick<Command, 'tx' | 'now' | 'actor'>,
  place: DeadLetterPlace,
  reason: SettingAsideReason,
): Promise<void> {
  const { tx, now, actor } = command
  const about = await saveSetAside(tx, place, { at: now, by: actor, reason })
  if (about === undefined) throw new DomainError('not_found', 'dead_letter_not_found')
  await tell(command, 'dead_letters.set_aside', { ...placeOf(place), ...about, setAsideReason: reason })
  await wakeDrains(tx)
}

/**
 * Puts back what was set aside: it is a dead letter again, which waits to be tried.
 * @throws DomainError `dead_letter_not_found`
 */
export async function putBack(command: Pick<Command, 'tx' | 'now' | 'actor'>, place: DeadLetterPlace): Promise<void> {
  const about = await savePutBack(command.tx, place)
  if (about === undefined) throw new DomainError('not_found', 'dead_letter_not_found')
  await tell(command, 'dead_letters.put_back', { ...placeOf(place), ...about })
}

function placeOf({ subscriber, objectId, version }: DeadLetterPlace) {
  return { subscriber, of: objectId, ofVersion: version }
}

/** The event is all there is of the deed: its object is told by what stands in it. */
function tell({ tx, now, actor }: Pick<Command, 'tx' | 'now' | 'actor'>, type: string, data: object): Promise<void> {
  return publish(tx, [{ objectType: 'dead_letter', objectId: newId(now), version: 1, type, actor, at: now, data }])
}
