import assert from 'node:assert/strict'
import { findOldestRunning, snapshotSettings } from '../../src/cli/verify/snapshot.ts'
import { readSqlChecks, runSqlCheck } from '../../src/cli/verify/sql-checks.ts'
import type { TestMerchant } from './merchant.ts'

/** Hands every event to its subscribers, then checks each invariant that is one query over the whole database. */
export async function assertSound({ owner, drainAll }: Pick<TestMerchant, 'owner' | 'drainAll'>): Promise<void> {
  const drainBegan = await findOldestRunning(owner)
  // What one subscriber publishes may be for one that was asked before it.
  await drainAll()
  await drainAll()
  await owner.query('begin')
  for (const [name, value] of Object.entries(snapshotSettings({ now: new Date(), drainBegan }))) {
    await owner.query('select set_config($1, $2, true)', [`yidan.${name}`, value])
  }
  for (const check of await readSqlChecks()) {
    assert.deepEqual((await runSqlCheck(owner, check, 5))?.rows ?? [], [], check.check)
  }
  await owner.query('commit')
}
