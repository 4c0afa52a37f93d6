import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../logger.ts'

const reconnectMs = 500

/** What is listened to, and who hears it. */
export type Listening = {
  channels: readonly string[]
  /** A notification came; the channel's name and its text. */
  hear: (channel: string, payload: string) => void
  /** It listens now: what was told before, or while the connection was broken, was not heard. */
  begin?: () => void
  logger: Pick<Logger, 'warn'>
  signal: AbortSignal
}

/** Listens on a connection of its own until the signal ends it; a broken one is opened again. */
export async function keepListening(url: string, { channels, hear, begin, logger, signal }: Listening): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({ connectionString: url, keepAlive: true })
    const broken = Promise.withResolvers<void>()
    client.on('error', () => broken.resolve())
    client.on('end', () => broken.resolve())
    client.on('notification', ({ channel, payload }) => hear(channel, payload ?? ''))
    const end = () => broken.resolve()
    signal.addEventListener('abort', end, { once: true })
    try {
      await client.connect()
      for (const channel of channels) await client.query(`listen ${channel}`)
      begin?.()
      await broken.promise
    } catch (error) {
      logger.warn({ error: String(error) }, 'listening failed')
    }
    signal.removeEventListener('abort', end)
    await client.end().catch(() => {})
    if (!signal.aborted) await pause(reconnectMs, undefined, { signal }).catch(() => {})
  }
}
