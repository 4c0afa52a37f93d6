import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { App } from '../../src/platform/http/app.ts'
import { monotonicMs } from '../../src/platform/time.ts'

/** One event as it came. */
export type Heard = { name: string; id: string | undefined; data: Record<string, unknown> }

/** A client of the stream, over a socket. */
export type LiveClient = {
  status: number
  heard: Heard[]
  /** Waits for an event that fits, among those that came too. */
  until: (fits: (heard: Heard) => boolean, longestMs?: number) => Promise<Heard>
  /** Waits until the server ended the stream. */
  ended: Promise<void>
  leave: () => void
}

/** Lets the application listen on a port of its own. */
export async function listenOnPort({ fastify }: App): Promise<string> {
  await fastify.listen({ host: '127.0.0.1', port: 0 })
  return `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`
}

/** Opens a stream; other headers tell who. */
export async function openLive(origin: string, headers: Record<string, string>, query = ''): Promise<LiveClient> {
  const leaving = new AbortController()
  const response = await fetch(`${origin}/api/v1/live${query}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  })
  const heard: Heard[] = []
  const ended = readAll(response, heard)
  return {
    status: response.status,
    ...{ heard, ended },
    until: async (fits, longestMs = 10_000) => {
      const lastMs = monotonicMs() + longestMs
      for (;;) {
        const found = heard.find(fits)
        if (found !== undefined) return found
        if (monotonicMs() > lastMs) throw new Error(`not heard; but ${JSON.stringify(heard).slice(0, 2000)}`)
        await pause(10)
      }
    },
    leave: () => leaving.abort(),
  }
}

async function readAll(response: Response, heard: Heard[]): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  try {
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) heard.push(parseMessage(message))
    }
  } catch {
    // Its client left.
  }
}

function parseMessage(message: string): Heard {
  const fields = new Map(message.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]))
  return { name: fields.get('event') ?? '', id: fields.get('id'), data: JSON.parse(fields.get('data') ?? '{}') }
}
