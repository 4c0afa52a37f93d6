import { once } from 'node:events'
import { visibleText } from '../platform/visible-text.ts'

let isRead = true

/**
 * Lets a reader of the output or of the messages go away whenever it likes (`yidan … | head`): the command goes on to its
 * end, and its exit code stays true.
 */
export function bearLostReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
      if (stream === process.stdout) isRead = false
    })
  }
}

/**
 * Writes to the standard output, no faster than it is read. Answers whether anybody still reads. On a terminal nothing acts
 * that stands in the text; a file or another program gets the text as it is.
 */
export async function answer(text: string): Promise<boolean> {
  const shown = process.stdout.isTTY ? visibleText(text) : text
  if (isRead && !process.stdout.write(shown)) await once(process.stdout, 'drain').catch(() => undefined)
  return isRead
}
