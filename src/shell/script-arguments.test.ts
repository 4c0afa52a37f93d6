import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

function run(file: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { cwd: root, encoding: 'utf8' })
  return { status, stdout, stderr }
}

for (const [file, name] of [
  ['src/main.ts', 'npm start'],
  ['test/faults/run.ts', 'npm run faults'],
  ['bench/orders.ts', 'npm run bench:orders'],
  ['bench/import.ts', 'npm run bench:import'],
  ['scripts/test.ts', 'npm test'],
] as const) {
  test(`${name} says how it is called, and tells in one line what it does not know`, () => {
    const help = run(file, '--help')
    assert.deepEqual([help.status, help.stderr], [0, ''])
    assert.ok(help.stdout.startsWith(`usage: ${name}`), help.stdout)
    const unknown = run(file, '--bogus')
    assert.deepEqual([unknown.status, unknown.stdout], [2, ''])
    assert.match(unknown.stderr, /^yidan: Unknown option '--bogus' \(--help says what there is\)\n$/)
  })
}

test('a number that is none, and a file that is missing, are told alike', () => {
  for (const [file, ...args] of [
    ['test/faults/run.ts', '--rounds', 'x'],
    ['bench/orders.ts', '--rounds', '0'],
    ['bench/import.ts'],
  ] as const) {
    const { status, stderr } = run(file, ...args)
    assert.equal(status, 2)
    assert.match(stderr, /^yidan: [^\n]+\n$/)
  }
})
