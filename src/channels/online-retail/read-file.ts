import { readCsv } from './read-csv.ts'
import { checkHeader, createLineReader, type SourceLine } from './source-line.ts'
import { FileBroken } from './read-csv.ts'

/**
 * Reads the whole file before anything is done with it: the goods that it needs are received first, and a broken file
 * must leave nothing behind. Half a million lines take a second, and some 300 MB.
 * @throws FileBroken for wrong columns, bad UTF-8, or a file that is cut off
 */
export async function readFile(bytes: AsyncIterable<Uint8Array>): Promise<SourceLine[]> {
  const lines: SourceLine[] = []
  const toLine = createLineReader()
  let hasHeader = false
  for await (const records of readCsv(bytes)) {
    for (const record of records) {
      if (hasHeader) lines.push(toLine(record))
      else {
        checkHeader(record)
        hasHeader = true
      }
    }
  }
  if (!hasHeader) throw new FileBroken('the file is empty')
  return lines
}
