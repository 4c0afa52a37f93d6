import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPassword, passwordInput } from './password-rules.ts'

describe('a password', () => {
  const known = ['Li Hua', 'li.hua@example.cn', 'Blue Lantern Tea', 'lantern']

  it('may have any characters, none of any kind, and 256 of them', async () => {
    for (const password of ['trumpet glacier mosaic walnut', '牡丹亭外雨声声慢送行舟', 'x7#qv!m2^w9&'])
      await checkPassword(password, known)
    const long = 'wolves sang over the frozen lake and nobody in the village slept, '.repeat(4).slice(0, 256)
    assert.equal(passwordInput.parse(long), long)
    await checkPassword(long, known)
    assert.equal(passwordInput.safeParse(`${long}x`).success, false)
  })

  it('is not made of what others know: the person, the shop, this program', async () => {
    for (const password of [
      'li.hua@example.cn',
      'BlueLanternTea',
      'lanternlantern1',
      'yidanyidan1',
      'yidanadmin',
      'warehouse2',
    ])
      await assert.rejects(checkPassword(password, known), { code: 'password_too_easy' }, password)
  })

  it('is not one of those that are tried first', async () => {
    for (const password of ['qwertyuiop', '1q2w3e4r5t', 'password123', 'iloveyou123', '1234567890'])
      await assert.rejects(checkPassword(password, []), { code: 'password_too_easy' }, password)
  })
})
