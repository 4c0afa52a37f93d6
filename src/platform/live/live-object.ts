// What is told live is that something changed: which object, to which version, what kind of event, whose doing. Who hears of it
// asks for the object itself, through the same doors as always. Never anything of what stands in it.
import type { Transaction } from '../db/transaction.ts'
import type { Scoped } from '../scope.ts'

/** A kind of object whose changes are told live; its module says to whom. */
export type LiveObject = {
  /** The `objectType` of its events. */
  type: string
  /** Who may hear of them. */
  permission: string
  /**
   * What who is narrowed hears: of which of these objects; or `kind`, only that something of this kind changed. Left out: nobody's
   * narrowness matters.
   */
  within?: 'kind' | ((asking: Scoped, ids: readonly string[]) => Promise<ReadonlySet<string>>)
  /** The one person whom each of these objects is for, as an actor; left out: everybody's who may. */
  addressees?: (tx: Transaction, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** One change, as it is told. */
export type LiveChange = {
  objectType: string
  objectId: string
  version: number
  type: string
  actor: string
  at: Date
}
