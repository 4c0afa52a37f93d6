import { parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { createFindRights } from '../access/actor-rights.ts'
import { bulkTask } from '../bulk/request-bulk-job.ts'
import { workBulkJobs } from '../bulk/work-bulk-jobs.ts'
import { exportFolder, removeOldFiles } from '../exports/export-files.ts'
import { exportTask } from '../exports/request-export.ts'
import { workExports } from '../exports/work-exports.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs, secondMs } from '../platform/time.ts'
import { bulkActions } from './bulk-actions.ts'
import { findMerchantIds, sumOfEach } from './each-merchant.ts'
import { exportSources } from './export-sources.ts'
import { policy } from './policy.ts'
import type { Running } from './run-drains.ts'
import { queueLogger } from './run-jobs.ts'
import { keepRunning } from './run-mail-jobs.ts'

/** After so long a merchant's work lets that of the others have its turn. */
const workForMs = 10 * secondMs

/**
 * Works what people asked to be done beside their request: bulk jobs and files. Somebody waits for it, so that it has a runner of its own,
 * beside the timed jobs and the mail.
 */
export function runWorkJobs(runtime: Runtime, appUrl: string): Running {
  const stopping = new AbortController()
  const running = keepRunning(runtime, () => startRunner(runtime, appUrl, stopping.signal), stopping.signal)
  return {
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

/** Works the bulk jobs of every merchant, each for so long; answers how many merchants still have some. */
export async function workAllBulkJobs(runtime: Runtime, signal?: AbortSignal, forMs = workForMs): Promise<number> {
  const findRights = createFindRights(policy)
  return sumOfEach(runtime, await findMerchantIds(runtime), {
    work: (merchantId) => {
      const endMs = monotonicMs() + forMs
      const isOver = () => signal?.aborted === true || monotonicMs() >= endMs
      return workBulkJobs(runtime, merchantId, { actions: bulkActions, findRights, isOver })
    },
    about: (merchantId) => ({ merchantId, job: 'bulk' }),
  })
}

/** Writes the files of every merchant's exports, each for so long; answers how many merchants still wait for some. */
export async function workAllExports(runtime: Runtime, signal?: AbortSignal, forMs = workForMs): Promise<number> {
  const { dataDir } = runtime
  if (dataDir === undefined) return 0
  const folder = exportFolder(dataDir)
  await removeOldFiles(folder, runtime.clock())
  const findRights = createFindRights(policy)
  const isStopping = () => signal?.aborted === true
  return sumOfEach(runtime, await findMerchantIds(runtime), {
    work: (merchantId) => {
      const endMs = monotonicMs() + forMs
      const isOver = () => isStopping() || monotonicMs() >= endMs
      return workExports(runtime, merchantId, { sources: exportSources, findRights, folder, isOver, isStopping })
    },
    about: (merchantId) => ({ merchantId, job: 'exports' }),
  })
}

function startRunner(runtime: Runtime, connectionString: string, signal: AbortSignal): Promise<Runner> {
  const taskList: TaskList = {
    [bulkTask]: async (_, { addJob }) => {
      const left = await workAllBulkJobs(runtime, signal)
      if (left > 0) await addJob(bulkTask, {}, { jobKey: `${bulkTask}_on` })
    },
    [exportTask]: async (_, { addJob }) => {
      const left = await workAllExports(runtime, signal)
      if (left > 0) await addJob(exportTask, {}, { jobKey: `${exportTask}_on` })
    },
  }
  // What is asked for wakes its task; every minute it is looked for what a worker that is gone has left.
  const everyMinute = Object.keys(taskList).map((task) => ({
    ...{ task, match: '* * * * *', options: { backfillPeriod: 0 } },
  }))
  return run({
    connectionString,
    ...{ maxPoolSize: 2, concurrency: 2, noHandleSignals: true },
    logger: queueLogger(runtime),
    taskList,
    parsedCronItems: parseCronItems(everyMinute),
  })
}
