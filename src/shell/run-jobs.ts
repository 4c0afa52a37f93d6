import { Logger, parseCronItems, type Runner, run } from 'graphile-worker'
import { forgetSignIns } from '../access/sign-in/forget-sign-ins.ts'
import { expireApprovals } from '../approvals/expire-approvals.ts'
import { forgetBulkJobs } from '../bulk/forget-bulk-jobs.ts'
import type { Config } from '../config.ts'
import { expireDrafts } from '../orders/entry/end-drafts.ts'
import { expireOrders } from '../orders/expire-orders.ts'
import { type Command, runCommand } from '../platform/command.ts'
import { freeJobsLockedBefore } from '../platform/job-queue.ts'
import { forgetAnswersBefore } from '../platform/kept-answers.ts'
import type { Runtime } from '../platform/runtime.ts'
import { dayMs, minuteMs, monotonicMs, secondMs } from '../platform/time.ts'
import { eraseDue, type RetentionPlace, retentionStart } from '../privacy/erase-due.ts'
import { continueAllFigures } from './continue-figures.ts'
import { continueRotations } from './continue-rotations.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'
import { personalHolders } from './personal-holders.ts'
import type { Running } from './run-drains.ts'
import { sweepAllFiles } from './sweep-files.ts'

/** The longest any job of ours may take: one locked for longer belongs to a worker that is gone. */
const jobLimitMs = 5 * minuteMs
const freeEveryMs = 30 * secondMs
/** After so long the rotation of keys, or the making of sums, lets other jobs have their turn. */
const turnMs = 10 * secondMs

/** Works what runs at a time rather than on an event: jobs live in the database's own queue. */
export async function runJobs(
  runtime: Runtime,
  appUrl: string,
  settings: Pick<Config, 'keepAnswersDays'>,
): Promise<Running> {
  const runner = await startRunner(runtime, appUrl, settings)
  await freeLostJobs(runtime)
  const freeing = setInterval(() => void freeLostJobs(runtime).catch(() => {}), freeEveryMs)
  return {
    stop: async () => {
      clearInterval(freeing)
      await runner.stop()
    },
  }
}

/** Cancels every order whose payment did not come in time, merchant by merchant. */
export function expireAllOrders(runtime: Runtime): Promise<number> {
  return inPortions(runtime, 'expiry', expireOrders)
}

/** Ends every request for a second person that nobody decided in time. */
export function expireAllApprovals(runtime: Runtime): Promise<number> {
  return inPortions(runtime, 'expiry', expireApprovals)
}

/**
 * Forgets what was answered under idempotency keys longer ago than a number of days: nobody repeats such a request any
 * more, and an answer may hold what people wrote.
 */
export function forgetOldAnswers(runtime: Runtime, days: number): Promise<number> {
  return inPortions(runtime, 'forgetting', ({ tx, now }) =>
    forgetAnswersBefore(tx, new Date(now.getTime() - days * dayMs)),
  )
}

/**
 * Erases those whom the merchants' rules no longer keep, merchant by merchant, for as long as it may keep other jobs waiting;
 * the next run goes on. Answers how many.
 */
export async function eraseAllDue(runtime: Runtime, budgetMs = minuteMs): Promise<number> {
  const endsAt = monotonicMs() + budgetMs
  const work = async (merchantId: string) => {
    let erased = 0
    for (let place: RetentionPlace | null = retentionStart; place !== null && monotonicMs() < endsAt; ) {
      const from: RetentionPlace = place
      const portion = await runCommand(runtime, { merchantId, actor: 'system:retention' }, (command) =>
        eraseDue(command, personalHolders, from),
      )
      erased += portion.erased
      place = portion.next
    }
    return erased
  }
  const about = (merchantId: string) => ({ merchantId, job: 'retention' })
  return sumOfEach(runtime, await findMerchantIds(runtime), { work, about })
}

/** Runs a use case for every merchant, as often as it finds something to do; it answers how much that was. */
async function inPortions(
  runtime: Runtime,
  job: string,
  portionOf: (command: Command) => Promise<number>,
): Promise<number> {
  const work = async (merchantId: string) => {
    let done = 0
    for (;;) {
      const portion = await runCommand(runtime, { merchantId, actor: `system:${job}` }, portionOf)
      if (portion === 0) return done
      done += portion
    }
  }
  return sumOfEach(runtime, await findMerchantIds(runtime), { work, about: (merchantId) => ({ merchantId, job }) })
}

function startRunner(
  runtime: Runtime,
  connectionString: string,
  { keepAnswersDays }: Pick<Config, 'keepAnswersDays'>,
): Promise<Runner> {
  return run({
    connectionString,
    maxPoolSize: 2,
    concurrency: 1,
    noHandleSignals: true,
    logger: queueLogger(runtime),
    taskList: {
      expire_orders: async () => void (await expireAllOrders(runtime)),
      forget_sign_ins: async () => void (await inPortions(runtime, 'forgetting', forgetSignIns)),
      expire_drafts: async () => void (await inPortions(runtime, 'expiry', expireDrafts)),
      expire_approvals: async () => void (await expireAllApprovals(runtime)),
      forget_answers: async () => void (await forgetOldAnswers(runtime, keepAnswersDays)),
      sweep_files: async () => void (await sweepAllFiles(runtime)),
      forget_bulk_jobs: async () => void (await inPortions(runtime, 'forgetting', forgetBulkJobs)),
      erase_due: async () => void (await eraseAllDue(runtime)),
      rotate_keys: async (_, { addJob }) => {
        if ((await continueRotations(runtime, turnMs)) > 0)
          await addJob('rotate_keys', {}, { jobKey: 'rotate_keys_on' })
      },
      build_figures: async (_, { addJob }) => {
        if ((await continueAllFigures(runtime, turnMs)) > 0)
          await addJob('build_figures', {}, { jobKey: 'build_figures_on' })
      },
    },
    parsedCronItems: parseCronItems([
      { task: 'expire_orders', match: '* * * * *', options: { backfillPeriod: 0 } },
      { task: 'expire_drafts', match: '17 * * * *', options: { backfillPeriod: 0 } },
      { task: 'expire_approvals', match: '11 * * * *', options: { backfillPeriod: 0 } },
      { task: 'forget_answers', match: '23 * * * *', options: { backfillPeriod: 0 } },
      { task: 'forget_sign_ins', match: '43 * * * *', options: { backfillPeriod: 0 } },
      { task: 'forget_bulk_jobs', match: '53 * * * *', options: { backfillPeriod: 0 } },
      { task: 'erase_due', match: '41 * * * *', options: { backfillPeriod: 0 } },
      { task: 'sweep_files', match: '7 * * * *', options: { backfillPeriod: 0 } },
      { task: 'rotate_keys', match: '* * * * *', options: { backfillPeriod: 0 } },
      { task: 'build_figures', match: '* * * * *', options: { backfillPeriod: 0 } },
    ]),
  })
}

/** The queue's own lines, at our levels: its news of every job is of no interest. */
export function queueLogger({ logger }: Runtime): Logger {
  return new Logger(() => (level, message) => {
    if (level === 'error') logger.error({}, message)
    else if (level === 'warning') logger.warn({}, message)
  })
}

async function freeLostJobs(runtime: Runtime): Promise<void> {
  const before = new Date(runtime.clock().getTime() - jobLimitMs)
  await freeJobsLockedBefore(runtime.database, before)
}
