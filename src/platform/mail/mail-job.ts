// Mail leaves as jobs. A job is put into the queue by the transaction of what causes it, and carries ids only: the message,
// with its address and the secret of its link, is composed when it is sent.
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { z } from 'zod'
import { runQuery } from '../command.ts'
import type { MerchantKeys } from '../crypto/key-ring.ts'
import type { Transaction } from '../db/transaction.ts'
import { isId, newId } from '../ids.ts'
import type { Runtime } from '../runtime.ts'
import { maskEmail } from './address.ts'
import { type Mailer, MailRefused, type Message } from './message.ts'

/** The ids of what a mail is about, by a name for each. */
export type MailIds = Readonly<Record<string, string>>

/** What a kind of mail is composed with: a reading transaction of the merchant, retried with the job. */
export type MailContext = {
  tx: Transaction
  now: Date
  keys: MerchantKeys
  /** Where people reach this installation, without a slash at the end: links begin with it. */
  publicUrl: string
}

/** Composes a mail when it is sent; undefined when it is no longer wanted. The same each time, for it may be tried often. */
export type MailKind = (context: MailContext, ids: MailIds) => Promise<Message | undefined>

/** Every kind of mail by its name; put together by the shell. */
export type MailKinds = Readonly<Record<string, MailKind>>

/** The queue's name for the task. */
export const mailTask = 'send_mail'

/** The queue waits e^attempt seconds, at most six hours: the last attempt is about a day after the first. */
const maxAttempts = 13

/** Puts mails into the queue; they leave when the transaction has committed, and not if it does not. */
export async function enqueueMails(
  tx: Transaction,
  mails: readonly { kind: string; ids: MailIds }[],
  now: Date,
): Promise<void> {
  if (mails.length === 0) return
  const payloads = mails.map(({ kind, ids }) => {
    assert.ok(Object.values(ids).every(isId), 'a mail job carries ids only')
    return JSON.stringify({ id: newId(now), merchantId: tx.merchantId, kind, ids } satisfies MailJob)
  })
  await tx.run(sql`
    select graphile_worker.add_jobs(array(
      select (${mailTask}, payload::json, null, null, ${maxAttempts}::smallint, null, null, null)::graphile_worker.job_spec
      from unnest(${payloads}::text[]) payload))`)
}

const mailJob = z.strictObject({
  /** Of the mail: its Message-ID is made of it. */
  id: z.string().refine(isId),
  merchantId: z.string(),
  kind: z.string(),
  ids: z.record(z.string(), z.string().refine(isId)),
})
type MailJob = z.infer<typeof mailJob>

/** What sending a mail needs, from the shell. */
export type MailSending = { mailer: Mailer; kinds: MailKinds; publicUrl: string }

/** Which attempt at a job it is; `signal` ends it early. */
export type MailAttempt = { isLast: boolean; signal?: AbortSignal }

/**
 * Sends the mail of a job. One that is refused for good ends, and so does one that could not be sent for a day; both are
 * told in the log, without the address. A crash between the server's answer and the end of the job sends it once more.
 * @throws what kept it from being sent, for the queue to try again
 */
export async function sendMailJob(
  runtime: Runtime,
  { mailer, kinds, publicUrl }: MailSending,
  payload: unknown,
  { isLast, signal }: MailAttempt,
): Promise<void> {
  const { id, merchantId, kind, ids } = mailJob.parse(payload)
  const facts: Record<string, string> = { merchantId, kind, mail: id }
  try {
    const compose = kinds[kind]
    if (compose === undefined) throw new Error(`there is no kind of mail ${kind}`)
    const message = await runQuery(runtime, { merchantId }, ({ tx, now, keys }) =>
      compose({ tx, now, keys, publicUrl }, ids),
    )
    if (message === undefined) return runtime.logger.info(facts, 'mail no longer wanted')
    facts.to = maskEmail(message.to)
    await mailer.send({ ...message, id }, signal)
    runtime.logger.info(facts, 'mail sent')
  } catch (error) {
    facts.error = String(error)
    if (error instanceof MailRefused) return runtime.logger.error(facts, 'mail refused')
    if (isLast) return runtime.logger.error(facts, 'mail given up')
    runtime.logger.warn(facts, 'mail not sent, to be tried again')
    throw error
  }
}
