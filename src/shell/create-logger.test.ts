import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDoors } from '../../test/support/doors.ts'
import { createLogger } from './create-logger.ts'

function logged(facts: object, message = 'happened'): string {
  const lines: string[] = []
  createLogger('info', { write: (line: string) => void lines.push(line) }).error(facts, message)
  assert.equal(lines.length, 1)
  JSON.parse(lines[0] as string)
  return lines[0] as string
}

const key = `yd_00010203_${'Ab-_'.repeat(11).slice(0, 43)}`

test('what is called a secret is not logged, wherever it hangs', () => {
  for (const name of ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', 'apiKey']) {
    for (const facts of [
      { [name]: 'hush-hush' },
      { headers: { [name]: 'hush-hush' } },
      { request: { headers: { [name]: 'hush-hush' } } },
    ]) {
      assert.doesNotMatch(logged(facts), /hush/, JSON.stringify(facts))
    }
  }
})

test('what looks like a secret is not logged, also in the middle of an error', () => {
  const error = new Error(`no answer to {"authorization":"Bearer ${key}"} from postgresql://yidan_app:hush@db:5432/x`)
  for (const line of [logged({ error: String(error.stack) }), logged({ err: error }), logged({}, error.message)]) {
    assert.doesNotMatch(line, /hush/)
    assert.ok(!line.includes(key))
    assert.match(line, /Bearer \[secret\]/)
    assert.match(line, /yidan_app:\[secret\]@db/)
  }
  assert.match(logged({ seen: key }), /yd_00010203_\[secret\]/)
})

test('what is none stays as it is', () => {
  const facts = { route: '/api/v1/orders/:orderId', url: 'https://oms.example.cn/x?y=1', count: 3 }
  const { route, url, count, msg } = JSON.parse(logged(facts, 'request failed')) as Record<string, unknown>
  assert.deepEqual({ route, url, count, msg }, { ...facts, msg: 'request failed' })
})

test('a request that fails with its own headers in the error leaves them neither in the log nor in the answer', async () => {
  const lines: string[] = []
  const app = openDoors({ logger: createLogger('info', { write: (line: string) => void lines.push(line) }) })
  app.fastify.get('/broken', async ({ headers }) => {
    throw new Error(`cannot handle ${JSON.stringify(headers)}`)
  })
  const { statusCode, body } = await app.fastify.inject({ url: '/broken', headers: { authorization: `Bearer ${key}` } })
  assert.deepEqual([statusCode, JSON.parse(body).code, lines.length], [500, 'internal', 1])
  assert.match(lines[0] as string, /cannot handle/)
  for (const text of [body, ...lines]) assert.ok(!text.includes(key.slice(12)))
})

test('nor does a cookie that stands in an error', async () => {
  assert.doesNotMatch(
    logged({ error: 'Error: {"cookie":"session=hush-hush","a":"b"} set-cookie: session=hush-hush; Path=/' }),
    /hush/,
  )
})
