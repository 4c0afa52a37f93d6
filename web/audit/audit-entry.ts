import type { listAuditEntriesContract } from '../../src/access/audit/contract.ts'
import type { ItemOf } from '../platform/call.ts'

/** One thing that was done. */
export type AuditEntry = ItemOf<typeof listAuditEntriesContract>
