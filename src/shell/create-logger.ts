import { type DestinationStream, pino } from 'pino'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/logger.ts'

const secretNames = ['authorization', 'cookie', 'set-cookie', 'password', 'token', 'secret', 'apiKey']
/** What is a secret wherever it stands: an API key (its prefix stays), credentials in a header or an address. */
const secretForms: [RegExp, string][] = [
  [/\b(yd_[0-9a-f]{8})_[\w-]{43}/g, '$1_[secret]'],
  [/\b(Bearer|Basic) +[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/(\bcookie(?:\\?")?: *(?:\\?")?)[^"\\\n]+/gi, '$1[secret]'],
  [/(:\/\/[^/\s:@"]+:)[^/\s@"]+@/g, '$1[secret]@'],
]

/**
 * The log: a line of JSON for each event. Nobody should log a secret; this is for when somebody does, as when the message of
 * another program's error quotes what it was given.
 */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const paths = secretNames.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])
  const options = {
    ...{ level, base: null },
    redact: { paths, censor: '[secret]' },
    hooks: { streamWrite: withoutSecrets },
  }
  return destination === undefined ? pino(options) : pino(options, destination)
}

function withoutSecrets(line: string): string {
  return secretForms.reduce((text, [form, instead]) => text.replace(form, instead), line)
}
