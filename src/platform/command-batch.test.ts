import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import type { Outcome } from './batch.ts'
import type { Answer, Command } from './command.ts'
import { type Asked, type BatchedRequest, createCommandBatcher } from './command-batch.ts'
import { DomainError, type ProblemKind } from './errors.ts'

type Input = { name: string; refuse?: ProblemKind; fail?: true }

let merchant: TestMerchant
/** What the use case was asked for, a list for each run. */
let runs: Asked<Input>[][] = []
/** From where each actor of the last run asked. */
let origins: ReadonlyMap<string, string>

before(async () => {
  merchant = await createTestMerchant()
})
beforeEach(() => {
  runs = []
})
after(() => merchant.close())

test('what arrives together is one transaction, with the caller and the version of each', async () => {
  const answers = await send(
    ...Array.from({ length: 20 }, (_, index) => ({
      ...{ actor: `key:${index}`, expectedVersion: index, input: { name: `together-${index}` } },
      idempotency: keyOf(`together-${index}`, {}),
    })),
  )
  assert.deepEqual(answers[7], { status: 201, body: { name: 'together-7' } })
  assert.deepEqual(
    runs.map((run) => run.map(({ caller }) => caller)),
    [Array.from({ length: 20 }, (_, index) => ({ actor: `key:${index}`, expectedVersion: index }))],
  )
  const { rows } = await merchant.owner.query(`
    select count(*)::int as keys, count(distinct xmin::text)::int as transactions, count(answer)::int as answers
    from idempotency_keys where key like 'together-%'`)
  assert.deepEqual(rows, [{ keys: 20, transactions: 1, answers: 20 }])
})

test('of those under one key in a batch the first acts and the others follow; another request is refused', async () => {
  const [first, other, again, keyless] = await send(
    keyed('twice', { name: 'twice' }),
    keyed('twice', { name: 'another' }),
    keyed('twice', { name: 'twice' }),
    { actor: 'key:test', input: { name: 'twice' } },
  )
  assert.deepEqual(first, { status: 201, body: { name: 'twice' } })
  assert.deepEqual(again, first)
  assert.deepEqual(keyless, first)
  assert.deepEqual(other, { code: 'idempotency_key_reused' })
  assert.deepEqual(names(), [['twice', 'twice']])
})

test('what came before is answered again and not done again, in a batch or alone', async () => {
  const [first] = await send(keyed('before', { name: 'before' }))
  const answers = await send(
    keyed('fresh', { name: 'fresh' }),
    keyed('before', { name: 'before' }),
    keyed('before', { name: 'other' }),
  )
  assert.deepEqual(answers.slice(1), [first, { code: 'idempotency_key_reused' }])
  const [alone] = await send(keyed('fresh', { name: 'fresh' }))
  assert.deepEqual(alone, answers[0])
  assert.deepEqual(names(), [['before'], ['fresh']])
})

test('batches of several processes that share keys do each once', async () => {
  const wanted = ['e', 'b', 'd', 'a', 'c'].map((name) => keyed(`shared-${name}`, { name }))
  const sides = await Promise.all([send(...wanted), send(...wanted.toReversed()), send(...wanted)])
  for (const side of sides) for (const answer of side) assert.equal('status' in answer && answer.status, 201)
  const done = runs.flat().map(({ name }) => name)
  assert.deepEqual(done.toSorted(), ['a', 'b', 'c', 'd', 'e'])
})

test('a refused request fails alone, and its refusal is kept', async () => {
  const wanted = [
    keyed('kept-1', { name: 'good' }),
    keyed('kept-2', { name: 'bad', refuse: 'conflict' }),
    keyed('kept-3', { name: 'bad', refuse: 'refused' }),
  ]
  const answers = await send(...wanted)
  const refusal = (status: number) => ({ status, body: { code: 'refused_so', facts: {} } })
  assert.deepEqual(answers, [{ status: 201, body: { name: 'good' } }, refusal(409), refusal(422)])
  assert.deepEqual(await send(...wanted), answers)
  assert.equal(runs.length, 1)
})

