import { read, transact } from '../../platform/db/transaction.ts'
import type { Principal } from '../../platform/http/app.ts'
import type { Runtime } from '../../platform/runtime.ts'
import { scopeOf } from '../keys/api-key.ts'
import { type Policy, permissionsOfRoles } from '../role.ts'
import { hashSecret } from '../secret-token.ts'
import { unauthorized } from '../unauthorized.ts'
import { isLive, type OpenSession } from './session.ts'
import { findOpenSession } from './session-queries.ts'
import { saveSeen } from './session-store.ts'

/** What somebody may do who must first set up a second factor. */
const beforeSecondFactor = new Set(['account.own', 'merchant.read'])
const seenEveryMs = 60_000

/**
 * Lets a person in by their session. It is read for each request: one that was ended opens nothing from that moment on, in
 * any process.
 */
export async function authenticateSession(
  { database, clock }: Pick<Runtime, 'database' | 'clock'>,
  policy: Policy,
  { merchantId, secret, purpose }: { merchantId: string; secret: string; purpose: 'use' | 'look' },
): Promise<Omit<Principal, 'origin'>> {
  const now = clock()
  const session = await read(database, merchantId, (tx) => findOpenSession(tx, hashSecret(secret)))
  if (session === undefined || !isLive(session, now)) throw unauthorized()
  if (purpose === 'use' && now.getTime() - session.seenAt.getTime() >= seenEveryMs) {
    await transact(database, merchantId, (tx) => saveSeen(tx, session.id, now))
  }
  const { id, staffId, provenAt } = session
  return {
    ...{ merchantId, actor: `staff:${staffId}`, scope: scopeOf(session), session: { id, staffId, provenAt } },
    ...permissionsOf(session, policy),
    rights: rightsOf(session),
  }
}

/** What decides what somebody may do, and where, as one text. */
function rightsOf({ roles, permissions, locationIds, channels, settings, hasSecondFactor }: OpenSession): string {
  const isBare = settings.secondFactor === 'required' && !hasSecondFactor
  return JSON.stringify([roles, permissions.toSorted(), locationIds, channels, isBare])
}

function permissionsOf(session: OpenSession, policy: Policy): Pick<Principal, 'may' | 'lacks'> {
  const may = permissionsOfRoles(policy, session)
  const isBare = session.settings.secondFactor === 'required' && !session.hasSecondFactor
  if (!isBare) return { may }
  return { may: (permission) => beforeSecondFactor.has(permission) && may(permission), lacks: 'second_factor' }
}
