import { Agent, type IncomingMessage, request } from 'node:http'

/** A whole answer over HTTP. */
export type Reply = { status: number; body: string }

/** A way to servers that keeps its connections. */
export type Exchange = {
  /** Sends a request and reads the whole answer. @throws Error when the connection breaks or no answer comes in time */
  ask: (method: 'GET' | 'POST', url: string, options?: { body?: object; key?: string | undefined }) => Promise<Reply>
  close: () => void
}

/** Far longer than the longest wait inside a healthy server, a lock's 5 s; a busy machine is slow. */
const limitMs = 60_000

/** Opens a way to servers for those who hold an API key; each request that is in flight has a connection of its own. */
export function openExchange(apiKey: string): Exchange {
  const agent = new Agent({ keepAlive: true })
  const authorization = `Bearer ${apiKey}`
  return {
    close: () => agent.destroy(),
    ask: (method, url, { body, key } = {}) => {
      const answer = Promise.withResolvers<Reply>()
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const headers = {
        authorization,
        ...(payload !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
        }),
        ...(key !== undefined && { 'idempotency-key': key }),
      }
      const asking = request(url, { method, agent, headers })
      const tooLong = setTimeout(() => asking.destroy(new NoAnswer(`no answer within ${limitMs / 1000} s`)), limitMs)
      asking.on('error', answer.reject)
      asking.on('response', (response) => readWhole(response).then(answer.resolve, answer.reject))
      asking.end(payload)
      return answer.promise.finally(() => clearTimeout(tooLong))
    },
  }
}

/** Thrown when a server neither answers nor goes away. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

async function readWhole(response: IncomingMessage): Promise<Reply> {
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  // A server that dies while it answers leaves half an answer, and half an answer is none.
  if (!response.complete) throw new Error('the answer was cut off')
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }
}