test('a refusal that is not kept leaves its key free, in a batch or alone', async () => {
  const malformed = keyed('free', { name: 'bad', refuse: 'invalid' })
  const outdated = keyed('free-3', { name: 'bad', refuse: 'mismatch' })
  assert.deepEqual(await send(malformed, keyed('free-2', { name: 'good' }), malformed, outdated), [
    { code: 'refused_so' },
    { status: 201, body: { name: 'good' } },
    { code: 'refused_so' },
    { code: 'refused_so' },
  ])
  assert.deepEqual(await send(malformed), [{ code: 'refused_so' }])
  assert.deepEqual(await send(keyed('free', { name: 'mended' })), [{ status: 201, body: { name: 'mended' } }])
})

test('an unforeseen error is its own request’s alone, and undoes what was written beside it', async () => {
  const answers = await send(
    keyed('fault-1', { name: 'one' }),
    keyed('fault-2', { name: 'two', fail: true }),
    keyed('fault-3', { name: 'three' }),
  )
  assert.deepEqual(answers, [
    { status: 201, body: { name: 'one' } },
    { message: 'broken by two' },
    { status: 201, body: { name: 'three' } },
  ])
  const { rows } = await merchant.owner.query(`select key from idempotency_keys where key like 'fault-%' order by key`)
  assert.deepEqual(rows, [{ key: 'fault-1' }, { key: 'fault-3' }])
  const series = await merchant.owner.query(`select next_number::int as n from number_series where series = 'one'`)
  assert.deepEqual(series.rows, [{ n: 1 }])
})

test('it is noted from where those asked who act, not who is only answered again', async () => {
  const request = (actor: string, origin: string, name: string) => {
    return { actor, origin, input: { name }, idempotency: keyOf(`origin-${name}`, {}) }
  }
  await send(request('key:a', '192.0.2.9', 'first'))
  assert.deepEqual([...origins], [['key:a', '192.0.2.9']])
  await send(
    request('key:a', '192.0.2.8', 'first'),
    request('key:a', '192.0.2.1', 'second'),
    request('key:b', '192.0.2.1', 'third'),
    request('key:a', '192.0.2.2', 'fourth'),
  )
  assert.deepEqual(
    [...origins],
    [
      ['key:a', '192.0.2.1, 192.0.2.2'],
      ['key:b', '192.0.2.1'],
    ],
  )
})

/** Writes each name's count; refuses and fails as it is told to. */
async function act({ tx }: Command, asked: readonly Asked<Input>[]): Promise<Outcome<{ name: string }>[]> {
  runs.push([...asked])
  origins = tx.origins
  for (const { name } of asked) {
    await tx.run(sql`
      insert into number_series (merchant_id, series, next_number) values (${tx.merchantId}, ${name}, 1)
      on conflict (merchant_id, series) do update set next_number = number_series.next_number + 1`)
  }
  const failing = asked.find(({ fail }) => fail)
  if (failing !== undefined) throw new Error(`broken by ${failing.name}`)
  return asked.map(({ name, refuse }) =>
    refuse === undefined ? { value: { name } } : { refusal: new DomainError(refuse, 'refused_so') },
  )
}

type Seen = Answer | { code: string } | { message: string }

/** What requests that arrive together at one process are answered. */
async function send(...requests: BatchedRequest<Input>[]): Promise<Seen[]> {
  const batcher = createCommandBatcher(merchant.runtime, 201, act)
  const results = await Promise.allSettled(requests.map((request) => batcher.submit(merchant.merchantId, request)))
  return results.map((result): Seen => {
    if (result.status === 'fulfilled') return result.value
    const { reason } = result
    return reason instanceof DomainError ? { code: reason.code } : { message: (reason as Error).message }
  })
}

function keyOf(key: string, request: unknown) {
  return { key, operation: 'act', request }
}

function keyed(key: string, input: Input): BatchedRequest<Input> {
  return { actor: 'key:test', input, idempotency: keyOf(key, input) }
}

function names(): string[][] {
  return runs.map((run) => run.map(({ name }) => name))
}
