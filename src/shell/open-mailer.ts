import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createDiskMailer } from '../platform/mail/disk-mailer.ts'
import type { Mailer } from '../platform/mail/message.ts'
import { createSmtpMailer } from '../platform/mail/smtp-mailer.ts'
import { systemClock } from '../platform/time.ts'

/**
 * The way out of mail: the server that is set, else the folder `mail` of the data folder, with a line to `say` for each.
 * @throws Error when the file of the password cannot be read
 */
export async function openMailer(
  { dataDir, smtp, smtpPasswordFile, mailFrom }: Pick<Config, 'dataDir' | 'smtp' | 'smtpPasswordFile' | 'mailFrom'>,
  say: (line: string) => void,
): Promise<Mailer> {
  if (smtp === undefined) {
    return createDiskMailer({ folder: join(dataDir, 'mail'), from: mailFrom, clock: systemClock, onKept: say })
  }
  if (smtpPasswordFile === undefined) return createSmtpMailer(smtp, mailFrom)
  return createSmtpMailer({ ...smtp, password: await readPassword(smtpPasswordFile) }, mailFrom)
}

async function readPassword(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
  } catch (error) {
    throw new Error(`YIDAN_SMTP_PASSWORD_FILE: ${error instanceof Error ? error.message : String(error)}`)
  }
}
