import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttp, type RequestListener, type Server } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { makeCertificate } from '../../../test/support/certificate.ts'
import { fetchSafely, type OutgoingRequest } from './fetch-safely.ts'

const names = ['shop.example', '127.0.0.1']
const pair = makeCertificate(names)
const seen: { url?: string | undefined; host?: string | undefined; servername?: unknown; headers: object }[] = []
let secure: Server
let plain: Server

const listener: RequestListener = (request, response) => {
  const { url, headers, socket } = request
  seen.push({ url, host: headers.host, servername: (socket as { servername?: unknown }).servername, headers })
  if (url === '/moved') return void response.writeHead(302, { location: 'http://127.0.0.1/secret' }).end()
  if (url === '/large') return void response.end('x'.repeat(10_000))
  if (url === '/never') return void response.write('x')
  if (url === '/silent') return
  request.pipe(response)
}

before(async () => {
  secure = createHttps(pair, listener)
  plain = createHttp(listener)
  for (const server of [secure, plain]) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
})
after(() => {
  for (const server of [secure, plain]) {
    server.closeAllConnections()
    server.close()
  }
})

const portOf = (server: Server) => (server.address() as AddressInfo).port
const here = [{ address: '127.0.0.1', family: 4 }]

/** Asks the local server as if it were public. */
function ask(path: string, more: OutgoingRequest = {}) {
  const port = portOf(secure)
  return fetchSafely(`https://shop.example:${port}${path}`, {
    ...{ ports: [port], allowedNetworks: ['127.0.0.1'], ca: pair.cert, resolve: async () => here },
    ...more,
  })
}

describe('a request to an address that a user named', () => {
  it('goes to the resolved address, and keeps its name in TLS and Host', async () => {
    const { status, body } = await ask('/hook?a=1', {
      method: 'POST',
      body: '{"a":1}',
      headers: { 'x-a': 'b', host: 'evil' },
    })
    assert.deepEqual([status, body.toString()], [200, '{"a":1}'])
    const { url, host, servername } = seen.at(-1) ?? {}
    assert.deepEqual([url, host, servername], ['/hook?a=1', `shop.example:${portOf(secure)}`, 'shop.example'])
  })

  it('resolves once, so that a name which changes its mind gains nothing', async () => {
    const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '10.0.0.1', family: 4 }]]
    let asked = 0
    const { status } = await ask('/once', { resolve: async () => answers[asked++] ?? [] })
    assert.deepEqual([status, asked], [200, 1])
  })

  it('that leads inside is refused before anything connects', async () => {
    const before = seen.length
    const inside = { allowedNetworks: [] }
    await assert.rejects(ask('/', inside), { code: 'address_not_public', kind: 'refused' })
    const mixed = async () => [{ address: '223.5.5.5', family: 4 }, ...here]
    await assert.rejects(ask('/', { ...inside, resolve: mixed }), { code: 'address_not_public' })
    for (const host of [
      ...['127.0.0.1', '0x7f.1', '2130706433', '127.1', '0177.0.0.1', '127.0.0.1.', '１２７.0.0.1', '0'],
      ...['[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '169.254.169.254'],
      ...['[fd00:ec2::254]', '100.100.100.200', '[::]', '[fe80::1]'],
    ]) {
      await assert.rejects(fetchSafely(`https://${host}/`), { code: 'address_not_public' }, host)
      await assert.rejects(fetchSafely(`http://${host}/`, { allowHttp: true }), { code: 'address_not_public' }, host)
    }
    assert.equal(seen.length, before)
  })

  it('that is no plain https address is refused', async () => {
    const faults: Record<string, string> = {
      'http://shop.example/': 'address_not_https',
      'ftp://shop.example/': 'address_invalid',
      'file:///etc/passwd': 'address_invalid',
      'gopher://shop.example/': 'address_invalid',
      '//shop.example/': 'address_invalid',
      'https://': 'address_invalid',
      '': 'address_invalid',
      [`https://shop.example/${'x'.repeat(3000)}`]: 'address_invalid',
      'https://user@shop.example/': 'address_has_credentials',
      'https://:secret@shop.example/': 'address_has_credentials',
      'https://shop.example:22/': 'address_port_not_allowed',
      'https://shop.example:6379/': 'address_port_not_allowed',
    }
    for (const [address, code] of Object.entries(faults)) {
      await assert.rejects(fetchSafely(address), { code, kind: 'invalid', field: 'url' }, address)
    }
  })

  it('takes http where that is allowed', async () => {
    const port = portOf(plain)
    const options = { allowHttp: true, ports: [port], allowedNetworks: ['127.0.0.0/8'], resolve: async () => here }
    assert.equal((await fetchSafely(`http://shop.example:${port}/`, options)).status, 200)
  })

  it('follows no redirection', async () => {
    const before = seen.length
    const { status, headers } = await ask('/moved')
    assert.deepEqual([status, headers.location, seen.length], [302, 'http://127.0.0.1/secret', before + 1])
  })

  it('is bounded in size and time', async () => {
    await assert.rejects(ask('/large', { maxBytes: 9999 }), { code: 'answer_too_large' })
    assert.equal((await ask('/large', { maxBytes: 10_000 })).body.length, 10_000)
    await assert.rejects(ask('/silent', { timeoutMs: 50 }), { code: 'answer_too_slow' })
    await assert.rejects(ask('/never', { timeoutMs: 50 }), { code: 'answer_too_slow' })
    const forever = () => new Promise<never>(() => {})
    await assert.rejects(ask('/', { resolve: forever, timeoutMs: 50 }), { code: 'answer_too_slow' })
  })

  it('believes no certificate of another name or an unknown authority', async () => {
    await assert.rejects(ask('/', { ca: makeCertificate(names).cert }), { code: 'address_unreachable' })
    const port = portOf(secure)
    const other = { ports: [port], allowedNetworks: ['127.0.0.1'], ca: pair.cert, resolve: async () => here }
    await assert.rejects(fetchSafely(`https://other.example:${port}/`, other), { code: 'address_unreachable' })
  })

  it('to a name that there is not is refused', async () => {
    await assert.rejects(ask('/', { resolve: async () => [] }), { code: 'address_not_found' })
    await assert.rejects(ask('/', { resolve: () => Promise.reject(new Error('ENOTFOUND')) }), {
      code: 'address_not_found',
    })
  })

  it('goes by no proxy of the environment', async () => {
    const port = portOf(plain)
    const program = `
      const { fetchSafely } = await import(${JSON.stringify(new URL('fetch-safely.ts', import.meta.url).href)})
      const options = { allowHttp: true, ports: [${port}], allowedNetworks: ['127.0.0.1'] }
      const { status } = await fetchSafely('http://127.0.0.1:${port}/', options)
      const byProxy = await fetch('http://127.0.0.1:${port}/').then(() => 'straight', () => 'by the proxy')
      console.log(status, byProxy)`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:1', NO_PROXY: '', no_proxy: '' },
    })
    assert.equal(stdout.trim(), '200 by the proxy')
  })
})
