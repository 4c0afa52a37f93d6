import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../../test/support/merchant.ts'
import { makeSomebody } from '../../../test/support/people.ts'
import { assertSound } from '../../../test/support/sound.ts'
import { startKeyRotation } from '../../access/start-key-rotation.ts'
import { continueRotation } from '../../shell/continue-rotations.ts'
import { checkSealedStaff } from './sealed-staff.ts'

describe('what is sealed of staff', () => {
  let test: TestMerchant
  const ids: string[] = []

  before(async () => {
    test = await createTestMerchant()
    for (const email of ['one@example.cn', 'two@example.cn']) {
      ids.push((await makeSomebody(test.runtime, test.merchantId, { email, roles: ['owner'] })).staffId)
    }
  })
  after(() => test.close())

  /** What is found in the eyes of who verifies, after damage that is undone. */
  const foundAfter = async (damage: string) => {
    await test.owner.query('begin')
    try {
      await test.owner.query(damage)
      await test.owner.query('set local role yidan_verify')
      const found = await checkSealedStaff(test.owner, test.runtime.keysOf, 10)
      return found?.rows.map(({ fault, ids: { staff } }) => [fault, staff])
    } finally {
      await test.owner.query('rollback')
    }
  }

  it('opens, also after its keys were renewed', async () => {
    assert.equal(await foundAfter('select 1'), undefined)
    await test.command((command) => startKeyRotation(command, 'wrapping'))
    await continueRotation(test.runtime, test.merchantId)
    assert.equal(await foundAfter('select 1'), undefined)
    await assertSound({ owner: test.owner, drainAll: test.drainAll })
  })

  it('is reported where it is broken, of another, or under another key', async () => {
    const [one, two] = ids
    for (const [damage, fault] of [
      [`sealed = set_byte(sealed, 20, 255 - get_byte(sealed, 20))`, 'member of staff does not open'],
      [`sealed = (select sealed from staff where id = '${two}')`, 'member of staff does not open'],
      [`sealed_totp = sealed`, 'member of staff does not open'],
      [`key_id = 9`, 'member of staff wrapped by another key than is named'],
      [`login_key = null`, 'name to sign in with is another'],
      [`login_key = sha256('other')`, 'name to sign in with is another'],
    ] as const) {
      assert.deepEqual(await foundAfter(`update staff set ${damage} where id = '${one}'`), [[fault, one]], damage)
    }
  })
})
