import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  headerOf,
  mailUser,
  onlyMailUser,
  openTestMailServer,
  partOf,
  smtpError,
  trustTestMailServer,
} from '../../../test/support/mail-server.ts'
import { newId } from '../ids.ts'
import { type Mail, MailNotSent, MailRefused } from './message.ts'
import { createSmtpMailer } from './smtp-mailer.ts'
import type { SmtpServer } from './smtp-url.ts'

const from = { name: '一单', address: 'shop@example.com' }
const mail: Mail = {
  ...{ id: newId(new Date('2026-03-01T08:00:00Z')), to: 'li@example.com', language: 'zh-CN' },
  ...{
    subject: '王小明邀请您加入西湖茶叶旗舰店的一单订单管理系统，请在三天之内接受',
    text: '您好\n',
    html: '<p>您好</p>',
  },
}
type ServerOptions = Parameters<typeof openTestMailServer>[0]

/** Sends one mail to a server of its own. */
async function send({
  serving = {},
  reaching = {},
  what = mail,
}: {
  serving?: ServerOptions
  reaching?: Partial<SmtpServer>
  what?: Mail
}) {
  await using server = await opened(serving)
  const mailer = createSmtpMailer({ host: '127.0.0.1', port: server.port, tls: 'off', ...reaching }, from)
  const [outcome] = await Promise.allSettled([mailer.send(what)])
  return {
    mails: server.mails,
    answer: outcome.status === 'fulfilled' ? outcome.value : undefined,
    failure: outcome.status === 'rejected' ? outcome.reason : undefined,
  }
}

async function opened(options: ServerOptions) {
  const server = await openTestMailServer(options)
  return { ...server, [Symbol.asyncDispose]: server.close }
}

describe('a mail over SMTP', () => {
  it('arrives as it was composed, in Chinese too', async () => {
    const { mails, answer } = await send({})
    assert.match(answer ?? '', /^250 /)
    const [got] = mails
    assert.ok(got)
    assert.deepEqual([got.from, got.to, got.isEncrypted], ['shop@example.com', ['li@example.com'], false])
    assert.equal(headerOf(got, 'Subject'), mail.subject)
    assert.equal(headerOf(got, 'From'), '一单 <shop@example.com>')
    assert.equal(headerOf(got, 'To'), 'li@example.com')
    assert.equal(headerOf(got, 'Message-ID'), `<${mail.id}@example.com>`)
    assert.equal(headerOf(got, 'Date'), 'Sun, 01 Mar 2026 08:00:00 +0000')
    assert.equal(headerOf(got, 'Auto-Submitted'), 'auto-generated')
    assert.equal(headerOf(got, 'X-Mailer'), undefined)
    assert.equal(partOf(got, 'text/plain'), '您好\n')
    assert.equal(partOf(got, 'text/html'), '<p>您好</p>')
    assert.doesNotMatch(got.raw, /[^\0-\x7f]/)
    assert.ok(got.raw.split('\r\n').every((line) => line.length <= 998))
  })

  it('has no header that a subject brings in', async () => {
    const subject = 'hello\r\nBcc: everyone@example.com\r\n\r\nbody\u2028X: y'
    const { mails } = await send({ what: { ...mail, subject } })
    assert.equal(headerOf(mails[0] as never, 'Subject'), 'hello Bcc: everyone@example.com body X: y')
    assert.equal(headerOf(mails[0] as never, 'Bcc'), undefined)
    assert.deepEqual(mails[0]?.to, ['li@example.com'])
  })

  for (const to of [
    'li@example.com, wang@example.com',
    'li@example.com\r\nBcc: wang@example.com',
    'Li <li@example.com>',
  ]) {
    it(`goes to one receiver, not to ${JSON.stringify(to)}`, async () => {
      const { mails, failure } = await send({ what: { ...mail, to } })
      assert.ok(failure instanceof MailRefused)
      assert.equal(mails.length, 0)
    })
  }
})

