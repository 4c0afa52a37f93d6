// A load generator in a process of its own: `callers` keep-alive connections, each with one order under way at a time.
// Speaks as little HTTP as it can, because it shares the machine with what it measures.
import { connect } from 'node:net'
import { type LoadResult, pick } from './load.ts'

/** What the parent sends. */
export type HttpLoad = {
  host: string
  port: number
  apiKey: string
  skus: string[]
  hot: boolean
  callers: number
  orders: number
  run: string
}

process.on('message', (load: HttpLoad) => {
  void generate(load).then((result) => process.send?.(result))
})

async function generate(load: HttpLoad): Promise<LoadResult> {
  const bodies = Array.from({ length: load.orders }, (_, index) => requestOf(load, index))
  const result: LoadResult = { seconds: 0, latenciesMs: [], statuses: {} }
  let next = 0
  const startedMs = performance.now()
  await Promise.all(Array.from({ length: load.callers }, () => caller(load, () => bodies[next++], result)))
  result.seconds = (performance.now() - startedMs) / 1000
  return result
}

function caller(load: HttpLoad, take: () => Buffer | undefined, result: LoadResult): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const socket = connect(load.port, load.host)
  socket.setNoDelay(true)
  let sentMs = 0
  let received = ''
  const send = () => {
    const request = take()
    if (request === undefined) {
      socket.end()
      resolve()
      return
    }
    sentMs = performance.now()
    socket.write(request)
  }
  socket.on('connect', send)
  socket.on('error', reject)
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const length = Number(/content-length: (\d+)/i.exec(received)?.[1])
    if (received.length < headEnd + 4 + length) return
    const status = received.slice(9, 12)
    result.statuses[status] = (result.statuses[status] ?? 0) + 1
    result.latenciesMs.push(performance.now() - sentMs)
    received = ''
    send()
  })
  return promise
}

function requestOf({ host, apiKey, skus, hot, run }: HttpLoad, index: number): Buffer {
  const key = `${run}-${index}`
  const body = Buffer.from(
    JSON.stringify({
      channel: 'web',
      externalId: `x${key}`,
      shipTo: {
        name: `王小${index % 977}`,
        phone: `138${String(10_000_000 + index).slice(-8)}`,
        country: 'CN',
        province: '浙江省',
        city: '杭州市',
        district: '西湖区',
        street: `文三路 ${index % 500} 号 3 单元 501 室`,
      },
      lines: pick(skus, hot, index).map(({ sku, quantity }) => ({ sku, quantity })),
    }),
  )
  const head = `POST /api/v1/orders HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${apiKey}\r\nidempotency-key: ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}
