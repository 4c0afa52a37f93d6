/** Structured log lines; no personal data, no secrets, no bodies. The shell provides pino. */
export type Logger = {
  info: (facts: object, message: string) => void
  warn: (facts: object, message: string) => void
  error: (facts: object, message: string) => void
}

/** For tests and commands that say what matters themselves. */
export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} }
