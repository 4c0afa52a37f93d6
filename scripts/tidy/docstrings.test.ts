import assert from 'node:assert/strict'
import { test } from 'node:test'
import { docstringRule } from './docstrings.ts'
import { toSource } from './source.ts'

const documented = [
  '/** A. */\nexport function a() {}',
  '/**\n * A, of src/*.ts.\n */\nexport const a = 1',
  '/** A. */\n// biome-ignore lint/x: y\nexport type A = 1',
  '/** A. */\nexport function a(b: 1): 1\nexport function a(b: 2): 2\nexport function a(b: unknown) {}',
  '/** A. */\nexport const A = z.object({})\nexport type A = z.infer<typeof A>',
  `export { a } from './a.ts'`,
  'function a() {}',
  '// export const a = 1',
  '`\nexport const a = 1\n`',
]

const bare = [
  'export function a() {}',
  'export async function* a() {}',
  '// A.\nexport const a = 1',
  '/* A. */\nexport const a = 1',
  '/** */\nexport const a = 1',
  '/** A. */\nconst b = 1\nexport const a = 1',
  'export interface A {}',
  'export class A extends Error {}',
]

for (const text of documented) {
  test(`docstring: not asked of ${JSON.stringify(text)}`, () => {
    assert.deepEqual(docstringRule([toSource('src/a/b.ts', text)]), [])
  })
}

for (const text of bare) {
  test(`docstring: missing in ${JSON.stringify(text)}`, () => {
    assert.equal(docstringRule([toSource('src/a/b.ts', text)]).length, 1)
    assert.deepEqual(docstringRule([toSource('src/a/b.test.ts', text)]), [])
  })
}
