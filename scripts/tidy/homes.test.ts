import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockRule, consoleRule, processRule, randomRule } from './homes.ts'
import { type Rule, toSource } from './source.ts'

const cases: { rule: Rule; name: string; path: string; text: string; lines: number[] }[] = [
  {
    rule: clockRule,
    name: 'clock: read outside its home',
    path: 'src/orders/order.ts',
    text: `Date.now()\nnew Date()\nnew Date\nnew Date(at)\nnew Date('2026-01-01')\n// Date.now()\n'new Date()'`,
    lines: [1, 2, 3],
  },
  { rule: clockRule, name: 'clock: in the shell too', path: 'src/main.ts', text: 'Date.now()', lines: [1] },
  { rule: clockRule, name: 'clock: in a template', path: 'src/a/b.ts', text: '`$' + '{Date.now()}`', lines: [1] },
  { rule: clockRule, name: 'clock: its home', path: 'src/platform/time.ts', text: 'Date.now(); new Date()', lines: [] },
  { rule: clockRule, name: 'clock: tests', path: 'src/orders/order.test.ts', text: 'Date.now()', lines: [] },
  { rule: clockRule, name: 'clock: benchmarks', path: 'bench/orders.ts', text: 'Date.now()', lines: [] },
  {
    rule: processRule,
    name: 'process: used outside the shell',
    path: 'src/platform/db/migrate.ts',
    text: `process.env.A\nimport { env } from 'node:process'\nconst { argv } = process\nprocess?.pid`,
    lines: [1, 2, 3, 4],
  },
  {
    rule: processRule,
    name: 'process: other things of that name',
    path: 'src/platform/a.ts',
    text: `process(item)\nbatch.process.x\nconst process = 1\n'process.env'\n({ process: 1 })\nsubprocess.kill()\nimport a from './process.ts'`,
    lines: [],
  },
  { rule: processRule, name: 'process: the shell', path: 'src/config.ts', text: 'process.env', lines: [] },
  { rule: processRule, name: 'process: commands', path: 'src/cli/verify.ts', text: 'process.exit(1)', lines: [] },
  { rule: processRule, name: 'process: scripts', path: 'scripts/types.ts', text: 'process.argv', lines: [] },
  { rule: randomRule, name: 'random: in src', path: 'src/orders/order.ts', text: 'Math.random()', lines: [1] },
  {
    rule: randomRule,
    name: 'random: in its tests',
    path: 'src/orders/order.test.ts',
    text: 'Math.random()',
    lines: [1],
  },
  { rule: randomRule, name: 'random: benchmarks', path: 'bench/orders.ts', text: 'Math.random()', lines: [] },
  { rule: consoleRule, name: 'console: in a module', path: 'src/orders/a.ts', text: 'x\nconsole.log(1)', lines: [2] },
  { rule: consoleRule, name: 'console: the shell', path: 'src/cli/yidan.ts', text: 'console.log(1)', lines: [] },
  { rule: consoleRule, name: 'console: tests', path: 'src/orders/a.test.ts', text: 'console.log(1)', lines: [] },
]

for (const { rule, name, path, text, lines } of cases) {
  test(name, () => {
    const found = rule([toSource(path, text)]).map(({ line }) => line)
    assert.deepEqual(
      found.sort((a, b) => a - b),
      lines,
    )
  })
}
