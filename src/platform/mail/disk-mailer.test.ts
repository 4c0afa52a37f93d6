import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { headerOf, partOf } from '../../../test/support/mail-server.ts'
import { newId } from '../ids.ts'
import { dayMs, minuteMs } from '../time.ts'
import { createDiskMailer } from './disk-mailer.ts'
import type { Mail } from './message.ts'

const start = new Date('2026-03-01T08:00:00.250Z')
let now = start
let parent: string
let folder: string
let lines: string[]
beforeEach(async () => {
  now = start
  lines = []
  parent = await mkdtemp(join(tmpdir(), 'yidan-mail-'))
  folder = join(parent, 'mail')
})
afterEach(() => rm(parent, { recursive: true }))

const from = { name: '一单', address: 'yidan@localhost' }
const mailer = () => createDiskMailer({ folder, from, clock: () => now, onKept: (line) => lines.push(line) })
const mailAt = (at: Date): Mail => ({
  ...{ id: newId(at), to: 'li@example.com', subject: '邀请', text: '您好\n', html: '<p>您好</p>', language: 'zh-CN' },
  link: 'http://127.0.0.1:3000/invitation#secret',
})

describe('without a mail server', () => {
  it('a mail is a file for its owner only, and the console has its link', async () => {
    const mail = mailAt(now)
    const answer = await mailer().send(mail)
    const path = join(folder, `20260301T080000Z-${mail.id}.eml`)
    assert.equal(answer, `kept in ${path}`)
    assert.deepEqual(await readdir(folder), [`20260301T080000Z-${mail.id}.eml`])
    if (process.platform !== 'win32') {
      assert.equal((await stat(path)).mode & 0o777, 0o600)
      assert.equal((await stat(folder)).mode & 0o777, 0o700)
    }
    const raw = await readFile(path, 'utf8')
    assert.equal(headerOf({ raw }, 'Subject'), '邀请')
    assert.equal(headerOf({ raw }, 'To'), 'li@example.com')
    assert.equal(headerOf({ raw }, 'Date'), 'Sun, 01 Mar 2026 08:00:00 +0000')
    assert.equal(partOf({ raw }, 'text/plain'), '您好\n')
    assert.doesNotMatch(raw, /(?<!\r)\n/)
    assert.deepEqual(lines, [
      `no mail server is set; the mail to l***@example.com is kept in ${path}: http://127.0.0.1:3000/invitation#secret`,
    ])
  })

  it('a mail that is sent again is the same file', async () => {
    const mail = mailAt(now)
    await mailer().send(mail)
    now = new Date(now.getTime() + minuteMs)
    await mailer().send(mail)
    assert.equal((await readdir(folder)).length, 1)
  })

  it('a hundred mails are kept for a week, and what is not ours stays', async () => {
    await mailer().send(mailAt(now))
    await writeFile(join(folder, 'notes.txt'), 'of a person')
    now = new Date(start.getTime() + 6 * dayMs)
    const later: Mail[] = []
    for (let index = 0; index < 99; index++) {
      const mail = mailAt(now)
      later.push(mail)
      await mailer().send(mail)
    }
    assert.equal((await readdir(folder)).length, 101)
    now = new Date(start.getTime() + 7 * dayMs + minuteMs)
    await mailer().send(mailAt(now))
    const kept = await readdir(folder)
    assert.equal(kept.length, 101)
    assert.ok(kept.includes('notes.txt') && !kept.some((name) => name.startsWith('20260301')))
    await mailer().send(mailAt(now))
    const names = await readdir(folder)
    assert.equal(names.length, 101)
    assert.ok(!names.some((name) => name.includes((later[0] as Mail).id)))
  })
})
