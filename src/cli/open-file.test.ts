import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { openFile } from './open-file.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-open-file-'))
})
after(() => rm(folder, { recursive: true, force: true }))

// Noise, so that the compressed forms are several portions long.
const content = Buffer.from(Array.from({ length: 900_000 }, (_, index) => (index * 2_654_435_761) >>> 24))

async function readBack(bytes: Buffer): Promise<Buffer> {
  const path = join(folder, 'file.csv')
  await writeFile(path, bytes)
  const portions = []
  for await (const portion of openFile(path)) portions.push(portion)
  return Buffer.concat(portions)
}

test('gives the bytes of a file, and what a compressed one holds, whatever it is called', async () => {
  for (const bytes of [content, gzipSync(content), zstdCompressSync(content)]) {
    assert.ok((await readBack(bytes)).equals(content))
  }
})

test('takes files shorter than what tells a compression', async () => {
  for (const text of ['', 'a', 'abc']) assert.equal((await readBack(Buffer.from(text))).toString(), text)
})

test('says that a compression is cut off or damaged', async () => {
  const zstd = zstdCompressSync(content)
  await assert.rejects(readBack(zstd.subarray(0, zstd.length - 1000)), /zstd compression is cut off or damaged/)
  const gzip = gzipSync(content)
  await assert.rejects(readBack(gzip.subarray(0, gzip.length - 1000)), /gzip compression is cut off or damaged/)
  gzip.fill(0, gzip.length / 2)
  await assert.rejects(readBack(gzip), /gzip compression is cut off or damaged/)
})

test('says which file cannot be read', async () => {
  const reading = async () => {
    for await (const _ of openFile(join(folder, 'nowhere.csv')));
  }
  await assert.rejects(reading(), /cannot read .*nowhere\.csv.*no such file/)
})

test('leaves a file whose reader stops early', async () => {
  await writeFile(join(folder, 'file.gz'), gzipSync(content))
  for await (const portion of openFile(join(folder, 'file.gz'))) {
    assert.ok(portion.length > 0)
    break
  }
})
