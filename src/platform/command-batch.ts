import { type Batcher, createBatcher, type Outcome, only, outcomeOf, type RunBatch } from './batch.ts'
import {
  type Answer,
  answerAgain,
  answerIn,
  answerWith,
  type Caller,
  type Command,
  type CommandRequest,
  claimOf,
  isKept,
  isSameClaim,
  keyReused,
  refusalAnswer,
} from './command.ts'
import { withKeys } from './crypto/present-keys.ts'
import type { Query } from './db/database.ts'
import { type Transaction, transact } from './db/transaction.ts'
import { claimKeys, freeKeys, type KeyClaim, keepAnswers } from './kept-answers.ts'
import { noteOrigin } from './origins.ts'
import type { Runtime } from './runtime.ts'

/** One request of an operation that comes in floods. */
export type BatchedRequest<Input> = Caller & Pick<CommandRequest, 'idempotency'> & { input: Input }

/** What one of several callers asks for. */
export type Asked<Input> = Input & { caller: Caller }

/**
 * Runs a use case once for all that is asked, and answers an outcome for each, in order. Who asks stands with each; the
 * command's own actor is none of them.
 */
export type WorkTogether<Input, Output> = (
  command: Command,
  asked: readonly Asked<Input>[],
) => Promise<Outcome<Output>[]>

const maxRequests = 256

/**
 * Gathers the requests of a merchant that arrive while those before them are in their transaction, and runs them as one
 * command: keys claimed in one statement, one run of the use case, answers kept in one statement. A refused request fails
 * alone, and its refusal is kept; of those under one key the first acts and the others follow it.
 */
export function createCommandBatcher<Input, Output>(
  runtime: Runtime,
  status: number,
  work: WorkTogether<Input, Output>,
): Batcher<BatchedRequest<Input>, Answer> {
  return createBatcher(maxRequests, runTogether(runtime, status, work))
}

/** Nothing is done by it: whatever happens in a batch was asked for by one of its callers. */
const batchActor = 'system:batch'

function runTogether<Input, Output>(
  runtime: Runtime,
  status: number,
  work: WorkTogether<Input, Output>,
): RunBatch<BatchedRequest<Input>, Answer> {
  return (merchantId, requests) => {
    const attempt = () =>
      withKeys(runtime, merchantId, (keys) =>
        transact(runtime.database, merchantId, (tx) => {
          const command: Command = { tx, now: runtime.clock(), actor: batchActor, keys }
          return answerAll(command, requests, status, work)
        }),
      )
    // A command like others: operations of one merchant that come in floods take turns with the rest of its commands.
    return runtime.database.commandTurns(merchantId, attempt)
  }
}

async function answerAll<Input, Output>(
  command: Command,
  requests: readonly BatchedRequest<Input>[],
  status: number,
  work: WorkTogether<Input, Output>,
): Promise<Outcome<Answer>[]> {
  const [first, ...others] = requests
  if (first === undefined || others.length > 0) return answerTogether(command, requests, status, work)
  noteOrigin(command.tx, first)
  // Alone it may throw what it is refused with: that cannot be another's.
  const alone = async () => only(await work(command, [askedBy(first)]))
  return [{ value: await answerIn(command, first, status, alone) }]
}

/** One request: what it claims its key with, and the place in the batch of the first under that key, mostly its own. */
type Turn<Input> = { request: BatchedRequest<Input>; claim: KeyClaim | undefined; leader: number }

async function answerTogether<Input, Output>(
  command: Command,
  requests: readonly BatchedRequest<Input>[],
  status: number,
  work: WorkTogether<Input, Output>,
): Promise<Outcome<Answer>[]> {
  const turns = turnsOf(requests)
  const leaders = turns.filter(({ leader }, index) => leader === index)
  const claims = leaders.flatMap(({ claim }) => claim ?? [])
  const earlier = await claimKeys(command.tx, claims, command.now)
  const acting = leaders.filter(({ claim }) => claim === undefined || !earlier.has(claim.key))
  for (const { request } of acting) noteOrigin(command.tx, request)
  const asked = acting.map(({ request }) => askedBy(request))
  const outcomes = asked.length === 0 ? [] : await work(command, asked)
  const answers = new Map(acting.map((turn, index) => [turn, answerOf(turn, status, outcomes[index])]))
  await command.tx.commitWith(keepings(command.tx, answers))
  return turns.map(({ claim, leader }) => {
    const first = turns[leader] as Turn<Input>
    const kept = claim && earlier.get(claim.key)
    if (claim !== undefined && kept !== undefined) return outcomeOf(() => answerAgain(kept, claim))
    const isOther = claim !== undefined && first.claim !== undefined && !isSameClaim(first.claim, claim)
    return isOther ? { refusal: keyReused() } : (answers.get(first) as Outcome<Answer>)
  })
}

function turnsOf<Input>(requests: readonly BatchedRequest<Input>[]): Turn<Input>[] {
  const leaders = new Map<string, number>()
  return requests.map((request, index) => {
    const claim = request.idempotency && claimOf(request.idempotency)
    const leader = (claim && leaders.get(claim.key)) ?? index
    if (claim !== undefined) leaders.set(claim.key, leader)
    return { request, claim, leader }
  })
}

function askedBy<Input>({ input, idempotency: _, ...caller }: BatchedRequest<Input>): Asked<Input> {
  return { ...input, caller }
}

/** Under a key a refusal is an answer like any other, where it is of the kinds that are kept. */
function answerOf<Input>(
  { claim }: Turn<Input>,
  status: number,
  outcome: Outcome<unknown> | undefined,
): Outcome<Answer> {
  if (outcome === undefined) throw new Error('a use case left a request without an outcome')
  if ('value' in outcome) return { value: answerWith(status, outcome.value) }
  return claim !== undefined && isKept(outcome.refusal) ? { value: refusalAnswer(outcome.refusal) } : outcome
}

/** The statements that keep the answers under their keys, and free the keys whose refusal is not kept. */
function keepings<Input>(tx: Transaction, answers: ReadonlyMap<Turn<Input>, Outcome<Answer>>): Query<unknown>[] {
  const kept = []
  const freed = []
  for (const [{ claim }, outcome] of answers) {
    if (claim === undefined) continue
    if ('value' in outcome) kept.push({ key: claim.key, ...outcome.value })
    else freed.push(claim.key)
  }
  return [...(kept.length > 0 ? [keepAnswers(tx, kept)] : []), ...(freed.length > 0 ? [freeKeys(tx, freed)] : [])]
}
