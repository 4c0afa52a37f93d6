import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { makeSomebody, openBrowser, testPassword } from '../../../test/support/people.ts'
import { runCommand } from '../../platform/command.ts'
import { publish } from '../../platform/events.ts'
import { sendMailJob } from '../../platform/mail/mail-job.ts'
import type { Mail } from '../../platform/mail/message.ts'
import { continueRotation } from '../../shell/continue-rotations.ts'
import { mailKinds } from '../../shell/mail-kinds.ts'
import { policy } from '../../shell/policy.ts'
import { createKeysOf } from '../merchant-keys.ts'
import { serveAccess } from '../routes.ts'
import { forgetSignIns } from '../sign-in/forget-sign-ins.ts'
import { staffEvent } from '../staff/events.ts'
import { startKeyRotation } from '../start-key-rotation.ts'
import { staffMail } from './staff-mail.ts'

describe('mail to staff', () => {
  let test: TestMerchant
  let api: TestApi
  const publicUrl = 'https://oms.example.cn'

  before(async () => {
    test = await createTestMerchant({ subscribers: [staffMail] })
    api = await test.open((app) => serveAccess(app, policy))
  })
  after(() => test.close())

  /** Everything that waits in the queue, sent; nothing of it stands there in plain. */
  const sent = async (): Promise<Mail[]> => {
    await api.app.beside.ended()
    await test.drainAll()
    const { rows } = await test.owner.query(
      `delete from graphile_worker._private_jobs where task_id =
         (select id from graphile_worker._private_tasks where identifier = 'send_mail') returning payload`,
    )
    const mails: Mail[] = []
    const send = async (mail: Mail) => {
      mails.push(mail)
      return 'sent'
    }
    for (const { payload } of rows) {
      assert.doesNotMatch(JSON.stringify(payload), /@|token/)
      await sendMailJob(test.runtime, { mailer: { send }, kinds: mailKinds, publicUrl }, payload, { isLast: true })
    }
    return mails
  }

  it('invites in the language of who is invited, with a link that opens', async () => {
    const form = { name: '李华', email: 'li@example.cn', roles: ['order_clerk'], locale: 'zh-CN' }
    await api.call('POST', '/staff', form)
    const [mail, ...others] = await sent()
    assert.ok(mail !== undefined && others.length === 0)
    assert.equal(mail.to, 'li@example.cn')
    const [link, token] = /https:\/\/oms\.example\.cn\/invitation#token=([\w-]+)/.exec(mail.text) ?? []
    assert.ok(link !== undefined && mail.html.includes(link))
    const browser = openBrowser(api.app)
    assert.equal((await browser.call('POST', '/access-links/use', { token, password: testPassword })).status, 200)
    assert.deepEqual(await sent(), [], 'the first password is no news')
  })

  it('sends a link for a forgotten password, and nothing to who is not known', async () => {
    const person = await makeSomebody(test.runtime, test.merchantId, { email: 'forgot@example.cn', roles: ['store'] })
    for (const login of [person.email, 'nobody@example.cn']) {
      await openBrowser(api.app, '198.51.100.9').call('POST', '/password-resets', { merchant: 'test', login })
      await api.app.beside.ended()
    }
    const [mail, ...others] = await sent()
    assert.ok(mail !== undefined && others.length === 0)
    assert.match(mail.text, /198\.51\.100\.9/)
    const [, token] = /password-reset#token=([\w-]+)/.exec(mail.text) ?? []
    const used = await openBrowser(api.app).call('POST', '/access-links/use', { token, password: 'a new long pass 77' })
    assert.equal(used.status, 200)
    assert.deepEqual((await sent()).map(({ subject }) => subject).length, 1, 'that it was changed is news')
  })

  it('tells of a sign-in from a device that was not seen before, once', async () => {
    const person = await makeSomebody(test.runtime, test.merchantId, { email: 'device@example.cn', roles: ['store'] })
    const browser = openBrowser(api.app, '198.51.100.20')
    await browser.signIn(person)
    await browser.signIn(person)
    const mails = await sent()
    assert.equal(mails.length, 1)
    assert.match(mails[0]?.text ?? '', /198\.51\.100\.20/)
  })

  it('tells both addresses when one takes the place of the other, and no address that is gone', async () => {
    const person = await makeSomebody(test.runtime, test.merchantId, { email: 'before@example.cn', roles: ['store'] })
    const browser = openBrowser(api.app)
    await browser.signIn(person)
    await sent()
    const form = { name: '周', email: 'behind@example.cn', locale: 'en' }
    assert.equal((await browser.call('PUT', '/account', form)).status, 200)
    const mails = await sent()
    assert.deepEqual(mails.map(({ to }) => to).sort(), ['before@example.cn', 'behind@example.cn'])
    for (const { subject } of mails) assert.match(subject, /address of your account/)
    assert.equal((await browser.call('PUT', '/account', { ...form, name: '周二' })).status, 200)
    assert.deepEqual(await sent(), [], 'another name is no news')
    await test.owner.query(`update former_emails set replaced_at = now() - interval '3 days'`)
    await runCommand(test.runtime, { merchantId: test.merchantId, actor: 'system:test' }, forgetSignIns)
    const { rows } = await test.owner.query('select count(*)::int as kept from former_emails')
    assert.equal(rows[0].kept, 0)
  })

  it('tells of other rights, a second factor and passkeys', async () => {
    const { staffId } = await makeSomebody(test.runtime, test.merchantId, {
      email: 'rights@example.cn',
      roles: ['store'],
    })
    const told: [object, string][] = [
      [{ roles: ['warehouse'], locale: 'en' }, 'What you may do at'],
      [{ roles: ['warehouse'], locale: 'en' }, ''],
    ]
    for (const [form, subject] of told) {
      assert.equal((await api.call('PUT', `/staff/${staffId}`, form)).status, 200)
      assert.deepEqual(
        (await sent()).map((mail) => mail.subject.slice(0, subject.length)),
        subject === '' ? [] : [subject],
      )
    }
    const types = ['staff.second_factor_set', 'staff.passkey_added', 'staff.passkey_removed'] as const
    await runCommand(
      test.runtime,
      { merchantId: test.merchantId, actor: 'system:test' },
      async ({ tx, now, actor }) => {
        for (const [index, type] of types.entries()) {
          await publish(tx, [staffEvent(type, { id: staffId, version: 10 + index }, { at: now, actor })])
        }
      },
    )
    const subjects = (await sent()).map(({ subject }) => subject.replace(/ (for|to|from) your account.*/, ''))
    assert.deepEqual(subjects.sort(), ['A passkey was added', 'A passkey was removed', 'A second factor was set up'])
  })

  it('opens who it is for also where another process has renewed the keys', async () => {
    await test.runtime.keysOf(test.merchantId)
    await api.call('POST', '/staff', { name: '王', email: 'renewed@example.cn', roles: ['store'], locale: 'en' })
    const other = { ...test.runtime, keysOf: createKeysOf(test.runtime.database, test.instanceKey) }
    await runCommand(other, { merchantId: test.merchantId, actor: 'system:test' }, (command) =>
      startKeyRotation(command, 'wrapping'),
    )
    await continueRotation(other, test.merchantId)
    assert.deepEqual(
      (await sent()).map(({ to }) => to),
      ['renewed@example.cn'],
    )
  })
})
