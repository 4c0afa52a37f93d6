import { type Command, runCommand, runQuery } from '../../platform/command.ts'
import { read } from '../../platform/db/transaction.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { ownOrigin } from '../../platform/http/doors/own-host.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { type HeadedAnswer, serveCall, serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { requireEverywhere } from '../../platform/scope.ts'
import type { Policy } from '../role.ts'
import { removeCookie, sessionCookie, writeCookie } from '../sign-in/cookies.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { countRecoveryCodes, findPasskeys, type Passkey } from '../sign-in/factor-store.ts'
import { makeRecoveryCodes } from '../sign-in/recovery-codes.ts'
import { viewSession } from '../sign-in/routes.ts'
import { findSecuritySettings, findSessions } from '../sign-in/session-queries.ts'
import { viewStaff } from '../staff/routes.ts'
import { openStaff } from '../staff/sealed-staff.ts'
import { findPasswordHash, findStaffById } from '../staff/staff-queries.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { changeSelf } from './change-self.ts'
import * as contracts from './contract.ts'
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  renewRecoveryCodes,
} from './own-authenticator.ts'
import { addPasskey, beginPasskey, removePasskey } from './own-passkeys.ts'
import { type Person, proveAgain } from './prove.ts'
import { personOf, serveOwn } from './serve-own.ts'
import { setSecuritySettings } from './set-security-settings.ts'

/** Serves what somebody who is signed in does about their own account. Nothing of it is kept under an idempotency key. */
export function serveAccount(app: App, policy: Policy): void {
  serveSelf(app, policy)
  serveFactors(app)
  serveSessions(app)
  serveQuery(app, contracts.getSecuritySettingsContract, ({ tx }) => findSecuritySettings(tx))
  serveCommand(app, contracts.setSecuritySettingsContract, (command, input) => {
    requireEverywhere(command.scope)
    return setSecuritySettings(command, input)
  })
}

function serveSelf(app: App, policy: Policy): void {
  const { runtime } = app
  serveOwn(app, contracts.getAccountContract, async (person) => {
    const { staffId } = person.session
    return runQuery(runtime, person, async ({ tx, keys }) => {
      const staff = await findStaffById(tx, staffId)
      if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
      return {
        ...viewStaff(staff),
        ...openStaff(keys, staff),
        permissions: Object.keys(policy).filter(person.may).sort(),
        hasPassword: (await findPasswordHash(tx, staffId)) !== null,
        hasAuthenticator: staff.hasTotp,
        recoveryCodes: await countRecoveryCodes(tx, staffId),
        passkeys: (await findPasskeys(tx, staffId)).map(viewPasskey),
        secondFactor: (await findSecuritySettings(tx)).secondFactor,
        sessionId: person.session.id,
        provenAt: person.session.provenAt.toISOString(),
      }
    })
  })
  serveOwn(app, contracts.changeAccountContract, async (person, input) =>
    viewStaff(await runCommand(runtime, person, (command) => changeSelf(command, person.session.staffId, input))),
  )
  serveCall(app, contracts.proveContract, async ({ principal, input }): Promise<HeadedAnswer> => {
    const { session, token, lifeSeconds } = await proveAgain(runtime, personOf(principal), input)
    const headers = { 'set-cookie': writeCookie(sessionCookie, token, lifeSeconds) }
    return { status: 200, body: viewSession(session), headers }
  })
  serveOwn(app, contracts.changePasswordContract, async (person, input) => {
    await changeOwnPassword(runtime, person, input)
    return done
  })
}

function serveFactors(app: App): void {
  const command = <T>(person: Person, work: (command: Command) => Promise<T>) => runCommand(app.runtime, person, work)
  serveOwn(app, contracts.beginAuthenticatorContract, (person) =>
    command(person, (it) => beginAuthenticator(it, person.session.staffId)),
  )
  serveOwn(app, contracts.confirmAuthenticatorContract, async (person, { code }) => {
    const recovery = await makeRecoveryCodes(person.session.staffId)
    await command(person, (it) => confirmAuthenticator(it, person.session, { code, recovery }))
    return { recoveryCodes: recovery.codes }
  })
  serveOwn(app, contracts.removeAuthenticatorContract, async (person) => {
    await command(person, (it) => removeAuthenticator(it, person.session))
    return done
  })
  serveOwn(app, contracts.renewRecoveryCodesContract, async (person) => {
    const recovery = await makeRecoveryCodes(person.session.staffId)
    await command(person, (it) => renewRecoveryCodes(it, person.session.staffId, recovery))
    return { recoveryCodes: recovery.codes }
  })
  serveOwn(app, contracts.beginPasskeyContract, (person, _, request) =>
    command(person, (it) => beginPasskey(it, person.session.staffId, ownOrigin(request, app.doors.publicUrl))),
  )
  serveOwn(app, contracts.addPasskeyContract, async (person, input, request) =>
    viewPasskey(
      await command(person, (it) =>
        addPasskey(it, person.session.staffId, input, ownOrigin(request, app.doors.publicUrl)),
      ),
    ),
  )
  serveOwn(app, contracts.removePasskeyContract, async (person, { passkeyId }) => {
    await command(person, (it) => removePasskey(it, person.session, passkeyId))
    return done
  })
}

function serveSessions(app: App): void {
  const { runtime } = app
  serveOwn(app, contracts.listOwnSessionsContract, (person, { limit, after }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    return read(runtime.database, person.merchantId, async (tx) => {
      const rows = await findSessions(tx, person.session.staffId, { limit: limit + 1, after: lastId })
      const page = pageFrom(rows, limit, ({ id }) => [id])
      return { ...page, items: page.items.map(viewSession) }
    })
  })
  serveCall(
    app,
    contracts.endOwnSessionContract,
    async ({ principal, input: { sessionId } }): Promise<HeadedAnswer> => {
      const { session, ...person } = personOf(principal)
      const only = sessionId === 'current' ? session.id : sessionId
      const ended = await runCommand(runtime, person, (it) => endSessions(it, session.staffId, { only }))
      if (ended.length === 0) throw new DomainError('not_found', 'session_not_found')
      const headers =
        only === session.id ? { 'set-cookie': removeCookie(sessionCookie), 'clear-site-data': '"cache"' } : {}
      return { status: 200, body: { ended: ended.length }, headers }
    },
  )
  serveOwn(app, contracts.endOtherSessionsContract, async (person) => {
    const { id, staffId } = person.session
    return { ended: (await runCommand(runtime, person, (it) => endSessions(it, staffId, { but: id }))).length }
  })
}

const done = { status: 'done' as const }

function viewPasskey({ id, name, createdAt, lastUsedAt }: Passkey) {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null }
}
