import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { createGunzip, createZstdDecompress } from 'node:zlib'

/** Larger portions than the default: fewer turns for a large file. */
const portionBytes = 256 * 1024

const formats = [
  { name: 'gzip', magic: Buffer.from([0x1f, 0x8b]), decompressor: createGunzip },
  { name: 'zstd', magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), decompressor: createZstdDecompress },
] as const

/**
 * The bytes of a file, or of the standard input without one; compressed ones (gzip, zstd, told by how they begin) as what
 * they hold.
 * @throws Error while they are read: no such file, nothing to read from, damaged compression
 */
export async function* openFile(path: string | undefined): AsyncGenerator<Uint8Array> {
  if (path === undefined && process.stdin.isTTY) throw new Error('give the name of a FILE, or pipe one in')
  const source = path === undefined ? process.stdin : createReadStream(path, { highWaterMark: portionBytes })
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  let begun = Buffer.alloc(0)
  try {
    while (begun.length < 4) {
      const { value, done } = await chunks.next()
      if (done) break
      begun = Buffer.concat([begun, value])
    }
  } catch (error) {
    throw new Error(`cannot read ${path ?? 'the standard input'}: ${messageOf(error)}`, { cause: error })
  }
  const format = formats.find(({ magic }) => begun.subarray(0, magic.length).equals(magic))
  const all = behind(begun, chunks)
  if (format === undefined) return yield* all
  const decompressor = format.decompressor()
  const compressed = Readable.from(all, { objectMode: false })
  compressed.on('error', (error) => decompressor.destroy(error))
  try {
    yield* compressed.pipe(decompressor)
  } catch (error) {
    throw new Error(`the file's ${format.name} compression is cut off or damaged: ${messageOf(error)}`, {
      cause: error,
    })
  } finally {
    compressed.destroy()
  }
}

async function* behind(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* { [Symbol.asyncIterator]: () => rest }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
