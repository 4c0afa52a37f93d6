// What one person's data is, over all modules: each module that holds some says how it is given to the person and how it is
// erased. The shell has the list of them; a module that begins to hold personal data adds itself there.
import type { Command } from '../platform/command.ts'
import type { MerchantKeys } from '../platform/crypto/key-ring.ts'
import type { Transaction } from '../platform/db/transaction.ts'

/**
 * Whose data: a customer with all their orders, or a guest with one. `personIds` are the people not erased yet: the buyer and
 * those to whom the orders go. A receiver is a person of the one order, so that nobody else's is among them.
 */
export type DataSubject = {
  type: 'customer' | 'order'
  id: string
  customerId: string | null
  orderIds: readonly string[]
  personIds: readonly string[]
}

/** A value in a copy for a person. */
export type ExportValue = string | number | boolean | null

/** A kind of thing in a copy for a person, with a row for each; all rows have the same fields. */
export type ExportSection = { name: string; rows: Record<string, ExportValue>[] }

/** A module that holds personal data. */
export type PersonalDataHolder = {
  name: string
  /** What it holds of the subject, whole and in plain. */
  collect: (context: { tx: Transaction; keys: MerchantKeys }, subject: DataSubject) => Promise<ExportSection[]>
  /** The ids of the objects whose events are about the subject. */
  findObjectIds: (tx: Transaction, subject: DataSubject) => Promise<string[]>
  /** Empties what names the subject; says how much of what that was. Amounts, quantities and states stay. */
  erase: (command: Command, subject: DataSubject) => Promise<Record<string, number>>
  /** Subscribers that keep search keys of contacts: none of them is at work while somebody is erased. */
  indexes?: readonly string[]
}
