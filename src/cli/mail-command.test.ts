import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  headerOf,
  mailUser,
  onlyMailUser,
  openTestMailServer,
  smtpError,
  trustTestMailServer,
} from '../../test/support/mail-server.ts'
import { readConfig } from '../config.ts'
import { mailTestCommand } from './mail-command.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yidan-mail-command-'))
  trustTestMailServer()
})
after(() => rm(folder, { recursive: true }))

const configOf = (environment: Record<string, string>) =>
  readConfig({ YIDAN_DATA: folder, YIDAN_MAIL_FROM: '一单 <shop@example.com>', ...environment })

describe('yidan mail test', () => {
  it('says what the mail server answered, with a password from a file', async () => {
    const server = await openTestMailServer(onlyMailUser)
    after(() => server.close())
    const file = join(folder, 'password')
    await writeFile(file, `${mailUser.password}\n`)
    const config = configOf({
      YIDAN_SMTP_URL: `smtp://${mailUser.user}@localhost:${server.port}?tls=required`,
      YIDAN_SMTP_PASSWORD_FILE: file,
    })
    assert.match(await mailTestCommand({ to: 'li@example.com', language: 'zh-CN' }, config), /^sent: 250 /)
    const [mail] = server.mails
    assert.ok(mail)
    assert.deepEqual([mail.isEncrypted, mail.user, headerOf(mail, 'Subject')], [true, 'shop', '一单可以发送邮件'])
  })

  it('says why the mail server refused', async () => {
    const server = await openTestMailServer({
      onRcptTo: ({ address }, _, callback) => callback(smtpError(550, `5.1.1 <${address}> unknown`)),
    })
    after(() => server.close())
    const config = configOf({ YIDAN_SMTP_URL: `smtp://127.0.0.1:${server.port}` })
    await assert.rejects(
      mailTestCommand({ to: 'li@example.com', language: 'en' }, config),
      /^Error: mail refused: EENVELOPE 550 5\.1\.1; 550 5\.1\.1 <li@example\.com> unknown$/,
    )
  })

  it('says where the message is when there is no mail server', async () => {
    const answer = await mailTestCommand({ to: 'li@example.com', language: 'en' }, configOf({}))
    const [file = ''] = await readdir(join(folder, 'mail'))
    assert.equal(answer, `no mail server is set (YIDAN_SMTP_URL); kept in ${join(folder, 'mail', file)}`)
  })

  it('says which file of a password is not there', async () => {
    const config = configOf({ YIDAN_SMTP_URL: 'smtp://shop@127.0.0.1', YIDAN_SMTP_PASSWORD_FILE: join(folder, 'none') })
    await assert.rejects(
      mailTestCommand({ to: 'li@example.com', language: 'en' }, config),
      /^Error: YIDAN_SMTP_PASSWORD_FILE: ENOENT/,
    )
  })

  it('wants one address', async () => {
    await assert.rejects(mailTestCommand({ to: 'li', language: 'en' }, configOf({})), /not one mail address/)
  })
})
