import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileSizeRule, functionSizeRule, parameterRule } from './sizes.ts'
import { toSource } from './source.ts'

const lines = (count: number) => Array.from({ length: count }, () => '  x()').join('\n')

const files: { path: string; count: number; findings: number }[] = [
  { path: 'src/orders/order.ts', count: 300, findings: 0 },
  { path: 'src/orders/order.ts', count: 301, findings: 1 },
  { path: 'src/orders/order.test.ts', count: 500, findings: 0 },
  { path: 'src/orders/order.test.ts', count: 501, findings: 1 },
  { path: 'test/journeys/order.ts', count: 301, findings: 0 },
  { path: 'db/migrations/001-platform.sql', count: 301, findings: 1 },
]

for (const { path, count, findings } of files) {
  test(`file-size: ${path} of ${count} lines`, () => {
    assert.equal(fileSizeRule([toSource(path, `${lines(count)}\n`)]).length, findings)
  })
}

const functions: { name: string; path?: string; text: string; findings: number }[] = [
  { name: '70 lines', text: `function f() {\n${lines(68)}\n}`, findings: 0 },
  { name: '71 lines', text: `function f() {\n${lines(69)}\n}`, findings: 1 },
  { name: 'an arrow of 71 lines', text: `const f = () => {\n${lines(69)}\n}`, findings: 1 },
  { name: 'the outer of two', text: `function f() {\n${lines(60)}\n  g(() => {\n${lines(20)}\n})\n}`, findings: 1 },
  { name: 'a test', path: 'a.test.ts', text: `test('a', () => {\n${lines(70)}\n})`, findings: 1 },
  { name: 'a hook', path: 'a.test.ts', text: `before(async () => {\n${lines(70)}\n})`, findings: 1 },
  { name: 'a table of cases', path: 'a.test.ts', text: `testAll((id) => {\n${lines(70)}\n})`, findings: 0 },
  { name: 'a describe', path: 'a.test.ts', text: `describe('a', () => {\n${lines(70)}\n})`, findings: 0 },
]

for (const { name, path, text, findings } of functions) {
  test(`function-size: ${name}`, () => {
    assert.equal(functionSizeRule([toSource(path ?? 'src/a.ts', text)]).length, findings)
  })
}

test('parameters: four, then one object', () => {
  const text =
    'function f(a: A, b: B, c: C, d: D) {}\nfunction g({ a }: A, b, c, d, e = 1) {}\nconst h = (a, b, c, d, e) => 1'
  assert.deepEqual(
    parameterRule([toSource('src/a.ts', text)]).map(({ line, message }) => `${line} ${message}`),
    ['2 g takes 5 parameters, limit 4: take one object', '3 function takes 5 parameters, limit 4: take one object'],
  )
})

test('parameters: a callback of a test may take more, a function of a test may not', () => {
  const text = 'fc.property(a, a, a, a, a, async (a, b, c, d, e) => 1)\nfunction f(a, b, c, d, e) {}'
  assert.deepEqual(
    parameterRule([toSource('src/a.test.ts', text)]).map(({ line }) => line),
    [2],
  )
})
