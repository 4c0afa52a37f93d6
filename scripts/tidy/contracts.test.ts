import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contractRule } from './contracts.ts'
import { toSource } from './source.ts'

const complete = `/** Cancels. */
export const cancelOrderContract = {
  method: 'POST',
  permission: 'orders.cancel',
  body: z.object({ reason: z.string() }),
  problems: ['not_found'],
} satisfies Contract
`

const cases: { name: string; text: string; found: string[] }[] = [
  { name: 'complete', text: complete, found: [] },
  {
    name: 'without permission',
    text: complete.replace(/ {2}permission.*\n/, ''),
    found: ['2 a contract without `permission`'],
  },
  {
    name: 'without problems',
    text: complete.replace(/ {2}problems.*\n/, ''),
    found: ['2 a contract without `problems`'],
  },
  {
    name: 'where only the body has the key',
    text: complete.replace(/ {2}permission.*\n/, '').replace('reason:', 'permission:'),
    found: ['2 a contract without `permission`'],
  },
  {
    name: 'as const',
    text: `const a = { problems } as const satisfies Contract`,
    found: ['1 a contract without `permission`'],
  },
  { name: 'other objects', text: 'const a = { b: 1 } satisfies ContractTable', found: [] },
]

for (const { name, text, found } of cases) {
  test(`contract: ${name}`, () => {
    const findings = contractRule([toSource('src/orders/contract.ts', text)])
    assert.deepEqual(
      findings.map(({ line, message }) => `${line} ${message}`),
      found,
    )
  })
}

test('contract: other files are not looked at', () => {
  assert.deepEqual(contractRule([toSource('src/platform/http/serve.ts', 'const a = {} satisfies Contract')]), [])
})
