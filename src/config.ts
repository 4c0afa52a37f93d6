import { resolve } from 'node:path'
import { z } from 'zod'
import { parseSender, type Sender } from './platform/mail/address.ts'
import { parseSmtpUrl, type SmtpServer } from './platform/mail/smtp-url.ts'
import { type DoorConfig, doorsOf, doorVariables } from './shell/door-config.ts'

/** What the environment says. Everything that runs is given this, or a part of it; nobody else reads the environment. */
export type Config = Readonly<{
  /** YIDAN_DATA, absolute: the database, its passwords, the keys, the lock. */
  dataDir: string
  /** HOST: the address to listen on. */
  host: string
  /** PORT; undefined: 3000, or the next free one. */
  port: number | undefined
  /** DATABASE_URL: a PostgreSQL of the operator's own, as the role that owns the database; undefined: the embedded one. */
  databaseUrl: string | undefined
  /** YIDAN_APP_DATABASE_URL: the same database as the role `yidan_app`; `npm start` sets it for its children where it is not set. */
  appDatabaseUrl: string | undefined
  /** YIDAN_INSTANCE_KEY: the key that wraps every merchant's keys; undefined: the one kept in the data folder. */
  instanceKey: string | undefined
  /** YIDAN_INSTANCE_KEY_NEXT: while the key above is renewed, the one that takes its place. */
  instanceKeyNext?: string | undefined
  /** YIDAN_KEEP_ANSWERS_DAYS: how long an idempotency key is known, and its answer given again. */
  keepAnswersDays: number
  /** YIDAN_SMTP_URL: the server that mail leaves by; undefined: mails are kept in the data folder. */
  smtp: SmtpServer | undefined
  /** YIDAN_SMTP_PASSWORD_FILE: a file with the password of the server's user. */
  smtpPasswordFile: string | undefined
  /** YIDAN_MAIL_FROM: who mails come from. */
  mailFrom: Sender
  /** YIDAN_LOG: the least level that is logged. */
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
  /** YIDAN_PUBLIC_URL, YIDAN_TLS_…, YIDAN_TRUSTED_PROXIES, limits: how the HTTP server's doors stand. */
  doors: DoorConfig
}>

/** A setting that cannot be used; the message names each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must be an address that begins with postgresql://')
  .refine((text) => URL.canParse(text), 'is not an address that can be read')

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a whole number from 1 to 65535')
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65535, 'must be a whole number from 1 to 65535')

const dayCount = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'must be a whole number of days from 1 to 9999')
  .transform(Number)

const settings = z.object({
  YIDAN_DATA: z
    .string()
    .default('./data')
    .transform((path) => resolve(path)),
  HOST: z.string().default('127.0.0.1'),
  PORT: portNumber.optional(),
  DATABASE_URL: postgresUrl.optional(),
  YIDAN_APP_DATABASE_URL: postgresUrl.optional(),
  YIDAN_INSTANCE_KEY: z.string().optional(),
  YIDAN_INSTANCE_KEY_NEXT: z.string().optional(),
  YIDAN_KEEP_ANSWERS_DAYS: dayCount.prefault('30'),
  YIDAN_SMTP_URL: z.string().transform(parsedBy(parseSmtpUrl)).optional(),
  YIDAN_SMTP_PASSWORD_FILE: z
    .string()
    .transform((path) => resolve(path))
    .optional(),
  YIDAN_MAIL_FROM: z.string().transform(parsedBy(parseSender)).optional(),
  ...doorVariables,
  YIDAN_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

const schema = settings.check(({ value, issues }) => {
  const { YIDAN_SMTP_URL: smtp, YIDAN_SMTP_PASSWORD_FILE: file, YIDAN_MAIL_FROM: from } = value
  const { YIDAN_TLS_CERT: certificate, YIDAN_TLS_KEY: key } = value
  const complain = (name: keyof typeof value, message: string) =>
    issues.push({ code: 'custom', path: [name], message, input: undefined })
  if ((certificate === undefined) !== (key === undefined)) {
    complain('YIDAN_TLS_CERT', 'and YIDAN_TLS_KEY belong together: set both or none')
  }
  if (smtp !== undefined && from === undefined) complain('YIDAN_MAIL_FROM', 'must be set where YIDAN_SMTP_URL is')
  if (file !== undefined && (smtp?.user === undefined || smtp.password !== undefined)) {
    complain('YIDAN_SMTP_PASSWORD_FILE', 'goes with a YIDAN_SMTP_URL that has a user and no password')
  }
  if (file === undefined && smtp?.user !== undefined && smtp.password === undefined) {
    complain('YIDAN_SMTP_URL', 'has a user and no password: write it as user:password, or set YIDAN_SMTP_PASSWORD_FILE')
  }
})

/** A parser that throws as a step of a schema; its message must not have the value. */
function parsedBy<T>(parse: (text: string) => T): (text: string, context: z.RefinementCtx) => T {
  return (text, context) => {
    try {
      return parse(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' })
      return z.NEVER
    }
  }
}

/**
 * Reads the settings; a variable that is set to nothing counts as not set.
 * @throws ConfigError
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  const parsed = schema.safeParse(Object.fromEntries(present))
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => complaint(issue)).join('\n'))
  const values = parsed.data
  return Object.freeze({
    dataDir: values.YIDAN_DATA,
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL,
    appDatabaseUrl: values.YIDAN_APP_DATABASE_URL,
    instanceKey: values.YIDAN_INSTANCE_KEY,
    instanceKeyNext: values.YIDAN_INSTANCE_KEY_NEXT,
    keepAnswersDays: values.YIDAN_KEEP_ANSWERS_DAYS,
    smtp: values.YIDAN_SMTP_URL,
    smtpPasswordFile: values.YIDAN_SMTP_PASSWORD_FILE,
    mailFrom: values.YIDAN_MAIL_FROM ?? localSender,
    logLevel: values.YIDAN_LOG,
    doors: doorsOf(values),
  })
}

/** Of mails that stay here. */
const localSender: Sender = { name: 'Yidan', address: 'yidan@localhost' }

/** Without the value: it may be a secret. */
function complaint(issue: z.core.$ZodIssue): string {
  const options = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message
  return `${String(issue.path[0])} ${options}`
}
