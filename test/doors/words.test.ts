import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readProject } from '../../scripts/tidy.ts'
import * as account from '../../src/access/account/contract.ts'
import * as signIn from '../../src/access/sign-in/contract.ts'
import { servedContracts } from '../../src/shell/served-contracts.ts'
import { en } from '../../web/doors/words/en.ts'
import { zhCn } from '../../web/doors/words/zh-cn.ts'

const placesOf = (words: string) => [...words.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

test('both languages say the same things, filled with the same facts', () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zhCn).sort())
  for (const [key, words] of Object.entries(zhCn)) {
    assert.deepEqual(placesOf(en[key as keyof typeof zhCn]), placesOf(words), key)
    assert.notEqual(words.trim(), '', key)
  }
})

test('every refusal of what the pages call has words', () => {
  const used = [...Object.values(signIn), ...Object.values(account)].filter((it) => 'problems' in it)
  const codes = new Set(used.flatMap(({ problems }): readonly string[] => problems))
  assert.ok(codes.size > 15)
  const missing = [...codes, 'invalid_input', 'not_permitted', 'unauthorized'].filter(
    (code) => !(`problem_${code}` in zhCn),
  )
  assert.deepEqual(missing, [])
})

test('nothing is said that no page says', () => {
  const sources = readProject(new URL('../../', import.meta.url)).filter(({ path }) =>
    /^web\/doors\/(?!words)/.test(path),
  )
  const code = sources.map(({ text }) => text).join('\n')
  const isSaid = (key: string) => code.includes(`'${key}'`) || /^(?:problem|method|strength)_/.test(key)
  assert.deepEqual(
    Object.keys(zhCn).filter((key) => !isSaid(key)),
    [],
  )
})

test('the pages call operations that are served', () => {
  const served = new Set(servedContracts().map(({ method, path }) => `${method} ${path.replace(/:\w+/g, '*')}`))
  const sources = readProject(new URL('../../', import.meta.url)).filter(({ path }) => path.startsWith('web/doors/'))
  const calls = sources.flatMap(({ text }) => [...text.matchAll(/'(GET|POST|PUT|DELETE)',\s*['`](\/[^'`]+)['`]/g)])
  assert.ok(calls.length > 15)
  for (const [, method, path = ''] of calls) {
    const called = `${method} ${path.split('?')[0]?.replace(/\$\{\w+\}|(?<=sessions\/)current/g, '*')}`
    assert.ok(served.has(called), called)
  }
})
