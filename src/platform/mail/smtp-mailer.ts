import { createTransport, type NodemailerError } from 'nodemailer'
import { secondMs } from '../time.ts'
import type { Sender } from './address.ts'
import { type Mailer, MailNotSent, MailRefused } from './message.ts'
import { mimeOf } from './mime.ts'
import type { SmtpServer } from './smtp-url.ts'

/** How long a server may keep silent, and how long one mail may take in all: less than a job may. */
const silenceMs = 20 * secondMs
const mailLimitMs = 90 * secondMs

/** Speaks SMTP with a server, one connection a mail. Certificates are checked against those that Node trusts. */
export function createSmtpMailer({ host, port, tls, user, password }: SmtpServer, from: Sender): Mailer {
  const transport = createTransport({
    ...{ host, port },
    ...{ secure: tls === 'implicit', requireTLS: tls === 'required', ignoreTLS: tls === 'off' },
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    ...{ connectionTimeout: silenceMs, greetingTimeout: silenceMs, socketTimeout: silenceMs, dnsTimeout: silenceMs },
    ...{ logger: false, debug: false },
  })
  return {
    send: async (mail, signal) => {
      const mime = mimeOf(mail, from)
      const limit = AbortSignal.timeout(mailLimitMs)
      const ending = signal === undefined ? limit : AbortSignal.any([signal, limit])
      try {
        return (await transport.sendMail({ ...mime, signal: ending })).response
      } catch (error) {
        throw failureOf(error as NodemailerError)
      }
    },
  }
}

/**
 * What the server says of the mail itself with a 5yz is for good (RFC 5321 section 4.2.1). What it says of us (no greeting,
 * no encryption, a wrong password) the operator can mend while the mail waits.
 */
function failureOf({ code, originalCode, responseCode, permanent, response, message }: NodemailerError): Error {
  const isOfMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== needsLogin
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '')?.[1]
  const reason = [originalCode ?? code, responseCode, enhanced].filter((each) => each !== undefined).join(' ')
  const answer = response ?? message
  return isOfMail && permanent === true ? new MailRefused(reason, answer) : new MailNotSent(reason, answer)
}

/** RFC 4954 section 6: authentication required. */
const needsLogin = 530
