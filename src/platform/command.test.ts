import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { answerCommand, type Command, requireVersion, runCommand } from './command.ts'
import { DecidedOnStale } from './db/failures.ts'
import { DomainError } from './errors.ts'

let merchant: TestMerchant
before(async () => {
  merchant = await createTestMerchant()
})
after(() => merchant.close())

let effects = 0
const act = async ({ tx }: Command) => {
  effects++
  await tx.run(sql`
    insert into number_series (merchant_id, series, next_number) values (${tx.merchantId}, 'effect', 1)
    on conflict (merchant_id, series) do update set next_number = number_series.next_number + 1`)
  return { effect: effects }
}
const answer = (key: string, request: unknown, work: (command: Command) => Promise<unknown> = act) =>
  answerCommand(
    merchant.runtime,
    { merchantId: merchant.merchantId, actor: 'key:test', idempotency: { key, operation: 'act', request } },
    201,
    work,
  )

test('the same key with the same request acts once, also at the same moment, and is answered the same', async () => {
  effects = 0
  const answers = await Promise.all(Array.from({ length: 10 }, () => answer('once', { a: 1 })))
  answers.push(await answer('once', { a: 1 }))
  assert.equal(effects, 1)
  for (const each of answers) assert.deepEqual(each, { status: 201, body: { effect: 1 } })
})

test('the same key with another request is refused', async () => {
  await answer('other', { a: 1 })
  await assert.rejects(
    answer('other', { a: 2 }),
    (error) => error instanceof DomainError && error.code === 'idempotency_key_reused',
  )
})

test('a refusal of the domain is kept and given again, and leaves nothing of its work', async () => {
  const refuse = async (command: Command) => {
    await act(command)
    throw new DomainError('conflict', 'not_now', { facts: { at: 1 } })
  }
  const count = async () =>
    (await merchant.owner.query(`select next_number from number_series where series = 'effect'`)).rows
  const earlier = await count()
  const first = await answer('refused', {}, refuse)
  assert.deepEqual(first, { status: 409, body: { code: 'not_now', facts: { at: 1 } } })
  assert.deepEqual(await answer('refused', {}), first)
  assert.deepEqual(await count(), earlier)
})

test('a malformed request is not kept: the key may come again', async () => {
  const malformed = async () => {
    throw new DomainError('invalid', 'bad')
  }
  await assert.rejects(answer('again', {}, malformed))
  assert.equal((await answer('again', {})).status, 201)
})

test('a version mismatch is not kept: the key may come again with the version that is', async () => {
  const guarded = async (command: Command) => {
    requireVersion(command, 2)
    return act(command)
  }
  const ask = (expectedVersion: number) =>
    answerCommand(
      merchant.runtime,
      {
        ...{ merchantId: merchant.merchantId, actor: 'key:test', expectedVersion },
        idempotency: { key: 'guarded', operation: 'act', request: {} },
      },
      201,
      guarded,
    )
  await assert.rejects(ask(1), (error) => error instanceof DomainError && error.kind === 'mismatch')
  assert.equal((await ask(2)).status, 201)
})

test('work that lost to another is done again from its start', async () => {
  let attempts = 0
  const result = await runCommand(
    merchant.runtime,
    { merchantId: merchant.merchantId, actor: 'key:test' },
    async () => {
      attempts++
      if (attempts < 3) throw new DecidedOnStale()
      return attempts
    },
  )
  assert.equal(result, 3)
})

test('a version that the caller did not see is refused', () => {
  const command = { expectedVersion: 2 } as Command
  requireVersion(command, 2)
  assert.throws(
    () => requireVersion(command, 3),
    (error) => error instanceof DomainError && error.kind === 'mismatch',
  )
})
