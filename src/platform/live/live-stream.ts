import type { ServerResponse } from 'node:http'
import type { Principal } from '../http/app.ts'

/** Who does not take so much of what is sent has gone, or is too slow: they come again and say what they had last. */
const mostUnsentBytes = 64 * 1024

/** One who listens: a page that is open, or a program. */
export type LiveStream = {
  principal: Principal
  /** Sends an event of a name; `id` is what the client says it had last when it comes again. */
  send: (name: string, data: object, id?: string) => void
  end: () => void
  /** Whether it has ended; nothing is sent any more. */
  isOver: () => boolean
}

/** Makes a stream of a connection. `onEnd` is called once, whoever ended it. */
export function openStream(connection: ServerResponse, principal: Principal, onEnd: () => void): LiveStream {
  let isOver = false
  const over = () => {
    if (isOver) return
    isOver = true
    onEnd()
  }
  connection.on('close', over)
  connection.on('error', over)
  return {
    principal,
    isOver: () => isOver,
    send: (name, data, id) => {
      if (isOver) return
      const head = id === undefined ? '' : `id: ${id}\n`
      connection.write(`event: ${name}\n${head}data: ${JSON.stringify(data)}\n\n`)
      if (connection.writableLength > mostUnsentBytes) {
        over()
        connection.destroy()
      }
    },
    end: () => {
      over()
      connection.end()
    },
  }
}
