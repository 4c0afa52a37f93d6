import { sql } from 'kysely'
import type { DataSubject } from '../../customers/personal-holder.ts'
import { uuidList } from '../../platform/db/bulk.ts'
import type { Transaction } from '../../platform/db/transaction.ts'
import type { StagingReason } from './classify-line.ts'

/** A line that is kept aside: where it stood in the file, why it is no line of an order, and its values. */
export type KeptLine = {
  document: string
  lineNumber: number
  fileLine: number
  reason: StagingReason
  detail: string
  fields: string[]
}

/** Which lines, and how many at the most; `after` is the last one of the page before. */
export type KeptLinesPage = {
  source: string
  reason?: StagingReason | undefined
  after?: Pick<KeptLine, 'document' | 'lineNumber'> | undefined
  limit: number
}

/** One page of lines that are kept aside, by their documents. */
export function findKeptLines(tx: Transaction, { source, reason, after, limit }: KeptLinesPage): Promise<KeptLine[]> {
  const ofReason = reason === undefined ? sql`` : sql`and reason = ${reason}`
  const behind =
    after === undefined ? sql`` : sql`and (document, line_number) > (${after.document}, ${after.lineNumber})`
  return tx.rows(sql`
    select document, line_number, file_line, reason, detail, fields from import_lines
    where merchant_id = ${tx.merchantId} and source = ${source} ${ofReason} ${behind}
    order by document, line_number limit ${limit}`)
}

/** The kept lines of a subject's orders, and those that name the customer by its code. */
export function findLinesOf(tx: Transaction, source: string, subject: DataSubject): Promise<KeptLine[]> {
  return tx.rows(sql`
    select document, line_number, file_line, reason, detail, fields from import_lines
    where merchant_id = ${tx.merchantId} and source = ${source} and jsonb_array_length(fields) > 0 and (
      document = any(array(
        select external_id from orders
        where merchant_id = ${tx.merchantId} and id = any(${uuidList(subject.orderIds)}) and channel = ${source}
          and external_id is not null))
      or fields ->> 6 = (
        select code from customers where merchant_id = ${tx.merchantId} and id = ${subject.customerId}))
    order by document, line_number`)
}
