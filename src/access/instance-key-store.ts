import { sql } from 'kysely'
import type { Statements } from '../platform/db/database.ts'

/**
 * Keeps the instance's key from being renewed until the transaction ends; the first one is noted. Fails, for another attempt
 * with the present one, when what is about to be wrapped by this one would be wrapped by a key that goes.
 */
export async function holdInstanceKey(statements: Statements, fingerprint: number, now: Date): Promise<void> {
  await statements.run(sql`
    insert into instance_keys (id, fingerprint, changed_at) values (1, ${fingerprint}, ${now}) on conflict do nothing`)
  await statements.run(sql`
    select expect_keys('instance ' || fingerprint, ${`instance ${fingerprint}`})
    from (select fingerprint from instance_keys where id = 1 for share) held`)
}

/** Has everything new wrapped by another instance key from the commit on; waits for those who are about to wrap with the last. */
export async function changeInstanceKey(statements: Statements, fingerprint: number, now: Date): Promise<void> {
  await statements.run(sql`
    insert into instance_keys (id, fingerprint, changed_at) values (1, ${fingerprint}, ${now})
    on conflict (id) do update set fingerprint = excluded.fingerprint, changed_at = excluded.changed_at
    where instance_keys.fingerprint <> excluded.fingerprint`)
}
