import assert from 'node:assert/strict'
import { it } from 'node:test'
import { verdictOf } from './run-sqlmap.ts'
import { targetsOf } from './targets.ts'

it('tells what sqlmap found by what it prints', () => {
  const nothing = '[CRITICAL] all tested parameters do not appear to be injectable. Try to increase'
  assert.equal(verdictOf(nothing, false), 'nothing')
  assert.equal(verdictOf("GET parameter 'sku' is vulnerable. Do you want to keep testing", false), 'injectable')
  assert.equal(verdictOf('sqlmap identified the following injection point(s) with', true), 'injectable')
  assert.equal(verdictOf('[INFO] testing', true), 'unfinished')
  assert.equal(verdictOf('[CRITICAL] unable to connect to the target URL', false), 'failed')
})

it('tries each parameter of a path, the query and the body', () => {
  const operation = {
    ...{
      name: 'changeIt',
      method: 'PUT' as const,
      path: '/api/v1/things/{id}/parts/{part}',
      permission: 'stock.plan',
      requiredQuery: [],
    },
    ...{ pathParameters: { id: {}, part: {} }, queryParameters: {}, body: {}, problems: [] },
    success: { status: 200, schema: {} },
  }
  const targets = targetsOf(operation, { path: { id: 'a/b', part: 'c' }, query: { q: '1 2' }, body: { x: 'y' } })
  assert.deepEqual(
    targets.map(({ name, url }) => [name, url]),
    [
      ['changeIt.path.id', '/api/v1/things/a%2Fb*/parts/c'],
      ['changeIt.path.part', '/api/v1/things/a%2Fb/parts/c*'],
      ['changeIt.query.q', '/api/v1/things/a%2Fb/parts/c?q=1%202*'],
      ['changeIt.body', '/api/v1/things/a%2Fb/parts/c'],
    ],
  )
})
