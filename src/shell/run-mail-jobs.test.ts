import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { runOnce } from 'graphile-worker'
import { headerOf, openTestMailServer, smtpError, type TestMailServer } from '../../test/support/mail-server.ts'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { newId } from '../platform/ids.ts'
import { enqueueMails, type MailKind } from '../platform/mail/mail-job.ts'
import { createSmtpMailer } from '../platform/mail/smtp-mailer.ts'
import { composeMessage } from '../platform/mail/template.ts'
import { queueLogger } from './run-jobs.ts'
import { mailTasks, runMailJobs, waitsForEnds } from './run-mail-jobs.ts'

const from = { name: '', address: 'shop@example.com' }
const link = 'http://127.0.0.1:3000/invitation#secret'
let merchant: TestMerchant
let server: TestMailServer
let lines: string[]
let answerMail: () => Error | undefined | Promise<undefined>
let cutMail: () => boolean
before(async () => {
  merchant = await createTestMerchant()
  server = await openTestMailServer({ answerMail: () => answerMail(), cutMail: () => cutMail() })
})
after(async () => {
  await Promise.all([merchant.close(), server.close()])
})
beforeEach(() => {
  lines = []
  server.mails.length = 0
  answerMail = () => undefined
  cutMail = () => false
})
afterEach(() => merchant.owner.query('delete from graphile_worker._private_jobs'))

const invitation: MailKind = async ({ tx }, { invitation }) => {
  assert.equal(tx.merchantId, merchant.merchantId)
  if (invitation !== wanted) return undefined
  const values = { merchant: '西湖茶叶', invitedBy: '王小明', validUntil: new Date('2026-03-04T07:30:00Z') }
  return composeMessage('invitation', { ...{ to: 'li@example.com', language: 'zh-CN', timeZone: 'UTC' }, values, link })
}
const wanted = newId(new Date())
const enqueue = (ids: Record<string, string>, kind = 'invitation') =>
  merchant.command(({ tx, now }) => enqueueMails(tx, [{ kind, ids }], now))

/** Makes every job due and works all of them; the log goes to `lines`. */
async function work(): Promise<void> {
  await merchant.owner.query('update graphile_worker._private_jobs set run_at = now()')
  const { runtime, sending } = sendingHere()
  const taskList = mailTasks(runtime, sending)
  await runOnce({
    ...{ connectionString: merchant.appUrl, noHandleSignals: true, preset: waitsForEnds },
    ...{ taskList, logger: queueLogger(runtime) },
  })
}

function sendingHere() {
  const note = (facts: object, message: string) => void lines.push(`${message} ${JSON.stringify(facts)}`)
  const mailer = createSmtpMailer({ host: '127.0.0.1', port: server.port, tls: 'off' }, from)
  return {
    runtime: { ...merchant.runtime, logger: { info: note, warn: note, error: note } },
    sending: { mailer, kinds: { invitation }, publicUrl: 'http://127.0.0.1:3000' },
  }
}

async function jobs(): Promise<{ attempts: number; last_error: string | null; payload: object }[]> {
  const { rows } = await merchant.owner.query('select attempts, last_error, payload from graphile_worker._private_jobs')
  return rows
}

