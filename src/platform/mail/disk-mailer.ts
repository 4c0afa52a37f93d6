import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { makeFileOnce } from '../durable-file.ts'
import { firstIdAt, idTime } from '../ids.ts'
import { makeFolder } from '../make-folder.ts'
import { type Clock, dayMs } from '../time.ts'
import { maskEmail, type Sender } from './address.ts'
import type { Mailer } from './message.ts'
import { mimeOf } from './mime.ts'

/** What is kept: a mail may hold the secret of a link, so not more than a person needs to look at it. */
const most = 100
const longestMs = 7 * dayMs

/** Where mails are kept, and who is told. */
export type DiskMailerOptions = {
  folder: string
  from: Sender
  clock: Clock
  /** Is given a line for the console, with the mail's link: whoever runs Yidan hands it on. */
  onKept: (line: string) => void
}

/**
 * Stands in for a mail server where there is none: keeps each mail as a file (RFC 5322, `.eml`) that only its owner may
 * read, named by time and id. One that is sent again is the same file. The oldest go when there are too many.
 */
export function createDiskMailer({ folder, from, clock, onKept }: DiskMailerOptions): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(mimeOf(mail, from))
      await makeFolder(folder, 0o700)
      await chmod(folder, 0o700) // for a folder that was there already
      const path = join(folder, fileName(mail.id))
      await makeFileOnce(path, message.toString())
      await removeOld(folder, clock)
      const link = mail.link === undefined ? '' : `: ${mail.link}`
      onKept(`no mail server is set; the mail to ${maskEmail(mail.to)} is kept in ${path}${link}`)
      return `kept in ${path}`
    },
  }
}

function fileName(id: string): string {
  return `${idTime(id)
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')}-${id}.eml`
}

/** Nothing but what has our form of name is removed. */
async function removeOld(folder: string, clock: Clock): Promise<void> {
  const kept = (await readdir(folder)).filter((name) => nameForm.test(name)).sort()
  const since = fileName(firstIdAt(new Date(clock().getTime() - longestMs)))
  const old = kept.filter((name, index) => index < kept.length - most || name < since)
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })))
}

const nameForm = /^\d{8}T\d{6}Z-[0-9a-f-]{36}\.eml$/
