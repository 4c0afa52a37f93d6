// A file of a spreadsheet as rows of text: CSV in UTF-8, UTF-16 or GB 18030 (which contains GBK), with commas, semicolons or tabs;
// XLSX and the older XLS. What kind it is its first bytes say, not its name.

/** The first row, and those below it; a row may be shorter than the first. */
export type SheetTable = { titles: string[]; rows: string[][] }

/** More than a browser should work at in one go. */
export const mostRows = 20_000

/** Why a file was not read. */
export class UnreadableFile extends Error {
  readonly code: 'file_unreadable' | 'file_empty' | 'file_too_long'

  constructor(code: UnreadableFile['code']) {
    super(code)
    this.code = code
  }
}

/** Reads the first sheet of a file. @throws UnreadableFile */
export async function readTable(file: Blob): Promise<SheetTable> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const cells = await readCells(bytes).catch(() => {
    throw new UnreadableFile('file_unreadable')
  })
  const rows = cells.map((row) => row.map(textOf)).filter((row) => row.some((cell) => cell !== ''))
  const [titles, ...others] = rows
  if (titles === undefined || others.length === 0) throw new UnreadableFile('file_empty')
  if (others.length > mostRows) throw new UnreadableFile('file_too_long')
  return { titles, rows: others }
}

async function readCells(bytes: Uint8Array<ArrayBuffer>): Promise<readonly (readonly unknown[])[]> {
  if (begins(bytes, 0x50, 0x4b)) {
    const { readXlsx } = await import('hucre/xlsx')
    return (await readXlsx(bytes)).sheets[0]?.rows ?? []
  }
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const { readXls } = await import('hucre/xlsx')
    return (await readXls(bytes)).sheets[0]?.rows ?? []
  }
  const { parseCsv } = await import('hucre/csv')
  return parseCsv(decodeText(bytes), { skipEmptyRows: true })
}

function begins(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte)
}

/** UTF-8 that breaks its own rules is none: then it is what Chinese Windows writes. */
function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes)
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** An apostrophe that a spreadsheet was told to take as "this is text" is none of it. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString()
  return String(cell)
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
}
