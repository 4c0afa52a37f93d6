import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { currentDocument, openApiFile } from './openapi-command.ts'

test('the committed openapi.json is that of the code', async () => {
  const committed: unknown = JSON.parse(await readFile(openApiFile, 'utf8'))
  assert.deepEqual(committed, JSON.parse(JSON.stringify(currentDocument())), 'run `npm run openapi` and commit it')
})

test('every operation has a name of its own and says how it refuses', () => {
  const operations = Object.values(currentDocument().paths).flatMap((methods) => Object.values(methods)) as {
    operationId: string
    responses: Record<string, unknown>
  }[]
  assert.ok(operations.length > 40)
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
  for (const { responses } of operations) assert.ok('default' in responses)
})
