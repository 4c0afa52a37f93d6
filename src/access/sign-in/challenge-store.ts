import { randomBytes } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { insertRows } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import { newId } from '../../platform/ids.ts'
import { minuteMs } from '../../platform/time.ts'

/** What is asked, to be answered once and soon. */
export type Challenge = {
  id: string
  kind: 'second_factor' | 'passkey_sign_in' | 'passkey_registration'
  /** Whom it is asked of; null: whoever has the passkey. */
  staffId: string | null
  /** 32 random bytes: who answers must know them. */
  challenge: Buffer
  attempts: number
  expiresAt: Date
}

const lifeMs = 5 * minuteMs
const columns = ['id', 'kind', 'staffId', 'challenge', 'attempts', 'expiresAt'] as const

/** Makes and keeps a challenge. */
export async function makeChallenge(
  { tx, now }: { tx: Transaction; now: Date },
  { kind, staffId }: Pick<Challenge, 'kind' | 'staffId'>,
): Promise<Challenge> {
  const expiresAt = new Date(now.getTime() + lifeMs)
  const challenge = { id: newId(now), kind, staffId, challenge: randomBytes(32), attempts: 0, expiresAt }
  await tx.run(insertRows(tx.merchantId, 'sign_in_challenges', columns, [challenge]))
  return challenge
}

type OpenChallenge = { id: string; kind: Challenge['kind']; now: Date }

/** Locks a challenge that can still be answered. */
export function lockChallenge(tx: Transaction, which: OpenChallenge): Promise<Challenge | undefined> {
  return tx.row<Challenge>(sql`${openChallenge(tx, which)} for update`)
}

/** A challenge that can still be answered. */
export function findChallenge(tx: Transaction, which: OpenChallenge): Promise<Challenge | undefined> {
  return tx.row<Challenge>(openChallenge(tx, which))
}

function openChallenge(tx: Transaction, { id, kind, now }: OpenChallenge): RawBuilder<Challenge> {
  return sql<Challenge>`
    select id, kind, staff_id, challenge, attempts, expires_at from sign_in_challenges
    where merchant_id = ${tx.merchantId} and id = ${id} and kind = ${kind} and expires_at > ${now}`
}

/** Counts an attempt at a challenge. */
export async function countChallenge(tx: Transaction, challengeId: string): Promise<void> {
  await tx.run(sql`
    update sign_in_challenges set attempts = attempts + 1 where merchant_id = ${tx.merchantId} and id = ${challengeId}`)
}

/** Ends a challenge: it was answered, or will not be. */
export async function endChallenge(tx: Transaction, challengeId: string): Promise<void> {
  await tx.run(sql`delete from sign_in_challenges where merchant_id = ${tx.merchantId} and id = ${challengeId}`)
}

/** Forgets challenges that nobody answered in time; says how many. */
export function forgetChallenges(tx: Transaction, before: Date): Promise<number> {
  return tx.run(sql`
    delete from sign_in_challenges where merchant_id = ${tx.merchantId} and id = any(array(
      select id from sign_in_challenges where merchant_id = ${tx.merchantId} and expires_at < ${before} limit 1000))`)
}
