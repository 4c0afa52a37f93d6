import { setTimeout as pause } from 'node:timers/promises'
import { type JobHelpers, type Runner, run, type TaskList } from 'graphile-worker'
import { type MailSending, mailTask, sendMailJob } from '../platform/mail/mail-job.ts'
import type { Runtime } from '../platform/runtime.ts'
import type { Running } from './run-drains.ts'
import { queueLogger } from './run-jobs.ts'

const restartMs = 1000

/**
 * Sends mail, beside the timed jobs: a mail server that keeps silent must not keep them waiting. The queue's runner ends
 * when it cannot write the end of a job; another one takes its place.
 */
export function runMailJobs(runtime: Runtime, appUrl: string, sending: MailSending): Running {
  const stopping = new AbortController()
  const running = keepRunning(runtime, () => startRunner(runtime, appUrl, sending), stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

/** The task of the queue that sends one mail. */
export function mailTasks(runtime: Runtime, sending: MailSending): TaskList {
  return {
    [mailTask]: (payload: unknown, { job, abortSignal }: JobHelpers) =>
      sendMailJob(runtime, sending, payload, { isLast: job.attempts >= job.max_attempts, signal: abortSignal }),
  }
}

/** Keeps a runner of the queue at work: one that ended is followed by another. */
export async function keepRunning(
  { logger }: Runtime,
  start: () => Promise<Runner>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const runner = await start()
      const stop = () => void runner.stop().catch(() => {})
      signal.addEventListener('abort', stop, { once: true })
      if (signal.aborted) stop()
      await runner.promise
      signal.removeEventListener('abort', stop)
      if (!signal.aborted) throw new Error('the queue ended its runner')
    } catch (error) {
      logger.warn({ error: String(error) }, 'a runner of the queue was interrupted')
    }
    await pause(restartMs, undefined, { signal }).catch(() => {})
  }
}

function startRunner(runtime: Runtime, connectionString: string, sending: MailSending): Promise<Runner> {
  return run({
    connectionString,
    ...{ maxPoolSize: 2, concurrency: 2, noHandleSignals: true, parsedCronItems: [] },
    preset: waitsForEnds,
    logger: queueLogger(runtime),
    taskList: mailTasks(runtime, sending),
  })
}

/**
 * With a delay, if only of nothing, the queue's stop waits until the end of each job is written; without one it does not,
 * and a mail that was sent just before would be sent again by the next start.
 */
export const waitsForEnds: GraphileConfig.Preset = { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } }
