import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, describe, it } from 'node:test'
import { createLocalFiles } from './local-files.ts'

const merchant = '0190a0b0-0000-7000-8000-000000000001'
const other = '0190a0b0-0000-7000-8000-000000000002'

describe('files on this machine', () => {
  let folder: string
  let now = new Date('2026-11-01T00:00:00Z')
  const files = () => createLocalFiles(folder, () => now)

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yidan-files-test-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  it('are named by their content, kept once, and each merchant sees only its own', async () => {
    const content = Buffer.from('一单')
    const kept = await files().put(merchant, content)
    assert.deepEqual(kept, { hash: createHash('sha256').update(content).digest('hex'), bytes: content.length })
    assert.deepEqual(await files().put(merchant, content), kept)
    assert.deepEqual(await files().read(merchant, kept.hash), content)
    assert.equal(await files().read(other, kept.hash), undefined)
    assert.equal(await files().open(other, kept.hash), undefined)
    const opened = await files().open(merchant, kept.hash)
    assert.equal(opened?.bytes, content.length)
    assert.equal(opened && (await text(opened.stream)), '一单')
    assert.deepEqual(await readdir(join(folder, merchant, 'drafts')), [])
    const { mode } = await stat(join(folder, merchant, kept.hash.slice(0, 2), kept.hash))
    assert.equal(mode & 0o777, 0o600)
  })

  it('come as a stream, and one that breaks off leaves nothing', async () => {
    async function* broken() {
      yield Buffer.from('begun')
      throw new Error('gone')
    }
    await assert.rejects(files().put(other, broken()), /gone/)
    assert.deepEqual(await readdir(join(folder, other, 'drafts')), [])
    assert.deepEqual(await files().listBefore(other, new Date('2100-01-01')), [])
  })

  it('are old when they were put before and not again since', async () => {
    const { hash } = await files().put(merchant, Buffer.from('old'))
    now = new Date('2026-11-03T00:00:00Z')
    const { hash: young } = await files().put(merchant, Buffer.from('young'))
    const before = new Date('2026-11-02T00:00:00Z')
    const old = await files().listBefore(merchant, before)
    assert.ok(old.includes(hash) && !old.includes(young))
    await files().put(merchant, Buffer.from('old'))
    assert.ok(!(await files().listBefore(merchant, before)).includes(hash))
    assert.equal(await files().removeBefore(merchant, hash, before), false)
    assert.deepEqual(await files().read(merchant, hash), Buffer.from('old'))
    assert.equal(await files().removeBefore(merchant, hash, new Date('2026-11-04T00:00:00Z')), true)
    assert.equal(await files().read(merchant, hash), undefined)
    assert.equal(await files().removeBefore(merchant, hash, new Date('2026-11-04T00:00:00Z')), false)
  })

  it('have no other names', async () => {
    for (const name of ['../../etc/passwd', '', 'a'.repeat(63), `${'a'.repeat(64)}/x`]) {
      await assert.rejects(async () => files().read(merchant, name), /not the name/)
      await assert.rejects(async () => files().read(name, 'a'.repeat(64)), /not the name/)
    }
  })
})
