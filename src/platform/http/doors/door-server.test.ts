import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:https'
import { type AddressInfo, connect as connectPlain, type Socket } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import { makeCertificate } from '../../../../test/support/certificate.ts'
import { allOf, listen, openDoors, type TestDoors, write } from '../../../../test/support/doors.ts'
import type { App } from '../app.ts'

describe('the server', () => {
  let app: App
  let port: number
  const open = async (doors: TestDoors) => {
    app = openDoors(doors)
    port = await listen(app)
  }
  afterEach(() => app.fastify.close())

  it('drops who is slow with headers or with the body', async () => {
    await open({ times: { headersMs: 30, requestMs: 60, checkMs: 10 } })
    const headers = await write(port, 'GET /open HTTP/1.1\r\nhost: x\r\nx-slow: ')
    assert.match(await allOf(headers), /^HTTP\/1\.1 408 .*request_too_slow/s)
    const body = await write(
      port,
      'POST /api/v1/echo HTTP/1.1\r\nhost: x\r\nauthorization: Bearer good-key\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    )
    assert.match(await allOf(body), /^HTTP\/1\.1 408 .*request_too_slow/s)
    assert.match(await allOf(await write(port, '')), /^HTTP\/1\.1 408 /)
  })

  it('closes a connection that nothing more comes on', async () => {
    await open({ times: { idleMs: 10 } })
    const idle = await write(port, 'GET /open HTTP/1.1\r\nhost: x\r\n\r\n')
    assert.match(await allOf(idle), /^HTTP\/1\.1 200 .*"open":true/s)
  })

  it('drops who drips, however steadily', async () => {
    await open({ times: { headersMs: 50, requestMs: 100, checkMs: 10 } })
    const socket = await write(port, 'GET /open HTTP/1.1\r\nhost: x\r\n')
    const drip = setInterval(() => socket.write('x: y\r\n'), 5)
    assert.match(await allOf(socket), /^HTTP\/1\.1 408 /)
    clearInterval(drip)
  })

  it('drops who does not read the answer', async () => {
    app = openDoors({ times: { stalledMs: 50 } })
    const large = Buffer.alloc(64 * 1024 * 1024)
    const { promise, resolve } = Promise.withResolvers<void>()
    app.fastify.get('/large', (_, reply) => {
      reply.raw.once('close', resolve)
      void reply.send(large)
    })
    port = await listen(app)
    const socket = await write(port, 'GET /large HTTP/1.1\r\nhost: x\r\n\r\n')
    socket.pause()
    await Promise.race([promise, once(socket, 'close')])
    socket.destroy()
  })

  it('lets an address have so many connections, and one more when one is closed', async () => {
    await open({ limits: { connectionsPerAddress: 2 } })
    // The loopback has no limit, so that clients of another address are played to the server.
    const play = (remoteAddress: string) => {
      const socket = { remoteAddress, destroyed: false, destroy: () => (socket.destroyed = true), closed: () => {} }
      const part = Object.assign(socket, { once: (_: string, act: () => void) => (socket.closed = act) })
      const [count] = app.fastify.server.listeners('connection').slice(-1)
      count?.call(app.fastify.server, part)
      return socket
    }
    const [first, second, third] = ['198.51.100.1', '::ffff:198.51.100.1', '198.51.100.1'].map(play)
    assert.deepEqual([first?.destroyed, second?.destroyed, third?.destroyed], [false, false, true])
    assert.equal(play('198.51.100.2').destroyed, false)
    first?.closed()
    assert.equal(play('198.51.100.1').destroyed, false)
    assert.equal(play('198.51.100.1').destroyed, true)
    for (let count = 0; count < 5; count++) assert.equal(play('127.0.0.1').destroyed, false)
  })
})

describe('the server with a certificate', () => {
  const pair = makeCertificate(['oms.example.cn'])
  let app: App
  let port: number
  const open = async () => {
    app = openDoors({ tls: pair })
    port = await listen(app)
  }
  afterEach(() => app.fastify.close())

  const ask = (ca: Buffer) => {
    const { promise, resolve, reject } = Promise.withResolvers<{ status?: number | undefined; hsts: unknown }>()
    const options = { port, host: '127.0.0.1', path: '/open', servername: 'oms.example.cn', ca, agent: false as const }
    get(options, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode, hsts: answer.headers['strict-transport-security'] })
    }).on('error', reject)
    return promise
  }
  const shake = async (options: ConnectionOptions): Promise<string | null> => {
    const socket: TLSSocket = connect({
      port,
      host: '127.0.0.1',
      servername: 'oms.example.cn',
      ca: pair.cert,
      ...options,
    })
    await once(socket, 'secureConnect')
    const version = socket.getProtocol()
    socket.destroy()
    return version
  }

  it('speaks TLS and says to come that way again', async () => {
    await open()
    assert.deepEqual(await ask(pair.cert), { status: 200, hsts: 'max-age=31536000' })
  })

  it('speaks no TLS before 1.2', async () => {
    await open()
    assert.equal(await shake({}), 'TLSv1.3')
    assert.equal(await shake({ maxVersion: 'TLSv1.2' }), 'TLSv1.2')
    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      await assert.rejects(shake({ minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }))
    }
  })

  it('agrees on no cipher without forward secrecy and authentication of what is sent', async () => {
    await open()
    const old = { maxVersion: 'TLSv1.2' } as const
    assert.equal(await shake({ ...old, ciphers: 'AESGCM+ECDHE' }), 'TLSv1.2')
    for (const ciphers of ['AES128-SHA', 'AES256-GCM-SHA384', 'ECDHE+SHA256:ECDHE+SHA384:!AESGCM:!CHACHA20']) {
      await assert.rejects(shake({ ...old, ciphers: `${ciphers}:@SECLEVEL=0` }), ciphers)
    }
  })

  it('takes a renewed certificate without a restart', async () => {
    await open()
    const renewed = makeCertificate(['oms.example.cn'])
    await assert.rejects(ask(renewed.cert))
    app.renewCertificate(renewed)
    assert.equal((await ask(renewed.cert)).status, 200)
    await assert.rejects(ask(pair.cert))
  })

  it('survives who speaks plain HTTP, or nothing of sense', async () => {
    await open()
    for (const text of [
      'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001',
      '\u0000'.repeat(600),
    ]) {
      const socket: Socket = connectPlain((app.fastify.server.address() as AddressInfo).port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(text)
      socket.end()
      assert.doesNotMatch(await allOf(socket).catch(() => ''), /HTTP\/1\.1 200/)
    }
    assert.equal((await ask(pair.cert)).status, 200)
  })
})
