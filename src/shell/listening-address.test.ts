import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { readConfig } from '../config.ts'
import { choosePort, isReadableOnTheWay, localAddress, peopleAddress } from './listening-address.ts'

test('a port that is asked for and taken is refused, naming what to set', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  await assert.rejects(choosePort('127.0.0.1', address.port), /port \d+ \(EADDRINUSE\): set HOST or PORT/)
  server.close()
  await once(server, 'close')
  assert.equal(await choosePort('127.0.0.1', address.port), address.port)
})

test('without a wish it is 3000 or one soon after it', async () => {
  const port = await choosePort('127.0.0.1', undefined)
  assert.ok(port >= 3000 && port < 3020)
})

test('an address that is not ours is refused', async () => {
  await assert.rejects(choosePort('203.0.113.7', undefined), /EADDRNOTAVAIL/)
})

test('an address for all is reached on the loopback', () => {
  assert.equal(localAddress('0.0.0.0', 80), 'http://127.0.0.1:80')
  assert.equal(localAddress('::', 80), 'http://[::1]:80')
  assert.equal(localAddress('10.1.2.3', 80), 'http://10.1.2.3:80')
  assert.equal(localAddress('0.0.0.0', 443, 'https'), 'https://127.0.0.1:443')
})

test('it is known when others could read what clients send', () => {
  const readable = (environment: Record<string, string>) => isReadableOnTheWay(readConfig(environment))
  assert.deepEqual(
    ['127.0.0.1', '::1', 'localhost'].map((HOST) => readable({ HOST })),
    [false, false, false],
  )
  assert.deepEqual(
    ['0.0.0.0', '::', '10.1.2.3', 'oms.example.cn'].map((HOST) => readable({ HOST })),
    Array(4).fill(true),
  )
  assert.equal(readable({ HOST: '::', YIDAN_TLS_CERT: 'cert.pem', YIDAN_TLS_KEY: 'key.pem' }), false)
  assert.equal(readable({ HOST: '::', YIDAN_TRUSTED_PROXIES: '10.0.0.2' }), false)
})

test('links lead to what was set, or else to this machine by its name, with TLS where there is a certificate', () => {
  const address = (environment: Record<string, string>, port?: number) => peopleAddress(readConfig(environment), port)
  const certificate = { YIDAN_TLS_CERT: 'cert.pem', YIDAN_TLS_KEY: 'key.pem' }
  assert.equal(address({}), 'http://localhost:3000')
  assert.equal(address({ HOST: '::' }, 3900), 'http://localhost:3900')
  assert.equal(address({ HOST: '10.1.2.3', ...certificate }, 3900), 'https://10.1.2.3:3900')
  assert.equal(address(certificate, 3900), 'https://localhost:3900')
  assert.equal(address({ YIDAN_PUBLIC_URL: 'https://oms.example.cn' }, 3900), 'https://oms.example.cn')
})
