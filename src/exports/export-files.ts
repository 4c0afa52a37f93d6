import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { writeXlsxStream } from 'hucre/xlsx'
import { csvRow } from '../platform/csv.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { hourMs } from '../platform/time.ts'
import { type ExportFormat, fileHours } from './export-job.ts'
import { workbookRows } from './workbook-rows.ts'
import type { ExportTable } from './write-cells.ts'

/** Which file: of an export, in a folder that only the one who runs Yidan may read. */
export type ExportFile = { folder: string; exportId: string; format: ExportFormat }

const byteOrderMark = '\uFEFF'

/** Where the files of exports are, below the data folder. */
export function exportFolder(dataDir: string): string {
  return join(dataDir, 'exports')
}

/**
 * Writes a file as its rows come; nothing of it is kept in memory, and it has its name only when it is whole. Answers its size in
 * bytes. CSV is UTF-8 with a byte order mark, so that spreadsheets read it as such.
 * @throws what the rows threw; then there is no file
 */
export async function writeExportFile(file: ExportFile, table: ExportTable): Promise<number> {
  await makeFolder(file.folder, 0o700)
  const path = pathOf(file)
  // Its own: a worker that was given up may still be writing.
  const draft = `${path}.${randomBytes(8).toString('hex')}.part`
  try {
    const target = createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true })
    await pipeline(file.format === 'csv' ? Readable.from(csvOf(table)) : await workbookOf(table), target)
    const { size } = await stat(draft)
    await rename(draft, path)
    return size
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** Opens a file to be read; undefined when it is not there any more. */
export async function openExportFile(file: ExportFile): Promise<{ stream: Readable; bytes: number } | undefined> {
  const found = await stat(pathOf(file)).catch(() => undefined)
  return found === undefined ? undefined : { stream: createReadStream(pathOf(file)), bytes: found.size }
}

/** Removes files, whole or not, that are older than they are kept; answers how many. */
export async function removeOldFiles(folder: string, now: Date): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  let removed = 0
  for (const name of names) {
    const found = await stat(join(folder, name)).catch(() => undefined)
    if (found === undefined || now.getTime() - found.mtimeMs < fileHours * hourMs) continue
    await rm(join(folder, name), { force: true })
    removed += 1
  }
  return removed
}

function pathOf({ folder, exportId, format }: ExportFile): string {
  return join(folder, `${exportId}.${format}`)
}

async function* csvOf(table: ExportTable): AsyncGenerator<string> {
  yield byteOrderMark
  for await (const row of table) yield csvRow(row.map((cell) => (cell === null ? '' : String(cell))))
}

async function workbookOf(table: ExportTable): Promise<Readable> {
  const { columns, rows } = await workbookRows(table)
  const stream = writeXlsxStream(rows, { name: 'Sheet1', freezePane: { rows: 1 }, columns })
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}
