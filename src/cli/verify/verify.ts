import pg from 'pg'
import type { Runtime } from '../../platform/runtime.ts'
import { type Clock, monotonicMs, secondMs } from '../../platform/time.ts'
import { auditChainCheck, checkAuditChain, type NotedSeal } from './audit-chain.ts'
import type { Break, Check } from './break.ts'
import { checkIsolation, isolationCheck } from './isolation.ts'
import { checkSealedContacts, sealedContactsCheck } from './sealed-contacts.ts'
import { checkSealedStaff, sealedStaffCheck } from './sealed-staff.ts'
import { checkSealedTexts, sealedTextsCheck } from './sealed-texts.ts'
import { findOldestRunning, openSnapshot, type Snapshot, snapshotSettings } from './snapshot.ts'
import { readSqlChecks, runSqlCheck } from './sql-checks.ts'

/** What verifying needs. */
export type VerifyOptions = {
  /** Address of the database as `yidan_verify`, who reads every merchant's rows and writes none. */
  verifyUrl: string
  clock: Clock
  /** The application's own way to the database and its keys; without it isolation and sealed fields stay unproved. */
  runtime?: Pick<Runtime, 'database' | 'keysOf'>
  /** Hands every event that is due to its subscribers, so that what they keep can be compared with what it is of. */
  drain?: () => Promise<unknown>
  /** How many rows of each break to answer; all are counted. */
  rowLimit?: number
  /** Seals of the audit that were noted outside the database, to be found in it. */
  notedSeals?: readonly NotedSeal[] | undefined
  onProgress?: (line: string) => void
}

const atOnce = 2

type Task = Check & { run: (client: pg.Client) => Promise<Break | undefined> }

/**
 * Proves every invariant that is checked over the whole database, on one unchanging picture of it; answers those that do
 * not hold, by number. Changes nothing but what draining the events changes.
 */
export async function verifyDatabase(options: VerifyOptions): Promise<Break[]> {
  const { verifyUrl, clock, drain, onProgress = () => {} } = options
  const drainBegan = await oldestRunningAt(verifyUrl)
  if (drain !== undefined) {
    onProgress('draining the events')
    await drain()
  }
  const tasks = await listTasks(options)
  const snapshot = await openSnapshot(verifyUrl, atOnce, snapshotSettings({ now: clock(), drainBegan }))
  try {
    const breaks = await runTasks(tasks, snapshot, onProgress)
    return breaks.sort((a, b) => a.invariant - b.invariant || (a.check < b.check ? -1 : 1))
  } finally {
    await snapshot.close()
  }
}

async function oldestRunningAt(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await findOldestRunning(client)
  } finally {
    await client.end()
  }
}

async function listTasks({ runtime, rowLimit = 20, notedSeals: noted }: VerifyOptions): Promise<Task[]> {
  const tasks = (await readSqlChecks()).map(
    (check): Task => ({ ...check, run: (client) => runSqlCheck(client, check, rowLimit) }),
  )
  if (runtime === undefined) return tasks
  // The longest first, so that the others fill the time beside it.
  return [
    { ...sealedContactsCheck, run: (client) => checkSealedContacts(client, runtime.keysOf, rowLimit) },
    { ...auditChainCheck, run: (client) => checkAuditChain(client, runtime.keysOf, { limit: rowLimit, noted }) },
    { ...sealedStaffCheck, run: (client) => checkSealedStaff(client, runtime.keysOf, rowLimit) },
    { ...sealedTextsCheck, run: (client) => checkSealedTexts(client, runtime.keysOf, rowLimit) },
    { ...isolationCheck, run: (client) => checkIsolation(client, runtime.database, rowLimit) },
    ...tasks,
  ]
}

/** Each connection takes the next task when it has done its last. */
async function runTasks(
  tasks: readonly Task[],
  { clients }: Snapshot,
  onProgress: (line: string) => void,
): Promise<Break[]> {
  const breaks: Break[] = []
  const waiting = [...tasks]
  let done = 0
  const work = async (client: pg.Client) => {
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const began = monotonicMs()
      const found = await attempt(task, client)
      if (found !== undefined) breaks.push(found)
      const seconds = ((monotonicMs() - began) / secondMs).toFixed(1)
      const outcome = found === undefined ? 'holds' : `broken by ${found.count}`
      onProgress(`${++done} of ${tasks.length}: ${task.check} ${outcome} (${seconds} s)`)
    }
  }
  await Promise.all(clients.map(work))
  return breaks
}

/** Rows may be so damaged that a check cannot be computed over them: that is a break too, and the others go on. */
async function attempt({ run, ...check }: Task, client: pg.Client): Promise<Break | undefined> {
  await client.query('savepoint before_check')
  try {
    return await run(client)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    await client.query('rollback to savepoint before_check')
    const row = { merchantId: null, fault: 'the check failed', ids: {}, found: error.message, expected: 'an answer' }
    const { invariant, check: name, says } = check
    return { invariant, check: name, says, count: 1, rows: [row] }
  }
}
