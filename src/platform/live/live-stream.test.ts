import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { it } from 'node:test'
import { everywhere } from '../scope.ts'
import { type LiveStream, openStream } from './live-stream.ts'

const principal = {
  ...{ merchantId: 'm', actor: 'staff:s', origin: '127.0.0.1', scope: everywhere },
  may: () => true,
}

it('drops who takes nothing of what is sent, and keeps no more for them', async () => {
  const opened = Promise.withResolvers<LiveStream>()
  let ends = 0
  const server = createServer((_, response) => {
    response.writeHead(200)
    opened.resolve(
      openStream(response, principal, () => {
        ends += 1
      }),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.pause()
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const stream = await opened.promise
  let sent = 0
  while (!stream.isOver() && sent < 100_000) {
    stream.send('changes', { text: 'x'.repeat(10_000) })
    sent += 1
    if (sent % 20 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  assert.ok(stream.isOver())
  assert.equal(ends, 1)
  stream.send('changes', {})
  stream.end()
  assert.equal(ends, 1)
  socket.destroy()
  server.close()
})
