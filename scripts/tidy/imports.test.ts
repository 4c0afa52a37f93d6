import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cycleRule, floorRule, importRule, importsOf } from './imports.ts'
import { toSource } from './source.ts'

test('imports: every form is seen, texts and comments are not', () => {
  const source = toSource(
    'src/orders/order.ts',
    [
      `import a from './a.ts'`,
      `import type { B } from '../b/b.ts'`,
      `export { c } from './c.ts'`,
      `import './d.ts'`,
      `const e = await import('./e.ts')`,
      `// import f from './f.ts'`,
      `const g = "import g from './g.ts'"`,
      `Array.from('h')`,
      `import fs from 'node:fs'`,
    ].join('\n'),
  )
  assert.deepEqual(
    importsOf(source).map(({ target }) => target),
    ['src/orders/a.ts', 'src/b/b.ts', 'src/orders/c.ts', 'src/orders/d.ts', 'src/orders/e.ts', undefined],
  )
})

const climbs: { from: string; to: string; message?: RegExp }[] = [
  { from: 'src/orders/order.ts', to: '../platform/money.ts' },
  { from: 'src/orders/order.ts', to: './order-store.ts' },
  { from: 'src/orders/order.ts', to: '../payments/payment.ts', message: /orders \(floor 4\) may not import payments/ },
  { from: 'src/pricing/price.ts', to: '../inventory/level.ts', message: /same floor/ },
  { from: 'src/platform/ids.ts', to: '../access/actor.ts', message: /platform \(floor 0\)/ },
  { from: 'src/orders/order.ts', to: '../config.ts', message: /may not import the shell/ },
  { from: 'src/orders/order.ts', to: '../cli/verify.ts', message: /may not import the shell/ },
  { from: 'src/orders/order.ts', to: '../../test/orders.ts', message: /tests and development only/ },
  { from: 'src/orders/order.ts', to: './order.test.ts', message: /tests and development only/ },
  { from: 'src/orders/order.ts', to: '../../web/orders/paths.ts', message: /nothing of the web/ },
  { from: 'web/orders/order-list.tsx', to: '../../src/orders/order.ts' },
  { from: 'src/main.ts', to: './training/lessons.ts' },
  { from: 'src/cli/yidan.ts', to: '../config.ts' },
  { from: 'src/platform/money.test.ts', to: '../orders/order.ts' },
  { from: 'bench/orders.ts', to: '../src/orders/order.ts' },
]

for (const { from, to, message } of climbs) {
  test(`floors: ${from} ${message ? 'may not' : 'may'} import ${to}`, () => {
    const findings = floorRule([toSource(from, `\nimport { x } from '${to}'`)])
    assert.equal(findings.length, message ? 1 : 0)
    if (message) {
      assert.match(findings[0]?.message ?? '', message)
      assert.equal(findings[0]?.line, 2)
    }
  })
}

test('floors: a folder without a floor', () => {
  assert.match(floorRule([toSource('src/sundries/x.ts', '')])[0]?.message ?? '', /src\/sundries has no floor/)
})

test('imports: folders and index files', () => {
  const findings = importRule([
    toSource('src/orders/index.ts', ''),
    toSource(
      'src/orders/order.ts',
      `import { a } from '../catalog'\nimport { b } from './b.ts'\nimport c from 'fastify'`,
    ),
  ])
  assert.deepEqual(
    findings.map(({ path, line }) => `${path}:${line}`),
    ['src/orders/index.ts:1', 'src/orders/order.ts:1'],
  )
})

test('cycles: one finding for a knot, with its shortest way', () => {
  const findings = cycleRule([
    toSource('src/a/a.ts', `import type { B } from './b.ts'`),
    toSource('src/a/b.ts', `import { c } from './c.ts'\nimport { d } from './d.ts'`),
    toSource('src/a/c.ts', `export { a } from './a.ts'`),
    toSource('src/a/d.ts', `import { c } from './c.ts'`),
    toSource('src/a/e.ts', `import { a } from './a.ts'`),
  ])
  assert.deepEqual(
    findings.map(({ message }) => message),
    ['src/a/a.ts → src/a/b.ts → src/a/c.ts → src/a/a.ts'],
  )
})

test('cycles: a file that imports itself', () => {
  assert.equal(cycleRule([toSource('src/a/a.ts', `import { a } from './a.ts'`)]).length, 1)
})

test('cycles: a shared import is none', () => {
  const findings = cycleRule([
    toSource('src/a/a.ts', `import './b.ts'\nimport './c.ts'`),
    toSource('src/a/b.ts', `import './c.ts'`),
    toSource('src/a/c.ts', ''),
  ])
  assert.deepEqual(findings, [])
})
