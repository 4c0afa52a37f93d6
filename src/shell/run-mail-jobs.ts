import { type JobHelpers, type Runner, run, type TaskList } from 'graphile-worker'
import { type MailSending, mailTask, sendMailJob } from '../platform/mail/mail-job.ts'
import type { Runtime } from '../platform/runtime.ts'
import type { Running } from './run-drains.ts'
import { queueLogger } from './run-jobs.ts'

/** Sends mail, beside the timed jobs: a mail server that keeps silent must not keep them waiting. */
export async function runMailJobs(runtime: Runtime, connectionString: string, sending: MailSending): Promise<Running> {
  const runner: Runner = await run({
    connectionString,
    ...{ maxPoolSize: 2, concurrency: 2, noHandleSignals: true, parsedCronItems: [] },
    logger: queueLogger(runtime),
    taskList: mailTasks(runtime, sending),
  })
  return { stop: () => runner.stop() }
}

/** The task of the queue that sends one mail. */
export function mailTasks(runtime: Runtime, sending: MailSending): TaskList {
  return {
    [mailTask]: (payload: unknown, { job, abortSignal }: JobHelpers) =>
      sendMailJob(runtime, sending, payload, { isLast: job.attempts >= job.max_attempts, signal: abortSignal }),
  }
}
