import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findFunctions, splitList } from './functions.ts'
import { toSource } from './source.ts'

const cases: { code: string; found: string[] }[] = [
  { code: 'function f(a: A, b: B): C {\n  x\n}', found: ['f 2 1-3'] },
  { code: 'function f<T extends object = {}>(a: T): { b: T } {\n}', found: ['f 1 1-2'] },
  { code: 'export async function* f(): AsyncGenerator<{ a: 1 }, void> {\n}', found: ['f 0 1-2'] },
  { code: 'const f = (a: Map<string, number>, b = g(1, 2)) => a', found: [' 2 1-1'] },
  { code: 'const f = async (a: A): Promise<B[]> => {\n}', found: ['async 1 1-2'] },
  { code: 'const f = (a: A) =>\n  a\n    .b()\n    .c()\nconst d = 1', found: [' 1 1-4'] },
  { code: 'const f = () => `a\n#{b(`c`)}\n`\nconst d = 1'.replace('#', '$'), found: [' 0 1-3'] },
  { code: 'const o = { m(a) {\n }, n: 1 }', found: ['m 1 1-2'] },
  { code: 'function f(a: A): a is B {\n}', found: ['f 1 1-2'] },
  { code: 'function f(a: A): (b: B) => string {\n}', found: ['f 1 1-2', ' 1 1-2'] },
  { code: 'function f({ a, b }: { a: A; b: B }, [c]: C): asserts a is D {\n}', found: ['f 2 1-2'] },
  { code: 'if (a) {\n} else if (b) {\n}\nfor (const x of y) {\n}\nswitch (x) {\n}', found: [] },
  { code: 'const a = b ? f(1, 2, 3, 4, 5) : { c: 1 }', found: [] },
  { code: 'type F = (a: A, b: B) => void', found: [' 2 1-1'] },
  { code: 'interface I {\n  m(a: A): { b: B }\n  n(c: C): void\n}', found: [] },
]

for (const { code, found } of cases) {
  test(`functions: ${JSON.stringify(code)}`, () => {
    const { code: view } = toSource('src/a.ts', code)
    const line = (offset: number) => view.slice(0, offset).split('\n').length
    assert.deepEqual(
      findFunctions(view).map((each) => `${each.name} ${each.parameters.length} ${line(each.start)}-${line(each.end)}`),
      found,
    )
  })
}

test('lists are split at their own commas only', () => {
  assert.deepEqual(splitList('a: Map<A, B>, b: (c: C, d: D) => E, { f, g }, h = [1, 2],'), [
    'a: Map<A, B>',
    'b: (c: C, d: D) => E',
    '{ f, g }',
    'h = [1, 2]',
  ])
})
