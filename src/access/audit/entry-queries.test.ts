import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { transact } from '../../platform/db/transaction.ts'
import { type DomainEvent, publish } from '../../platform/events.ts'
import { newId } from '../../platform/ids.ts'
import { noteOrigin } from '../../platform/origins.ts'
import { minuteMs } from '../../platform/time.ts'
import { type AuditFilter, listEntries } from './entry-queries.ts'

let merchant: TestMerchant
const start = Date.UTC(2026, 0, 5)
const at = (minute: number) => new Date(start + minute * minuteMs)
const minutes = 60
const objects = Array.from({ length: 3 }, () => newId(at(0)))

/** What is told in one minute: mostly of one kind, by one key, from one address; the rest is rare. */
function eventsOf(minute: number): DomainEvent[] {
  return Array.from({ length: 100 }, (_, n) => {
    const number = minute * 100 + n
    const isOfObject = number % 500 === 0
    const objectId = isOfObject ? (objects[(number / 500) % 3] as string) : newId(at(minute))
    return {
      ...{ objectType: 'order', objectId, version: isOfObject ? number + 1 : 1, at: at(0), data: { number } },
      type: number % 997 === 0 ? 'order.held' : number % 10 === 0 ? 'payment.captured' : 'order.placed',
      actor: number % 331 === 0 ? 'staff:a' : number % 7 === 0 ? 'key:b' : 'key:a',
      origin: number % 331 === 0 ? '192.0.2.7' : undefined,
    }
  })
}

before(async () => {
  merchant = await createTestMerchant()
  for (let minute = 0; minute < minutes; minute++) {
    const database = { ...merchant.runtime.database, clock: () => at(minute) }
    await transact(database, merchant.merchantId, async (tx) => {
      noteOrigin(tx, { actor: 'key:a', origin: '192.0.2.1' })
      await publish(tx, eventsOf(minute))
    })
  }
})
after(() => merchant.close())

/** The numbers of what a search finds, page by page. */
async function search(filter: AuditFilter, limit = 50): Promise<{ numbers: number[]; pages: number }> {
  const numbers: number[] = []
  let after: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await merchant.query(({ tx }) => listEntries(tx, { ...filter, limit, after }))
    assert.ok(page.items.length <= limit)
    numbers.push(...page.items.map(({ data }) => data.number as number))
    if (page.next === null) return { numbers, pages }
    after = page.next
  }
}

const all = Array.from({ length: minutes }, (_, minute) => eventsOf(minute)).flat()

/** The same, found by looking at each. */
function expected(filter: AuditFilter): number[] {
  const { actor, origin, type, objectId, from, before } = filter
  const originOf = (event: DomainEvent) => event.origin ?? (event.actor === 'key:a' ? '192.0.2.1' : null)
  const numberOf = (event: DomainEvent) => (event.data as { number: number }).number
  return all
    .filter((event) => actor === undefined || event.actor === actor)
    .filter((event) => origin === undefined || originOf(event) === origin)
    .filter((event) => type === undefined || event.type === type || event.type.startsWith(`${type}.`))
    .map(numberOf)
    .filter((number) => objectId === undefined || (number % 500 === 0 && objects[(number / 500) % 3] === objectId))
    .filter((number) => from === undefined || at(Math.floor(number / 100)) >= new Date(from))
    .filter((number) => before === undefined || at(Math.floor(number / 100)) < new Date(before))
    .reverse()
}

const parts: Record<keyof AuditFilter, string[]> = {
  actor: ['key:a', 'key:b', 'staff:a', 'key:none'],
  origin: ['192.0.2.1', '192.0.2.7', 'none'],
  type: ['order.placed', 'order.held', 'payment', 'order', 'none', 'order.none'],
  objectId: [objects[1] as string, newId(at(0))],
  from: [at(30).toISOString()],
  before: [at(45).toISOString()],
}

const single = Object.entries(parts).flatMap(([name, values]) => values.map((value) => ({ [name]: value })))
const pairs = single.flatMap((one, index) =>
  single
    .slice(index + 1)
    .flatMap((other) => (Object.keys(one)[0] === Object.keys(other)[0] ? [] : [{ ...one, ...other }])),
)

test('every search, and every pair of its parts, finds what it asks for, each once, newest first', async () => {
  for (const filter of [{}, ...single, ...pairs] as AuditFilter[]) {
    const { numbers } = await search(filter, 200)
    assert.deepEqual(numbers, expected(filter), JSON.stringify(filter))
  }
})

test('all parts together find it too, in pages of any size', async () => {
  const filter = { actor: 'staff:a', type: 'order', origin: '192.0.2.7', from: at(10).toISOString() }
  for (const limit of [1, 3, 200]) assert.deepEqual((await search(filter, limit)).numbers, expected(filter))
})

test('what is rare among what is asked for is found by the way that leads there sooner', async () => {
  // The entries of the person alone, not those of the type that is everywhere.
  assert.equal((await search({ actor: 'staff:a', type: 'order.placed' })).pages, 1)
  assert.equal((await search({ actor: 'key:a', type: 'order.held' })).pages, 1)
  // No index leads by an address, so that it is looked for a thousand at a time.
  assert.equal((await search({ origin: '192.0.2.7' })).pages, 7)
})
