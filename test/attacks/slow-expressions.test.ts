// Regular expressions that take a long text's square of steps, or worse (ReDoS). A time says nothing on a busy machine: each is
// compared with one reading of the same text.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { send } from '../bad-input/send.ts'
import { textFieldsOf, withValue } from '../bad-input/text-fields.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { type Expression, expressionsOf } from './expressions.ts'
import { sampleRequest } from './sample-request.ts'

/** As long as texts may be that come without a limit of their own; a square of it cannot be overlooked. */
const length = 20_000
/** How many times longer than one reading; a square would be thousands. */
const mostTimes = 200

/** Expressions that may take longer, each with what keeps their texts short. */
const bounded: Record<string, string> = {
  '^\\s*(?:([^<>]*?)\\s*<([^<>]*)>|([^<>]*?))\\s*$': 'a sender that whoever runs Yidan sets',
  '0+$': 'the decimals of a number that the program writes itself',
  '=+$': 'the end of a hash or a salt that the program makes itself',
}

/** Texts of what an expression names, which it nearly takes: short ones first, at which already doubling would show. */
function hostileTexts({ source }: Expression): string[] {
  const named = [...new Set(source.replace(/\\[a-zA-Z]|[\\^$()[\]{}|?*+]/g, ''))].slice(0, 12)
  const units = [...named, 'a', '0', ' ', '\t', '-', '.', '@', '一', 'a ', '0.', 'a-', '\n', '""', '<a']
  return [24, 32, length].flatMap((long) =>
    [...new Set(units)].flatMap((unit) => {
      const body = unit.repeat(long / unit.length)
      return [`${body}\u0001`, `${named[0] ?? ''}${body}\u0001`]
    }),
  )
}

/** The least of a few runs, in nanoseconds: what else the machine does only adds. */
function leastTime(work: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let run = 0; run < 3; run++) {
    const began = process.hrtime.bigint()
    work()
    least = Math.min(least, Number(process.hrtime.bigint() - began))
  }
  return least
}

const longText = ' '.repeat(length)

/** How many times longer it takes than to look once at each character of a long text. */
function timesOf(expression: RegExp, text: string): number {
  const base = leastTime(() => {
    let sum = 0
    for (let at = 0; at < longText.length; at++) sum += longText.charCodeAt(at)
    assert.ok(sum > 0)
  })
  const own = leastTime(() => {
    expression.lastIndex = 0
    expression.test(text)
  })
  return own / base
}

describe('the regular expressions of the sources', () => {
  const all = expressionsOf()

  it('are all found', () => {
    assert.ok(all.length > 90, `only ${all.length}`)
    for (const { source, flags } of all) assert.doesNotThrow(() => new RegExp(source, flags), `/${source}/${flags}`)
  })

  it('read a hostile text about once', () => {
    const slow = []
    for (const each of all.filter(({ source }) => !(source in bounded))) {
      const expression = new RegExp(each.source, each.flags)
      for (const text of hostileTexts(each)) {
        const times = timesOf(expression, text)
        // Once more: a machine that was elsewhere for a moment is not slow twice.
        if (times > mostTimes && timesOf(expression, text) > mostTimes) {
          slow.push(
            `${each.file}: /${each.source}/${each.flags} ${Math.round(times)} times for ${JSON.stringify(text.slice(0, 6))}…`,
          )
          break
        }
      }
    }
    assert.deepEqual(slow, [])
  })

  it('are known by what keeps their texts short, where they are slow, and only as long as they are there', () => {
    const there = new Set(all.map(({ source }) => source))
    assert.deepEqual(
      Object.keys(bounded).filter((source) => !there.has(source)),
      [],
    )
  })

  it('would be found slow, if they were', () => {
    assert.ok(timesOf(/\s+$/, `${longText}x`) > mostTimes)
    assert.ok(timesOf(/^(?:a|aa)+b/, 'a'.repeat(32)) > mostTimes)
    assert.ok(timesOf(/^[^\s@]+@[^\s@]+$/, `${'@'.repeat(length)}x`) < mostTimes)
  })
})

describe('a text of a million characters', () => {
  let shops: TwoShops
  before(async () => {
    shops = await openTwoShops()
  })
  after(() => shops.close())

  it('in any field is refused or kept, and others are answered meanwhile', async () => {
    const units = ['x', ' ', 'a@', '<', '0.', '\u0301']
    let turn = 0
    for (const operation of shops.operations.filter(({ body }) => body !== undefined)) {
      const request = sampleRequest(operation, shops.own.known)
      for (const field of textFieldsOf(operation.body ?? {}, request.body)) {
        turn += 1
        const unit = units[turn % units.length] ?? 'x'
        const body = withValue(request.body, field, unit.repeat(900_000 / Buffer.byteLength(unit)))
        const [answer, other] = await Promise.all([
          send({ app: shops.app, key: shops.own.key }, operation, { ...request, body }),
          shops.app.fastify.inject({ url: '/healthz' }),
        ])
        assert.equal(other.statusCode, 200)
        const row = (answer.body as { results?: { status: number }[] }).results?.[0]?.status ?? answer.status
        assert.ok(row >= 400 && row < 500, `${operation.name} ${field.join('.')}: ${answer.status}`)
        assert.ok(answer.text.length < 20_000, `${operation.name} gives back what was too long`)
      }
    }
    assert.ok(turn > 80, `only ${turn}`)
  })
})
