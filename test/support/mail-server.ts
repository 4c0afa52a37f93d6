import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import tls from 'node:tls'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

/** A mail as the server took it. */
export type ReceivedMail = { from: string; to: string[]; raw: string; isEncrypted: boolean; user: string | undefined }

/** A real mail server on this machine. */
export type TestMailServer = { port: number; mails: ReceivedMail[]; close: () => Promise<void> }

/** A certificate of localhost and its key, made for these tests and trusted by nobody else; valid until 2120. */
const certificate = readFileSync(new URL('./loopback-certificate.pem', import.meta.url), 'utf8')

/** The one user that the server lets in. */
export const mailUser = { user: 'shop', password: 'p@ss/word' }

/** From now on this process trusts the certificate of the server. */
export function trustTestMailServer(): void {
  tls.setDefaultCACertificates([
    ...tls.getCACertificates(),
    certificate.slice(0, certificate.indexOf('-----BEGIN PRIVATE')),
  ])
}

/** Opens a server that takes every mail, without TLS or login unless told otherwise. */
export async function openTestMailServer({
  answerMail = () => undefined,
  cutMail = () => false,
  ...options
}: SMTPServerOptions & {
  /** After a mail came in whole: what it is refused with, if it is. */
  answerMail?: (mail: ReceivedMail) => Error | undefined | Promise<undefined>
  /** After a mail came in whole: whether the connection is cut without an answer. */
  cutMail?: (mail: ReceivedMail) => boolean
} = {}): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    ...{ key: certificate, cert: certificate, logger: false, closeTimeout: 0, disableReverseLookup: true },
    ...(options.onAuth === undefined && { disabledCommands: ['AUTH'] }),
    ...options,
    onData: async (stream, session, callback) => {
      const mail = { ...envelopeOf(session), raw: await text(stream) }
      mails.push(mail)
      if (cutMail(mail)) for (const connection of server.connections) connection._socket.destroy()
      else callback(await answerMail(mail))
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Lets in `mailUser` and nobody else. */
export const onlyMailUser: Pick<SMTPServerOptions, 'onAuth' | 'authOptional'> = {
  onAuth: ({ username, password }, _, callback) =>
    username === mailUser.user && password === mailUser.password
      ? callback(null, { user: username })
      : callback(Object.assign(new Error('wrong user or password'), { responseCode: 535 })),
}

/** A refusal with a code of SMTP. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** The value of a header, unfolded and decoded. */
export function headerOf({ raw }: Pick<ReceivedMail, 'raw'>, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n')
  const value = new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, 'im').exec(head)?.[1]?.replace(/\r\n(?=[ \t])/g, '')
  return value
    ?.replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, encoded: string) => Buffer.from(encoded, 'base64').toString())
}

/** The decoded part of a type. */
export function partOf({ raw }: Pick<ReceivedMail, 'raw'>, type: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? '\0'
  const part = raw.split(`--${boundary}`).find((each) => each.toLowerCase().includes(`content-type: ${type}`)) ?? ''
  const [head = '', ...body] = part.split('\r\n\r\n')
  const content = body.join('\r\n\r\n').trimEnd()
  if (/transfer-encoding: base64/i.test(head)) return Buffer.from(content, 'base64').toString()
  if (!/transfer-encoding: quoted-printable/i.test(head)) return content
  const bytes = content
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

function envelopeOf({ envelope, secure, user }: SMTPServerSession): Omit<ReceivedMail, 'raw'> {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    isEncrypted: secure,
    user,
  }
}
