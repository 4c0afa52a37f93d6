import { setTimeout as pause } from 'node:timers/promises'

const pollMs = 50
const attemptLimitMs = 5_000

/**
 * Resolves once the server answers its /readyz with success.
 * @throws Error when it does not within `limitMs`, with the last answer
 */
export async function waitUntilReady(address: string, limitMs: number): Promise<void> {
  const startedMs = performance.now()
  for (;;) {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(attemptLimitMs) }).then(
      async (response) => (response.ok ? 'ready' : `${response.status} ${await response.text()}`),
      () => 'no answer',
    )
    if (answer === 'ready') return
    if (performance.now() - startedMs > limitMs) {
      throw new Error(`the server is not ready after ${limitMs / 1000} s (${answer})`)
    }
    await pause(pollMs)
  }
}
