import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 50
const attemptLimitMs = 5_000

/**
 * Resolves once the server answers its /readyz with success. The server is ours and near: its certificate is for another
 * name, and is not asked for.
 * @throws Error when it does not within `limitMs`, with the last answer
 */
export async function waitUntilReady(address: string, limitMs: number): Promise<void> {
  const startedMs = performance.now()
  for (;;) {
    const answer = await ask(`${address}/readyz`).catch(() => 'no answer')
    if (answer === 'ready') return
    if (performance.now() - startedMs > limitMs) {
      throw new Error(`the server is not ready after ${limitMs / 1000} s (${answer})`)
    }
    await pause(pollMs)
  }
}

async function ask(address: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const signal = AbortSignal.timeout(attemptLimitMs)
  const request = address.startsWith('https:')
    ? getHttps(address, { signal, agent: false, rejectUnauthorized: false }, resolve)
    : getHttp(address, { signal, agent: false }, resolve)
  request.on('error', reject)
  const answer = await promise
  const body = await text(answer)
  return answer.statusCode === 200 ? 'ready' : `${answer.statusCode} ${body}`
}
