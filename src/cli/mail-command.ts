import type { Config } from '../config.ts'
import { newId } from '../platform/ids.ts'
import { MailNotSent, MailRefused } from '../platform/mail/message.ts'
import { composeMessage } from '../platform/mail/template.ts'
import type { Language } from '../platform/mail/templates.ts'
import { systemClock } from '../platform/time.ts'
import { openMailer } from '../shell/open-mailer.ts'

/**
 * `yidan mail test`: sends a test message, past the queue; answers what the mail server said, or where the message is kept.
 * @throws Error with the server's own words
 */
export async function mailTestCommand(
  { to, language }: { to: string; language: Language },
  config: Pick<Config, 'dataDir' | 'smtp' | 'smtpPasswordFile' | 'mailFrom'>,
): Promise<string> {
  const at = systemClock()
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const mailer = await openMailer(config, () => {})
  try {
    const message = composeMessage('test', { to, language, timeZone, values: { at } })
    const answer = await mailer.send({ ...message, id: newId(at) })
    return config.smtp === undefined ? `no mail server is set (YIDAN_SMTP_URL); ${answer}` : `sent: ${answer}`
  } catch (error) {
    if (!(error instanceof MailRefused || error instanceof MailNotSent)) throw error
    throw new Error(`${error.message}; ${error.answer}`)
  }
}
