import type { App } from './app.ts'
import type { Contract, InputOf } from './contract.ts'
import { type Call, serveOperation } from './serve.ts'

/** A file as it is answered. `fileName` is given to who downloads it; without one it is shown where it stands. */
export type FileAnswer = {
  mediaType: string
  bytes: number
  stream: NodeJS.ReadableStream
  fileName?: string
  /** Its content is never another under this address: the browser may keep it, for this person alone. */
  isImmutable?: boolean
}

/** Serves an operation that answers with a file instead of JSON; refusals are problems as everywhere. */
export function serveFile<C extends Contract & { media: readonly string[] }>(
  app: App,
  contract: C,
  handler: (call: Call<C>, input: InputOf<C>) => Promise<FileAnswer>,
): void {
  const read = (call: Call<C>) => handler(call, call.input)
  serveOperation(app, contract, read, (reply, { mediaType, bytes, stream, fileName, isImmutable = false }) => {
    void reply.headers({
      'content-type': mediaType,
      'content-length': bytes,
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'content-disposition': fileName === undefined ? 'inline' : dispositionOf(fileName),
      ...(isImmutable && { 'cache-control': 'private, max-age=31536000, immutable' }),
    })
    return reply.send(stream)
  })
}

/** Both forms of RFC 6266: plain for old programs, UTF-8 for the others. */
function dispositionOf(fileName: string): string {
  const plain = fileName.replace(/[^\w.-]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percentOf)}`
}

function percentOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
