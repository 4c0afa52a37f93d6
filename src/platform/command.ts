import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { MerchantKeys } from './crypto/key-ring.ts'
import { withKeys } from './crypto/present-keys.ts'
import { retrying } from './db/retrying.ts'
import { read, type Transaction, transact } from './db/transaction.ts'
import { DomainError, problemStatus } from './errors.ts'
import { claimKeys, type KeptAnswer, type KeyClaim, keepAnswers } from './kept-answers.ts'
import { noteOrigin } from './origins.ts'
import type { Runtime } from './runtime.ts'
import { everywhere, type Scope } from './scope.ts'

/** Who asks for something, and which version of it they saw. */
export type Caller = {
  /** Who does it: `key:<id>`, `staff:<id>`, `system:<part>`. */
  actor: string
  /** From where a request came: the client's address; none for what the program does by itself. */
  origin?: string
  /** Where the caller may act; left out: everywhere. */
  scope?: Scope
  /** What else the caller may do, for use cases that depend on it; left out: everything, as the program itself. */
  may?: (permission: string) => boolean
  /** From `If-Match`: the version that the caller saw. */
  expectedVersion?: number
}

/** What a use case works with: one transaction, one reading of the clock, one actor. */
export type Command = Caller & { tx: Transaction; now: Date; keys: MerchantKeys }

/** What a reading use case works with. */
export type QueryContext = Pick<Caller, 'may'> & { tx: Transaction; now: Date; keys: MerchantKeys; scope: Scope }

/** Whose command it is, and under which idempotency key. */
export type CommandRequest = Caller & {
  merchantId: string
  now?: Date
  idempotency?: { key: string; operation: string; request: unknown }
}

/** An answer as it is given, and given again: never with personal data. */
export type Answer = { status: number; body: unknown }

const acceptedMark = Symbol('accepted')

/** What was asked for is taken on and not done yet. */
export type Accepted<Body> = { [acceptedMark]: true; body: Body }

/** Answers 202 with what stands for the thing that is yet to be done. */
export function accepted<Body>(body: Body): Accepted<Body> {
  return { [acceptedMark]: true, body }
}

/**
 * Runs one use case in one transaction, retried when it loses to another. For use from inside the program; requests
 * with an idempotency key go through `answerCommand`.
 */
export async function runCommand<T>(
  runtime: Runtime,
  request: CommandRequest,
  work: (command: Command) => Promise<T>,
): Promise<T> {
  const attempt = () =>
    withKeys(runtime, request.merchantId, (keys) =>
      transact(runtime.database, request.merchantId, (tx) =>
        work(commandIn(tx, request, { keys, now: request.now ?? runtime.clock() })),
      ),
    )
  return runtime.database.commandTurns(request.merchantId, () => retrying(attempt))
}

/** A request's command in a transaction. */
export function commandIn(
  tx: Transaction,
  { actor, origin, scope, expectedVersion, may }: Caller,
  { keys, now }: Pick<Command, 'keys' | 'now'>,
): Command {
  noteOrigin(tx, { actor, origin })
  return {
    ...{ tx, now, actor, keys },
    ...(origin !== undefined && { origin }),
    ...(scope !== undefined && { scope }),
    ...(expectedVersion !== undefined && { expectedVersion }),
    ...(may !== undefined && { may }),
  }
}

/**
 * Runs one use case and keeps its answer under the idempotency key, in the same transaction. The key is claimed first,
 * so of two equal requests at once the second waits and is given the first one's answer. Refusals of the domain are
 * kept too; malformed requests are not.
 * @throws DomainError `idempotency_key_reused` when the key came before with another request
 */
export function answerCommand(
  runtime: Runtime,
  request: CommandRequest,
  status: number,
  work: (command: Command) => Promise<unknown>,
): Promise<Answer> {
  return runCommand(runtime, request, (command) => answerIn(command, request, status, work))
}

