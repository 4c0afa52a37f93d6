import { FileBroken, readCsv } from './read-csv.ts'
import { checkHeader, createLineReader, type SourceLine } from './source-line.ts'

/**
 * Reads the lines of a file, a portion for each portion of bytes.
 * @throws FileBroken for wrong columns, bad UTF-8, or a file that is cut off
 */
export async function* readFile(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SourceLine[]> {
  const toLine = createLineReader()
  let hasHeader = false
  for await (const records of readCsv(bytes)) {
    const first = records[0]
    if (!hasHeader && first !== undefined) {
      checkHeader(first)
      records.shift()
      hasHeader = true
    }
    yield records.map(toLine)
  }
  if (!hasHeader) throw new FileBroken('the file is empty')
}
