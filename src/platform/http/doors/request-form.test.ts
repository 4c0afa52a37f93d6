import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { allOf, credentials, listen, openDoors, write } from '../../../../test/support/doors.ts'
import type { App } from '../app.ts'

const authorization = `authorization: ${credentials.key.authorization}`

describe('the form of a request', () => {
  let app: App
  let port: number
  before(async () => {
    app = openDoors({ times: { idleMs: 1 } })
    port = await listen(app)
  })
  after(() => app.fastify.close())

  /** Sends lines as they are; answers the status and the problem's code. */
  async function sent(...lines: string[]): Promise<[number, string | undefined]> {
    const text = await allOf(await write(port, `${lines.join('\r\n')}`))
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1])
    return [status, /"code":"(\w+)"/.exec(text)?.[1]]
  }
  const get = (target: string, ...headers: string[]) =>
    sent(`GET ${target} HTTP/1.1`, 'host: x', 'connection: close', ...headers, '', '')
  const post = (body: string, ...headers: string[]) =>
    sent(
      'POST /api/v1/echo HTTP/1.1',
      'host: x',
      'connection: close',
      authorization,
      'content-type: application/json',
      ...headers,
      '',
      body,
    )
  const json = async (payload: string) => {
    const headers = { ...credentials.key, 'content-type': 'application/json' }
    const answer = await app.fastify.inject({ method: 'POST', url: '/api/v1/echo', headers, payload })
    return [answer.statusCode, answer.json().code]
  }

  it('takes what is usual', async () => {
    assert.deepEqual(await get('/open?a=1&b=2'), [200, undefined])
    assert.deepEqual(await post('{"a":1}', 'content-length: 7'), [200, undefined])
    assert.deepEqual(await post('3\r\n{"a\r\n4\r\n":1}\r\n0\r\n\r\n', 'transfer-encoding: chunked'), [200, undefined])
  })

  it('bounds the address and its parameters', async () => {
    assert.deepEqual(await get(`/open?a=${'x'.repeat(8000)}`), [200, undefined])
    assert.deepEqual(await get(`/open?a=${'x'.repeat(8192)}`), [414, 'url_too_long'])
    assert.deepEqual(await get(`/open?${Array.from({ length: 100 }, (_, n) => `a${n}=1`).join('&')}`), [200, undefined])
    assert.deepEqual(await get(`/open?${Array.from({ length: 101 }, (_, n) => `a${n}=1`).join('&')}`), [
      414,
      'too_many_parameters',
    ])
    assert.deepEqual(await get(`/open?${'&'.repeat(5000)}`), [414, 'too_many_parameters'])
  })

  it('takes a parameter once, and none with a name of prototypes', async () => {
    for (const query of ['a=1&a=2', 'a=1&b=1&%61=2', 'a&a']) {
      assert.deepEqual(await get(`/open?${query}`), [400, 'parameter_repeated'], query)
    }
    for (const name of ['__proto__', '%5F_proto__', 'constructor', 'prototype']) {
      assert.deepEqual(await get(`/open?${name}=1`), [400, 'invalid_url'], name)
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })

  it('is a path, not a whole address or a name', async () => {
    for (const target of ['http://x/open', 'http://evil.example/open', 'https://x/open', 'open']) {
      const [status] = await get(target)
      assert.equal(status, 400, target)
    }
    assert.deepEqual(await sent('OPTIONS * HTTP/1.1', 'host: x', 'connection: close', '', ''), [400, 'invalid_url'])
    assert.equal((await get('//evil.example/open'))[0], 404)
  })

  it('bounds headers in number and size', async () => {
    const many = (count: number) => Array.from({ length: count }, (_, n) => `x-${n}: 1`)
    assert.deepEqual(await get('/open', ...many(98)), [200, undefined])
    assert.deepEqual(await get('/open', ...many(99)), [431, 'headers_too_large'])
    assert.deepEqual(await get('/open', ...many(1200)), [431, 'headers_too_large'])
    assert.deepEqual(await get('/open', `x: ${'x'.repeat(16_384)}`), [431, 'headers_too_large'])
  })

  it('has what two programs could read differently once', async () => {
    for (const header of [
      'host: y',
      'Host: x',
      authorization,
      'Origin: https://a.example',
      'if-match: "1"',
      'idempotency-key: a',
    ]) {
      const [status, code] = await get('/open', header, header)
      assert.deepEqual([status, code], [400, 'header_repeated'], header)
    }
    assert.deepEqual(await get('/open', 'accept: a', 'accept: b', 'x: 1', 'x: 2'), [200, undefined])
  })

  it('says its length in one way', async () => {
    for (const [body, ...headers] of [
      ['0\r\n\r\n', 'content-length: 5', 'transfer-encoding: chunked'],
      ['0\r\n\r\n', 'transfer-encoding: chunked', 'content-length: 5'],
      ['0\r\n\r\n', 'transfer-encoding: xchunked'],
      ['0\r\n\r\n', 'transfer-encoding: chunked, identity'],
      ['0\r\n\r\n', 'transfer-encoding : chunked'],
      ['{}', 'content-length: 2', 'content-length: 3'],
      ['{}', 'content-length: +2'],
      ['{}', 'content-length: 0x2'],
      ['{}', 'content-length: 2, 2'],
      ['1;\n\r\n{\r\n0\r\n\r\n', 'transfer-encoding: chunked'],
      ['fffffffffffffffff\r\n{\r\n0\r\n\r\n', 'transfer-encoding: chunked'],
    ] as string[][]) {
      const [status] = await post(body as string, ...headers)
      assert.equal(status, 400, headers.join())
    }
  })

  it('has a host, and no header that reaches into the next', async () => {
    assert.equal((await sent('GET /open HTTP/1.1', 'connection: close', '', ''))[0], 400)
    for (const header of ['x: a\rb', 'x: a\nb: c', 'x y: 1', ' x: 1', 'x', 'x: \u0000', 'x:\u0001']) {
      assert.equal((await get('/open', header))[0], 400, JSON.stringify(header))
    }
  })

  it('may be HTTP/1.0, and of no other version', async () => {
    assert.deepEqual(await sent('GET /open HTTP/1.0', '', ''), [200, undefined])
    for (const version of ['HTTP/0.9', 'HTTP/2.0']) {
      const answer = await sent(`GET /open ${version}`, 'host: x', 'connection: close', '', '')
      assert.deepEqual(answer, [505, 'http_version_not_supported'], version)
    }
    for (const version of ['HTTP/1.2', 'HTTP/3.0', 'HTTP/11', 'ICY/1.0']) {
      assert.equal((await sent(`GET /open ${version}`, 'host: x', 'connection: close', '', ''))[0], 400, version)
    }
    assert.deepEqual(await sent('PRI * HTTP/2.0', '', 'SM', '', ''), [400, 'invalid_http'])
  })

  it('has a method that we know, and needs no upgrade', async () => {
    for (const method of ['TRACE', 'PROPFIND', 'PURGE']) {
      const [status] = await sent(`${method} /open HTTP/1.1`, 'host: x', 'connection: close', '', '')
      assert.ok(status === 404 || status === 405, `${method} ${status}`)
    }
    for (const method of ['get', 'FOO', 'G ET']) {
      assert.equal((await sent(`${method} /open HTTP/1.1`, 'host: x', 'connection: close', '', ''))[0], 400, method)
    }
    const tunnel = await allOf(await write(port, 'CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n'))
    assert.doesNotMatch(tunnel, /^HTTP\/1\.1 2/)
    assert.deepEqual(await get('/open', 'upgrade: websocket'), [200, undefined])
  })

  it('has JSON of a bounded depth, without names of prototypes', async () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`
    assert.deepEqual(await json(nested(32)), [200, undefined])
    assert.deepEqual(await json(nested(33)), [400, 'json_too_deep'])
    assert.deepEqual(await json('{"a":'.repeat(100_000)), [400, 'json_too_deep'])
    for (const body of [
      '{"__proto__":{"polluted":1}}',
      '{"a":[{"b":{"__proto__":{"polluted":1}}}]}',
      '{"\\u005f_proto__":{"polluted":1}}',
      '{"constructor":{"prototype":{"polluted":1}}}',
      '{"a":{"constructor":{"prototype":{"polluted":1}}}}',
    ]) {
      assert.deepEqual(await json(body), [400, 'invalid_json'], body)
    }
    assert.equal(({} as Record<string, unknown>).polluted, undefined)
  })

  it('of a stranger is refused before its body is read', async () => {
    const socket = await write(
      port,
      'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n{',
    )
    assert.match(await allOf(socket), /^HTTP\/1\.1 401 /)
  })
})
