import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { assertSound } from '../../test/support/sound.ts'
import { createMerchant } from '../access/create-merchant.ts'
import { changeInstanceKey } from '../access/instance-key-store.ts'
import { createKeysOf } from '../access/merchant-keys.ts'
import { startKeyRotation } from '../access/start-key-rotation.ts'
import { createCustomer } from '../customers/create-customers.ts'
import { runCommand } from '../platform/command.ts'
import { instanceFingerprint } from '../platform/crypto/key-ring.ts'
import { transactControl } from '../platform/db/control.ts'
import { keysWereRenewed } from '../platform/db/failures.ts'
import { makeFileOnce } from '../platform/durable-file.ts'
import { makeFolder } from '../platform/make-folder.ts'
import { continueRotation } from './continue-rotations.ts'
import { loadInstanceKeys, makeNextInstanceKey } from './instance-key.ts'
import { rotateInstanceKey } from './rotate-instance-key.ts'

const by = { actor: 'system:command-line' }

describe('the rotation of the instance key', () => {
  let test: TestMerchant
  let dataDir = ''
  before(async () => {
    test = await createTestMerchant()
    dataDir = await mkdtemp(join(tmpdir(), 'yidan-rotate-'))
    await makeFolder(join(dataDir, 'secrets'), 0o700)
    await makeFileOnce(join(dataDir, 'secrets', 'instance.key'), test.instanceKey.toString('base64'))
  })
  after(async () => {
    await test.close()
    await rm(dataDir, { recursive: true })
  })

  const settings = () => ({ dataDir, instanceKey: undefined, instanceKeyNext: undefined })
  /** A process that reads the key from the folder, as servers do. */
  const aProcess = () => ({
    ...test.runtime,
    keysOf: createKeysOf(test.runtime.database, () => loadInstanceKeys(settings())),
  })
  const seal = (runtime = aProcess(), name = '张三') =>
    runCommand(runtime, { merchantId: test.merchantId, actor: 'system:test' }, (command) =>
      createCustomer(command, { contact: { name, country: 'CN' } }),
    )
  const files = () => readdir(join(dataDir, 'secrets'))

  it('wraps the keys of every merchant by a new key, which takes the place of the old one', async () => {
    const second = await test.addMerchant('second')
    const running = aProcess()
    const idle = aProcess()
    await seal(running)
    assert.equal(await rotateInstanceKey(aProcess(), settings(), by), 6)
    const [key, none] = await loadInstanceKeys(settings())
    assert.ok(key !== undefined && none === undefined && !key.equals(test.instanceKey))
    assert.deepEqual(await files(), ['instance.key'])
    const oldKeysOf = createKeysOf(test.runtime.database, test.instanceKey)
    for (const merchantId of [test.merchantId, second]) {
      await assert.rejects(oldKeysOf(merchantId), { code: 'instance_key_wrong' })
    }
    await seal(running)
    await seal(idle)
    const events = await test.owner.query(
      "select actor, data->>'kind' as kind from events where type = 'key_rotation.completed' order by merchant_id",
    )
    assert.deepEqual(events.rows, [
      { actor: 'system:command-line', kind: 'instance' },
      { actor: 'system:command-line', kind: 'instance' },
    ])
    await assertSound(test)
  })

  it('goes on where it was cut off, and servers know both keys meanwhile', async () => {
    const [before] = await loadInstanceKeys(settings())
    assert.ok(before !== undefined)
    const running = aProcess()
    await running.keysOf(test.merchantId)
    // Cut off after the file.
    await makeNextInstanceKey(settings())
    await seal()
    const [next] = await loadInstanceKeys(settings())
    assert.ok(next !== undefined && !next.equals(before))
    await makeNextInstanceKey(settings())
    assert.deepEqual(await loadInstanceKeys(settings()), [next, before])
    // Cut off after one of the merchants.
    const stopped = rotateInstanceKey(aProcess(), settings(), {
      ...by,
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await assert.rejects(stopped, /killed/)
    await seal()
    await seal(running)
    assert.deepEqual(await loadInstanceKeys(settings()), [next, before])
    assert.equal(await rotateInstanceKey(aProcess(), settings(), by), 3)
    assert.deepEqual(await loadInstanceKeys(settings()), [next])
    assert.equal((await readFile(join(dataDir, 'secrets', 'instance.key'), 'utf8')).trim(), next.toString('base64'))
    await seal(running)
    await assertSound(test)
  })

  it('lets nobody wrap a new key by the one that goes', async () => {
    const [before] = await loadInstanceKeys(settings())
    assert.ok(before !== undefined)
    const stale = { ...test.runtime, keysOf: createKeysOf(test.runtime.database, before) }
    await stale.keysOf(test.merchantId)
    await makeNextInstanceKey(settings())
    const [next] = await loadInstanceKeys(settings())
    assert.ok(next !== undefined)
    const { pool } = test.runtime.database
    await transactControl(pool, (control) => changeInstanceKey(control, instanceFingerprint(next), new Date()))
    const third = { code: 'third', name: 'third', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
    await assert.rejects(createMerchant(test.runtime.database, third, before, test.runtime.clock), keysWereRenewed)
    await createMerchant(test.runtime.database, third, next, test.runtime.clock)
    const request = { merchantId: test.merchantId, actor: 'system:test' }
    await assert.rejects(
      runCommand(stale, request, (command) => startKeyRotation(command, 'search')),
      keysWereRenewed,
    )
    await runCommand(aProcess(), request, (command) => startKeyRotation(command, 'search'))
    await rotateInstanceKey(aProcess(), settings(), by)
    assert.ok((await continueRotation(aProcess(), test.merchantId))?.completedAt)
    await assertSound(test)
  })

  it('takes the next key from the environment where the present one is from there', async () => {
    const [present] = await loadInstanceKeys(settings())
    const next = randomBytes(32)
    const given = { dataDir: '/nowhere', instanceKey: present?.toString('hex'), instanceKeyNext: undefined }
    await assert.rejects(rotateInstanceKey(aProcess(), given, by), /YIDAN_INSTANCE_KEY_NEXT/)
    const both = { ...given, instanceKeyNext: next.toString('hex') }
    const server = { ...test.runtime, keysOf: createKeysOf(test.runtime.database, () => loadInstanceKeys(both)) }
    await seal(server)
    assert.ok((await rotateInstanceKey(server, both, by)) > 0)
    assert.equal(await rotateInstanceKey(server, both, by), 0)
    await seal(server)
    const after = { ...test.runtime, keysOf: createKeysOf(test.runtime.database, next) }
    await seal(after)
    await assert.rejects(
      loadInstanceKeys({ ...given, instanceKey: '', instanceKeyNext: next.toString('hex') }),
      /is not/,
    )
    await assert.rejects(loadInstanceKeys({ ...given, instanceKeyNext: 'short' }), /32 bytes/)
    await assertSound(test)
  })
})
