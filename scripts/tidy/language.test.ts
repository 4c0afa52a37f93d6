import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyRule, classRule, decoratorRule, defaultExportRule, enumRule, silencerRule } from './language.ts'
import { type Rule, toSource } from './source.ts'

const cases: { rule: Rule; name: string; path?: string; text: string; lines: number[] }[] = [
  {
    rule: anyRule,
    name: 'any: as a type',
    text: 'let a: any\nb as any\nf<any>(c)\ntype D = any[]\ntype E = A | any\nf<A, any>()\n(x: any) => 1\nz.any()',
    lines: [1, 2, 3, 4, 5, 6, 7, 8],
  },
  {
    rule: anyRule,
    name: 'any: as a word',
    text: `Promise.any([])\nf({ any: 1 })\nconst any = 1\n// any\n'a as any'\nlet anything: A\nany(x)`,
    lines: [],
  },
  {
    rule: silencerRule,
    name: 'ts-comment: the compiler silenced',
    text: '// @ts-ignore\na\n/* @ts-expect-error */\n// @ts-nocheck',
    lines: [1, 3, 4],
  },
  { rule: silencerRule, name: 'ts-comment: in a text', text: `'// @ts-ignore'`, lines: [] },
  {
    rule: enumRule,
    name: 'enum: enums and namespaces',
    text: 'enum A {}\nexport const enum B {}\nnamespace C {}\ndeclare module D {}',
    lines: [1, 2, 3, 4],
  },
  { rule: enumRule, name: 'enum: as a word', text: `z.enum(['a'])\nconst x = { enum: 1 }\n// enum A {}`, lines: [] },
  {
    rule: decoratorRule,
    name: 'decorator: on a class, a member, a parameter',
    text: '@Entity()\nclass A {\n  @Column() a: B\n  m(@Arg() x: C) {}\n}',
    lines: [1, 3, 4],
  },
  { rule: decoratorRule, name: 'decorator: in texts', text: `/** @throws NotFound */\n'@a'\nimport '@b/c'`, lines: [] },
  {
    rule: defaultExportRule,
    name: 'default-export: both forms',
    text: 'export default 1\nexport { a as default }',
    lines: [1, 2],
  },
  { rule: defaultExportRule, name: 'default-export: the web', path: 'web/a.tsx', text: 'export default 1', lines: [] },
  { rule: defaultExportRule, name: 'default-export: imported', text: `import a, { default as b } from 'c'`, lines: [] },
  {
    rule: classRule,
    name: 'class: other than errors',
    text: 'class A {}\nexport class B extends C {}\nconst D = class {}\nabstract class E {}',
    lines: [1, 2, 3, 4],
  },
  {
    rule: classRule,
    name: 'class: errors',
    text: 'class A extends Error {}\nexport class B extends DomainError {}\nconst C = class extends Error {}',
    lines: [],
  },
  {
    rule: classRule,
    name: 'class: as a word',
    text: 'order.class\n({ class: 1 })\nconst x = <p class="y" />',
    lines: [],
  },
]

for (const { rule, name, path, text, lines } of cases) {
  test(name, () => {
    assert.deepEqual(
      rule([toSource(path ?? 'src/a/b.ts', text)]).map(({ line }) => line),
      lines,
    )
  })
}
