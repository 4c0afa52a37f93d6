import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { toSource } from './tidy/source.ts'
import { readProject, tidy } from './tidy.ts'

test('findings come in order of file and line, from every rule', () => {
  const findings = tidy([
    toSource('src/orders/order.ts', `enum A {}\nexport const b = Date.now()`),
    toSource('src/orders/index.ts', `import { b } from '../payments/payment.ts'`),
  ])
  assert.deepEqual(
    findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`),
    [
      'src/orders/index.ts:1 floors',
      'src/orders/index.ts:1 imports',
      'src/orders/order.ts:1 enum',
      'src/orders/order.ts:2 clock',
      'src/orders/order.ts:2 docstring',
    ],
  )
})

test('files are read from the folders of the project, without what is generated or built', () => {
  const root = mkdtempSync(join(tmpdir(), 'tidy-'))
  const paths = [
    'src/a.ts',
    'src/a/b.generated.ts',
    'src/a/c.md',
    'web/dist/d.ts',
    'web/e.tsx',
    'db/migrations/f.sql',
    'g.ts',
  ]
  for (const path of paths) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), '')
  }
  assert.deepEqual(
    readProject(pathToFileURL(`${root}/`)).map(({ path }) => path),
    ['src/a.ts', 'web/e.tsx', 'db/migrations/f.sql'],
  )
  rmSync(root, { recursive: true })
})
