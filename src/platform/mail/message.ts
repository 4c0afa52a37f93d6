// A message is what one person is written, as plain text and as HTML. It exists while it is composed and sent, and is kept
// nowhere but in the folder of an installation that has no mail server: it may hold names and the secret of a link.
import type { Language } from './templates.ts'

/** What is to be sent to whom. Its subject is one line. */
export type Message = {
  to: string
  subject: string
  text: string
  html: string
  language: Language
  /** The one link that it is about; shown on the console where there is no mail server. */
  link?: string
}

/** A message with the id (UUIDv7) under which it is sent, the same however often that is tried. */
export type Mail = Message & { id: string }

/** The way out of mail. Made by the shell. */
export type Mailer = {
  /**
   * Sends or keeps a mail; answers what the server said, or where it is kept: words for the operator, not for a log.
   * @throws MailRefused, MailNotSent
   */
  send: (mail: Mail, signal?: AbortSignal) => Promise<string>
}

/** Refused for good: the same mail would be refused again. The message has codes only, never an address. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  /** The server's own words, which may name the receiver: for who runs Yidan, not for a log. */
  readonly answer: string

  constructor(reason: string, answer: string) {
    super(`mail refused: ${reason}`)
    this.answer = answer
  }
}

/** Not sent this time: the server is away, busy, or does not let us in. The message has codes only, never an address. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent'
  /** As of `MailRefused`. */
  readonly answer: string

  constructor(reason: string, answer: string) {
    super(`mail not sent: ${reason}`)
    this.answer = answer
  }
}
