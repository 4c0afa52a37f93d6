import { type QueryContext, runCommand } from '../../platform/command.ts'
import { DomainError } from '../../platform/errors.ts'
import type { App } from '../../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../../platform/http/lists.ts'
import { serveCall, serveCommand, serveQuery } from '../../platform/http/serve.ts'
import { maskEmail } from '../../platform/mail/address.ts'
import type { Policy } from '../role.ts'
import { writeLinkToken } from '../sign-in/access-link.ts'
import { endSessions } from '../sign-in/end-sessions.ts'
import { viewSession } from '../sign-in/routes.ts'
import { findSessions } from '../sign-in/session-queries.ts'
import { changeStaff, disableStaff, enableStaff, removeSecondFactor } from './change-staff.ts'
import * as contracts from './contract.ts'
import { inviteAgain, inviteStaff } from './invite-staff.ts'
import { openStaff } from './sealed-staff.ts'
import type { Staff } from './staff.ts'
import { findColleagues, findStaff, findStaffById, type StaffRow } from './staff-queries.ts'
import { lockStaff } from './staff-store.ts'
import { requireSway } from './sway.ts'

/** Of more it is not told who they are: the newest are. */
const mostColleagues = 2000

/** Serves who works here; where mail is not sent by a server, whoever invites is shown the link. */
export function serveStaff(app: App, policy: Policy, isMailSent: boolean): void {
  serveReading(app)
  serveCommand(app, contracts.inviteStaffContract, async (command, { locationIds = null, channels = null, ...form }) =>
    viewStaff(await inviteStaff(command, policy, { ...form, locationIds, channels })),
  )
  serveCommand(app, contracts.inviteAgainContract, async (command, input) =>
    viewStaff((await inviteAgain(command, policy, input)).staff),
  )
  serveCall(app, contracts.showInvitationContract, async ({ principal, input }) => {
    if (isMailSent) throw new DomainError('conflict', 'mail_is_sent')
    const body = await runCommand(app.runtime, principal, async (command) => {
      const { link } = await inviteAgain(command, policy, input)
      return { token: writeLinkToken(command.keys, link), expiresAt: link.expiresAt.toISOString() }
    })
    return { status: contracts.showInvitationContract.status, body }
  })
  serveCommand(app, contracts.changeStaffContract, async (command, { name, email, ...form }) => {
    const { locationIds = null, channels = null, ...rest } = form
    const contact = { ...(name !== undefined && { name }), ...(email !== undefined && { email }) }
    return viewStaff(await changeStaff(command, policy, { ...rest, ...contact, locationIds, channels }))
  })
  serveCommand(app, contracts.disableStaffContract, async (command, input) =>
    viewStaff(await disableStaff(command, policy, input)),
  )
  serveCommand(app, contracts.enableStaffContract, async (command, input) =>
    viewStaff(await enableStaff(command, policy, input)),
  )
  serveCommand(app, contracts.removeSecondFactorContract, async (command, input) =>
    viewStaff(await removeSecondFactor(command, policy, input)),
  )
  serveCommand(app, contracts.endStaffSessionsContract, async (command, { staffId }) => {
    const staff = await lockStaff(command.tx, staffId)
    if (staff === undefined) throw new DomainError('not_found', 'staff_not_found')
    await requireSway(command, policy, staff)
    return { ended: (await endSessions(command, staffId, {})).length }
  })
}

function serveReading(app: App): void {
  serveQuery(app, contracts.listStaffContract, async (query, { limit, after, status }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const rows = await findStaff(query.tx, { status }, { limit: limit + 1, after: lastId })
    const page = pageFrom(rows, limit, ({ id }) => [id])
    return { ...page, items: page.items.map((row) => viewNamed(query, row)) }
  })
  serveQuery(app, contracts.listColleaguesContract, async ({ tx, keys }) => {
    const rows = await findColleagues(tx, mostColleagues)
    return {
      items: rows
        .filter((row) => row.wrappedKey !== null)
        .map((row) => ({ id: row.id, name: openStaff(keys, row).name, isActive: row.status === 'active' })),
    }
  })
  serveQuery(app, contracts.getStaffContract, async (query, { staffId }) => {
    const row = await findStaffById(query.tx, staffId)
    if (row === undefined) throw new DomainError('not_found', 'staff_not_found')
    return viewNamed(query, row)
  })
  serveQuery(app, contracts.listStaffSessionsContract, async ({ tx }, { staffId, limit, after }) => {
    if ((await findStaffById(tx, staffId)) === undefined) throw new DomainError('not_found', 'staff_not_found')
    const [lastId] = decodeCursor(after, idForm) ?? []
    const page = pageFrom(await findSessions(tx, staffId, { limit: limit + 1, after: lastId }), limit, ({ id }) => [id])
    return { ...page, items: page.items.map(viewSession) }
  })
}

/** A member of staff as they leave, without anything personal. */
export function viewStaff({ id, roles, locationIds, channels, status, locale, version, createdAt }: Staff) {
  return { id, roles, locationIds, channels, status, locale, version, createdAt: createdAt.toISOString() }
}

function viewNamed({ keys, may = () => true }: QueryContext, row: StaffRow) {
  const { name, email } = openStaff(keys, row)
  return {
    ...viewStaff(row),
    name,
    email: may('access.staff') ? email : maskEmail(email),
    secondFactor: { authenticator: row.hasTotp, passkeys: row.passkeys },
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  }
}