describe('a mail server', () => {
  before(trustTestMailServer)

  it('is spoken to in cipher from STARTTLS on, and the password only then', async () => {
    const { mails } = await send({
      serving: onlyMailUser,
      reaching: { host: 'localhost', tls: 'required', ...mailUser },
    })
    assert.deepEqual([mails[0]?.isEncrypted, mails[0]?.user], [true, 'shop'])
  })

  it('is spoken to in cipher from the first byte', async () => {
    const { mails } = await send({
      serving: { ...onlyMailUser, secure: true },
      reaching: { host: 'localhost', tls: 'implicit', ...mailUser },
    })
    assert.deepEqual([mails[0]?.isEncrypted, mails[0]?.user], [true, 'shop'])
  })

  it('that cannot encrypt is given nothing', async () => {
    const { mails, failure } = await send({
      serving: { hideSTARTTLS: true, disabledCommands: ['AUTH', 'STARTTLS'] },
      reaching: { tls: 'required' },
    })
    assert.ok(failure instanceof MailNotSent)
    assert.equal(mails.length, 0)
  })

  it('whose certificate is of another name is given nothing', async () => {
    const { mails, failure } = await send({ reaching: { tls: 'required' } })
    assert.equal(String(failure), 'MailNotSent: mail not sent: ERR_TLS_CERT_ALTNAME_INVALID')
    assert.equal(mails.length, 0)
  })

  it('that knows no such password is tried again; neither password nor receiver is told', async () => {
    const { failure } = await send({
      serving: onlyMailUser,
      reaching: { host: 'localhost', tls: 'required', user: 'shop', password: 'secret' },
    })
    assert.ok(failure instanceof MailNotSent)
    assert.equal(failure.message, 'mail not sent: EAUTH 535')
    assert.doesNotMatch(JSON.stringify(failure) + failure.stack, /secret|li@/)
  })

  it('refuses a receiver for good', async () => {
    const { failure } = await send({
      serving: { onRcptTo: ({ address }, _, callback) => callback(smtpError(550, `5.1.1 <${address}> unknown`)) },
    })
    assert.ok(failure instanceof MailRefused)
    assert.equal(failure.message, 'mail refused: EENVELOPE 550 5.1.1')
    assert.match(failure.answer, /<li@example\.com> unknown/)
    assert.doesNotMatch(String(failure.stack), /li@/)
  })

  it('refuses a message for good', async () => {
    const { failure } = await send({ serving: { answerMail: () => smtpError(554, '5.7.1 spam') } })
    assert.ok(failure instanceof MailRefused)
    assert.equal(failure.message, 'mail refused: EMESSAGE 554 5.7.1')
  })

  it('that is busy, or wants a login first, is tried again', async () => {
    for (const code of [421, 451, 452, 530]) {
      const { failure } = await send({
        serving: { onRcptTo: (_, __, callback) => callback(smtpError(code, 'later')) },
      })
      assert.ok(failure instanceof MailNotSent, String(code))
    }
  })

  it('that goes away before its answer is tried again', async () => {
    const { mails, failure } = await send({ serving: { cutMail: () => true } })
    assert.equal(mails.length, 1)
    assert.ok(failure instanceof MailNotSent)
  })

  it('that is not there is tried again', async () => {
    const { port, close } = await openTestMailServer()
    await close()
    const failed = createSmtpMailer({ host: '127.0.0.1', port, tls: 'off' }, from).send(mail)
    await assert.rejects(failed, { name: 'MailNotSent', message: 'mail not sent: ECONNREFUSED' })
  })

  it('is left when the one who sends is told to stop', async () => {
    const stopping = new AbortController()
    const server = await openTestMailServer({ onRcptTo: () => stopping.abort() })
    after(() => server.close())
    const mailer = createSmtpMailer({ host: '127.0.0.1', port: server.port, tls: 'off' }, from)
    await assert.rejects(mailer.send(mail, stopping.signal), MailNotSent)
  })
})
