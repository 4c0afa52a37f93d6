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

type Operation = { parameters: { name: string; in: string; description?: string }[]; requestBody?: object }

test('every query parameter says what it is', () => {
  const operations = Object.values(currentDocument().paths).flatMap((methods) => Object.entries(methods))
  const mute = operations.flatMap(([, operation]) => {
    const { parameters } = operation as Operation
    return parameters.filter((each) => each.in === 'query' && each.description === undefined).map(({ name }) => name)
  })
  assert.deepEqual(mute, [])
})

/** Operations of which no preview is given, each with why that is so. */
const withoutPreview: Record<string, readonly string[]> = {
  'a dry run of many orders would hold as many numbers and locks as the run itself; one order can be previewed': [
    'placeOrders',
  ],
  'it gives out a secret or what is personal, and would do so in the preview too': [
    ...['createApiKey', 'showInvitation', 'discloseCustomer', 'discloseOrder', 'discloseReceiver', 'discloseReceivers'],
    ...['exportAudit', 'exportCustomer', 'exportGuest'],
  ],
  'a way in: it is tried with a secret, and a try that does not count would be a free guess': [
    ...['signIn', 'answerSecondFactor', 'askForPasskey', 'signInWithPasskey', 'readAccessLink', 'useAccessLink'],
    ...['requestPasswordReset', 'proveAgain'],
  ],
  'it only reads: what it reads by does not fit into an address': ['lookUpOrders', 'parseAddress', 'quoteOrder'],
  'it is of one’s own account alone, and nothing follows from it that is to be counted before': [
    ...['changeAccount', 'changePassword', 'beginAuthenticator', 'confirmAuthenticator', 'removeAuthenticator'],
    ...['renewRecoveryCodes', 'beginPasskey', 'addPasskey', 'removePasskey', 'endOwnSession', 'endOtherSessions'],
    'readNotices',
  ],
}

test('every writing operation can be asked what it would do, but those that say why not', () => {
  const methods = Object.values(currentDocument().paths).flatMap((each) => Object.entries(each))
  const gives = (operation: object) => (operation as Operation).parameters.some(({ name }) => name === 'preview')
  const nameOf = (operation: object) => (operation as { operationId: string }).operationId
  const silent = methods.filter(([method, operation]) => method !== 'get' && !gives(operation))
  assert.deepEqual(silent.map(([, operation]) => nameOf(operation)).sort(), Object.values(withoutPreview).flat().sort())
  assert.deepEqual(
    methods.filter(([method, operation]) => method === 'get' && gives(operation)),
    [],
  )
})

test('a row of many orders has the form of one order, but for what is written by hand; every field that needs words has them', () => {
  const { paths, components } = currentDocument()
  const formAt = (path: string, name: string) => {
    const body = JSON.stringify((paths[path]?.post as Operation | undefined)?.requestBody)
    assert.match(body, new RegExp(`"\\$ref":"#/components/schemas/${name}"`))
    return (components.schemas[name] as { properties: Record<string, { description?: string }> }).properties
  }
  const [one, row] = [formAt('/api/v1/orders', 'WriteOrder'), formAt('/api/v1/orders/batch', 'PlaceOrder')]
  const { draftId, shipTo, ...asRow } = one
  assert.ok(draftId?.description && shipTo?.description)
  assert.deepEqual({ ...asRow, shipTo: row.shipTo }, row)
  assert.deepEqual(
    Object.keys(row).filter((name) => row[name]?.description === undefined),
    ['shipTo', 'lines'],
  )
})

test('what can have a few values only is told with them', () => {
  const { paths, components } = currentDocument()
  assert.deepEqual(withoutValues({ paths, components }), [])
})

const valued = /^(?:status|kind|tier|stage|source|paymentTerms|.*Status)$/

/** Names of fields that stand for a state or kind, and are any text. */
function withoutValues(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const { properties = {} } = part as {
    properties?: Record<string, { type?: unknown; enum?: unknown; const?: unknown }>
  }
  const open = Object.entries(properties).filter(
    ([name, schema]) =>
      valued.test(name) && schema.type === 'string' && schema.enum === undefined && schema.const === undefined,
  )
  return [...open.map(([name]) => name), ...Object.values(part).flatMap(withoutValues)]
}
