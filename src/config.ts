import { resolve } from 'node:path'
import { z } from 'zod'

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
  /** YIDAN_LOG: the least level that is logged. */
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent'
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

const schema = z.object({
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
  YIDAN_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

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
    logLevel: values.YIDAN_LOG,
  })
}

/** Without the value: it may be a secret. */
function complaint(issue: z.core.$ZodIssue): string {
  const options = issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message
  return `${issue.path.join('.')} ${options}`
}