describe('a mail job', () => {
  it('carries ids only, and its mail is composed when it is sent', async () => {
    await enqueue({ invitation: wanted })
    const [job] = await jobs()
    assert.doesNotMatch(JSON.stringify(job), /@|secret/)
    await work()
    assert.deepEqual(
      server.mails.map(({ to }) => to),
      [['li@example.com']],
    )
    assert.deepEqual(await jobs(), [])
    assert.match(lines.join('\n'), /^mail sent .*"to":"l\*\*\*@example\.com"/)
    assert.doesNotMatch(lines.join('\n'), /li@|secret/)
  })

  it('takes nothing but ids', async () => {
    await assert.rejects(enqueue({ invitation: 'li@example.com' }), /carries ids only/)
    assert.deepEqual(await jobs(), [])
  })

  it('goes with the transaction that put it there', async () => {
    const undone = merchant.command(async ({ tx, now }) => {
      await enqueueMails(tx, [{ kind: 'invitation', ids: { invitation: wanted } }], now)
      throw new Error('changed its mind')
    })
    await assert.rejects(undone, /changed its mind/)
    assert.deepEqual(await jobs(), [])
  })

  it('ends when its mail is no longer wanted', async () => {
    await enqueue({ invitation: newId(new Date()) })
    await work()
    assert.deepEqual([server.mails, await jobs()], [[], []])
    assert.match(lines.join('\n'), /^mail no longer wanted/)
  })

  it('is tried again later when the server is busy, under the same Message-ID', async () => {
    answerMail = () => smtpError(451, '4.3.0 later, li@example.com')
    await enqueue({ invitation: wanted })
    await work()
    const [job] = await jobs()
    assert.equal(job?.attempts, 1)
    assert.match(job?.last_error ?? '', /mail not sent: EMESSAGE 451 4\.3\.0/)
    assert.doesNotMatch(job?.last_error ?? '', /li@|secret/)
    answerMail = () => undefined
    await work()
    assert.deepEqual(await jobs(), [])
    const ids = server.mails.map((mail) => headerOf(mail, 'Message-ID'))
    assert.equal(ids.length, 2)
    assert.equal(ids[0], ids[1])
    assert.doesNotMatch(lines.join('\n'), /li@|secret/)
  })

  it('whose answer was lost is sent again as the same mail, byte for byte but its boundaries', async () => {
    cutMail = () => true
    await enqueue({ invitation: wanted })
    await work()
    cutMail = () => false
    await work()
    assert.deepEqual(await jobs(), [])
    const texts = server.mails.map(({ raw }) => raw.replace(/--_[\w-]+/g, ''))
    assert.equal(texts.length, 2)
    assert.equal(texts[0], texts[1])
  })

  it('ends when it is refused for good, and the log tells it without the address', async () => {
    answerMail = () => smtpError(550, '5.7.1 li@example.com is not known here')
    await enqueue({ invitation: wanted })
    await work()
    assert.deepEqual(await jobs(), [])
    assert.match(lines.join('\n'), /^mail refused .*"error":"MailRefused: mail refused: EMESSAGE 550 5\.7\.1"/)
    assert.doesNotMatch(lines.join('\n'), /li@|secret/)
  })

  it('is given up after its last attempt, and told', async () => {
    answerMail = () => smtpError(451, 'later')
    await enqueue({ invitation: wanted })
    await merchant.owner.query('update graphile_worker._private_jobs set attempts = max_attempts - 1')
    await work()
    assert.deepEqual(await jobs(), [])
    assert.match(lines.join('\n'), /^mail given up .*MailNotSent/)
  })

  it('of a kind that nobody knows waits for one who does', async () => {
    await enqueue({ invitation: wanted }, 'unheardOf')
    await work()
    assert.equal((await jobs())[0]?.attempts, 1)
    assert.match(lines.join('\n'), /there is no kind of mail unheardOf/)
  })

  it('is one of many that one statement puts there', async () => {
    const many = Array.from({ length: 3 }, () => ({ kind: 'invitation', ids: { invitation: wanted } }))
    await merchant.command(({ tx, now }) => enqueueMails(tx, many, now))
    await work()
    assert.equal(new Set(server.mails.map((mail) => headerOf(mail, 'Message-ID'))).size, 3)
  })

  it('is worked by a running worker as soon as it is there', async () => {
    const arrived = Promise.withResolvers<void>()
    answerMail = () => void arrived.resolve()
    const { runtime, sending } = sendingHere()
    const running = runMailJobs(runtime, merchant.appUrl, sending)
    await enqueue({ invitation: wanted })
    await arrived.promise
    await running.stop()
    assert.equal(server.mails.length, 1)
    assert.deepEqual(await jobs(), [])
  })

  it('whose end could not be written is sent again by the next runner, as the same mail', async () => {
    const interrupted = Promise.withResolvers<void>()
    const sentAgain = Promise.withResolvers<void>()
    const rename = (from: string, to: string) =>
      merchant.owner.query(`alter table graphile_worker.${from} rename to ${to}`)
    answerMail = async () => {
      await rename('_private_jobs', 'away')
      return undefined
    }
    const { runtime, sending } = sendingHere()
    const warn = (_: object, message: string) => {
      if (message === 'a runner of the queue was interrupted') interrupted.resolve()
    }
    const running = runMailJobs({ ...runtime, logger: { ...runtime.logger, warn } }, merchant.appUrl, sending)
    await enqueue({ invitation: wanted })
    await interrupted.promise
    answerMail = () => void sentAgain.resolve()
    await rename('away', '_private_jobs')
    await merchant.owner.query(
      'select graphile_worker.force_unlock_workers(array(select locked_by from graphile_worker.jobs))',
    )
    await merchant.owner.query('update graphile_worker._private_jobs set run_at = now()')
    await sentAgain.promise
    await running.stop()
    assert.deepEqual(await jobs(), [])
    const ids = server.mails.map((mail) => headerOf(mail, 'Message-ID'))
    assert.deepEqual(ids, [ids[0], ids[0]])
  })
})
