import assert from 'node:assert/strict'
import { chmod, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { makeCertificate } from '../../test/support/certificate.ts'
import type { Certificate } from '../platform/http/doors/door-settings.ts'
import { readCertificate, watchCertificate } from './certificate.ts'

describe('the certificate’s files', () => {
  let folder: string
  let files: { cert: string; key: string }
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yidan-tls-'))
    files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  })
  after(() => rm(folder, { recursive: true }))

  const write = async (pair: Certificate) => {
    await rm(files.key, { force: true })
    await writeFile(files.cert, pair.cert)
    await writeFile(files.key, pair.key, { mode: 0o600 })
  }
  beforeEach(() => write(makeCertificate()))

  it('are read where only their owner can use the key', async () => {
    assert.match(String((await readCertificate(files)).cert), /BEGIN CERTIFICATE/)
    for (const mode of [0o604, 0o644, 0o606, 0o660, 0o620]) {
      await chmod(files.key, mode)
      await assert.rejects(readCertificate(files), /key\.pem can be used by others than its owner: run chmod 600/)
    }
  })

  it('are refused by name where they are not there or do not belong together', async () => {
    const other = join(folder, 'none.pem')
    await assert.rejects(readCertificate({ ...files, cert: other }), /cannot read .*none\.pem \(ENOENT\)/)
    await assert.rejects(readCertificate({ ...files, key: other }), /cannot read .*none\.pem \(ENOENT\)/)
    await writeFile(files.cert, makeCertificate().cert)
    await assert.rejects(readCertificate(files), /cert\.pem and .*key\.pem are no certificate with its key/)
    await writeFile(files.cert, 'nothing')
    await assert.rejects(readCertificate(files), /are no certificate with its key/)
  })

  it('are read again when they are others, once both are', async () => {
    const renewals: Certificate[] = []
    const faults: string[] = []
    const watched = watchCertificate(files, {
      everyMs: 3_600_000,
      onRenewed: (pair) => renewals.push(pair),
      onFault: (fault) => faults.push(fault),
    })
    await watched.look()
    await watched.look()
    assert.deepEqual([renewals.length, faults.length], [0, 0])
    const next = makeCertificate()
    await writeFile(files.cert, next.cert)
    await watched.look()
    assert.deepEqual([renewals.length, faults.length], [0, 1])
    await write(next)
    await watched.look()
    await watched.look()
    assert.deepEqual([renewals, faults.length], [[next], 1])
    watched.stop()
  })

  it('may be links that come to point elsewhere, as certbot’s do', async () => {
    const [first, second] = [makeCertificate(), makeCertificate()]
    for (const [name, pair] of Object.entries({ first, second })) {
      await writeFile(join(folder, `${name}-cert.pem`), pair.cert)
      await writeFile(join(folder, `${name}-key.pem`), pair.key, { mode: 0o600 })
    }
    const point = async (name: string) => {
      for (const part of ['cert', 'key'] as const) {
        await symlink(join(folder, `${name}-${part}.pem`), join(folder, 'link'))
        await rename(join(folder, 'link'), files[part])
      }
    }
    await point('first')
    const renewals: Certificate[] = []
    const onFault = (fault: string) => assert.fail(fault)
    const watched = watchCertificate(files, { everyMs: 3_600_000, onRenewed: (pair) => renewals.push(pair), onFault })
    await watched.look()
    await point('second')
    await watched.look()
    assert.deepEqual(renewals, [second])
    watched.stop()
  })
})
