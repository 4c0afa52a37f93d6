import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credentials, openDoors } from '../../../test/support/doors.ts'
import { createLogger } from '../../shell/create-logger.ts'

test('what may be an attempt is logged with who, from where and why, and nothing of what was sent', async () => {
  const lines: string[] = []
  const logger = createLogger('info', { write: (line: string) => void lines.push(line) })
  const { fastify } = openDoors({ logger, limits: { failuresPerAddress: 1 } })
  const ask = (headers: Record<string, string>, payload?: string) =>
    fastify.inject({
      ...{ method: payload === undefined ? 'GET' : 'POST', url: '/api/v1/echo', remoteAddress: '198.51.100.7' },
      headers: { ...headers, 'content-type': 'application/json' },
      ...(payload !== undefined && { payload }),
    })
  const answered = await ask(credentials.key, '{"secretWord": "hush"')
  await ask({ authorization: 'Bearer wrong-hush' })
  await ask({ authorization: 'Bearer wrong-hush' })
  await fastify.inject({ url: '/nothing' })
  const told = lines.map((line) => JSON.parse(line))
  assert.deepEqual(
    told.map(({ msg, code, origin, actor }) => [msg, code, origin, actor]),
    [
      ['refused', 'invalid_json', '198.51.100.7', 'key:1'],
      ['not let in', 'unauthorized', '198.51.100.7', undefined],
      ['refused', 'too_many_requests', '198.51.100.7', undefined],
    ],
  )
  assert.equal(told[0].requestId, answered.headers['x-request-id'], 'the answer and the log name the request alike')
  assert.ok(!lines.join('').includes('hush'))
})