/** `answerCommand` within a command that is under way. @throws DomainError `idempotency_key_reused` */
export async function answerIn(
  command: Command,
  { idempotency }: Pick<CommandRequest, 'idempotency'>,
  status: number,
  work: (command: Command) => Promise<unknown>,
): Promise<Answer> {
  if (idempotency === undefined) return answerWith(status, await work(command))
  const claim = claimOf(idempotency)
  const earlier = (await claimKeys(command.tx, [claim], command.now)).get(claim.key)
  if (earlier !== undefined) return answerAgain(earlier, claim)
  const answer = await answerOrRefusal(command.tx, status, () => work(command))
  await command.tx.run(keepAnswers(command.tx, [{ key: claim.key, ...answer }]))
  return answer
}

/** Runs a reading use case on one unchanging, read-only picture of the merchant's rows; `scope` left out: all of them. */
export async function runQuery<T>(
  runtime: Runtime,
  { merchantId, scope = everywhere, may }: { merchantId: string } & Pick<Caller, 'scope' | 'may'>,
  work: (query: QueryContext) => Promise<T>,
): Promise<T> {
  const attempt = () =>
    withKeys(runtime, merchantId, (keys) =>
      read(runtime.database, merchantId, (tx) =>
        work({ tx, now: runtime.clock(), keys, scope, ...(may !== undefined && { may }) }),
      ),
    )
  return retrying(attempt)
}

/**
 * Compares the version that the caller saw (`If-Match`) with the one that is.
 * @throws DomainError `version_mismatch`
 */
export function requireVersion({ expectedVersion }: Pick<Command, 'expectedVersion'>, version: number): void {
  if (expectedVersion !== undefined && expectedVersion !== version) {
    throw new DomainError('mismatch', 'version_mismatch', { facts: { expected: expectedVersion, found: version } })
  }
}

/** SHA-256 of a parsed request: equal contents give equal hashes, because the contract fixes the order of fields. */
export function hashRequest(request: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest()
}

/** The refusal that an idempotency key earns when it comes again with another request. */
export function keyReused(): DomainError {
  return new DomainError('refused', 'idempotency_key_reused', { field: 'Idempotency-Key' })
}

/** Under which key a request claims to be done once, and how it is known again. */
export function claimOf({ key, operation, request }: NonNullable<CommandRequest['idempotency']>): KeyClaim {
  return { key, operation, requestHash: hashRequest(request) }
}

/** Whether a key was taken for the same request. */
export function isSameClaim(earlier: KeyClaim, claim: KeyClaim): boolean {
  return earlier.operation === claim.operation && earlier.requestHash.equals(claim.requestHash)
}

/** What was answered under a key. @throws DomainError `idempotency_key_reused` when it was another request */
export function answerAgain(earlier: KeptAnswer, claim: KeyClaim): Answer {
  if (!isSameClaim(earlier, claim)) throw keyReused()
  return { status: earlier.status, body: JSON.parse(earlier.answer) }
}

/** Not `mismatch`: the version is no part of the request, and who looks again asks with another one. */
const keptKinds = new Set(['conflict', 'refused', 'not_found'])

/** Whether a refusal is kept under the key and given again; a malformed request may be put right and come again. */
export function isKept({ kind }: DomainError): boolean {
  return keptKinds.has(kind)
}

/** How a refusal is answered; kept under the key and given again. */
export function refusalAnswer(error: DomainError): Answer {
  return {
    status: problemStatus(error.kind),
    body: { code: error.code, ...(error.field !== undefined && { field: error.field }), facts: error.facts },
  }
}

/** What a use case gave, as its answer: 202 for what it only accepted. */
export function answerWith(status: number, result: unknown): Answer {
  const isAccepted = typeof result === 'object' && result !== null && acceptedMark in result
  return isAccepted ? { status: 202, body: (result as Accepted<unknown>).body } : { status, body: result }
}

/** A refusal undoes what the use case wrote, but keeps the claim on the key. */
async function answerOrRefusal(tx: Transaction, status: number, work: () => Promise<unknown>): Promise<Answer> {
  await tx.run(sql`savepoint before_work`)
  try {
    return answerWith(status, await work())
  } catch (error) {
    if (!(error instanceof DomainError) || !isKept(error)) throw error
    await tx.run(sql`rollback to savepoint before_work`)
    return refusalAnswer(error)
  }
}
