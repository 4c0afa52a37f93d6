import { resolve } from 'node:path'
import { z } from 'zod'
import { type DoorLimits, type DoorSettings, defaultDoors } from '../platform/http/doors/door-settings.ts'
import { isNetwork } from '../platform/ip-address.ts'
import type { CertificateFiles } from './certificate.ts'

/** The doors as the environment says; the certificate's files are read later. */
export type DoorConfig = Omit<DoorSettings, 'tls' | 'times'> & { certificateFiles: CertificateFiles | undefined }

const path = z.string().transform((text) => resolve(text))

/** An address without anything behind its port, as a browser writes it. */
const origin = z
  .string()
  .trim()
  .refine((text) => isOrigin(text), 'must be like https://oms.example.cn, with nothing behind the name or port')
  .transform((text) => new URL(text).origin)

const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item))

const network = z.string().refine(isNetwork, 'must name addresses or networks, like 10.0.0.2, 10.1.0.0/16')

const count = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number, 0 for no limit')
  .transform(Number)
  .optional()

/** The variables of the doors, for `readConfig`. */
export const doorVariables = {
  YIDAN_PUBLIC_URL: origin.optional(),
  YIDAN_TLS_CERT: path.optional(),
  YIDAN_TLS_KEY: path.optional(),
  YIDAN_TRUSTED_PROXIES: list(network).optional(),
  YIDAN_ALLOWED_ORIGINS: list(origin).optional(),
  YIDAN_METRICS_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  YIDAN_REQUESTS_PER_ADDRESS: count,
  YIDAN_FAILURES_PER_ADDRESS: count,
  YIDAN_REQUESTS_PER_ACCOUNT: count,
  YIDAN_REQUESTS_PER_KEY: count,
  YIDAN_CONNECTIONS_PER_ADDRESS: count,
}

/** What `doorVariables` were parsed to. */
export type DoorValues = z.output<z.ZodObject<typeof doorVariables>>

/** The doors of parsed variables. */
export function doorsOf(values: DoorValues): DoorConfig {
  const { YIDAN_TLS_CERT: cert, YIDAN_TLS_KEY: key } = values
  return {
    certificateFiles: cert === undefined || key === undefined ? undefined : { cert, key },
    trustedProxies: values.YIDAN_TRUSTED_PROXIES ?? [],
    publicUrl: values.YIDAN_PUBLIC_URL,
    allowedOrigins: values.YIDAN_ALLOWED_ORIGINS ?? [],
    metricsToken: values.YIDAN_METRICS_TOKEN,
    limits: limitsOf(values),
  }
}

function limitsOf(values: DoorValues): DoorLimits {
  const { limits } = defaultDoors
  return {
    requestsPerAddress: values.YIDAN_REQUESTS_PER_ADDRESS ?? limits.requestsPerAddress,
    failuresPerAddress: values.YIDAN_FAILURES_PER_ADDRESS ?? limits.failuresPerAddress,
    requestsPerAccount: values.YIDAN_REQUESTS_PER_ACCOUNT ?? limits.requestsPerAccount,
    requestsPerKey: values.YIDAN_REQUESTS_PER_KEY ?? limits.requestsPerKey,
    connectionsPerAddress: values.YIDAN_CONNECTIONS_PER_ADDRESS ?? limits.connectionsPerAddress,
  }
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, origin, href } = new URL(text)
  return /^https?:$/.test(protocol) && href === `${origin}/`
}
