import type { Logger } from '../logger.ts'

/** Work that no answer waits for: so that how long it takes tells the caller nothing. It is lost with the process. */
export type Beside = {
  start: (work: () => Promise<unknown>) => void
  /** Until all that was started has ended. */
  ended: () => Promise<void>
}

/** Begins with nothing under way; what fails is told in the log. */
export function createBeside(logger: Pick<Logger, 'warn'>): Beside {
  const running = new Set<Promise<void>>()
  return {
    start: (work) => {
      const run = work().then(
        () => {},
        (error: unknown) => logger.warn({ error: String(error) }, 'work beside an answer failed'),
      )
      running.add(run)
      void run.then(() => running.delete(run))
    },
    ended: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
