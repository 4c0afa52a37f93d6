import { runQuery } from '../platform/command.ts'
import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCall, serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { findApproval, findApprovalSettings, findApprovals } from './approval-queries.ts'
import { approvalView } from './approval-view.ts'
import { deciderOf } from './ask-first.ts'
import * as contracts from './contract.ts'
import { type ApprovalDoing, approve, decline, withdraw } from './decide-approval.ts'
import { setApprovalSettings } from './set-approval-settings.ts'

/** Serves what needs two people. What is approved is done by the modules above, which `doing` names. */
export function serveApprovals(app: App, doing: ApprovalDoing): void {
  const { withinOrders } = doing
  serveCall(app, contracts.listApprovalsContract, async ({ principal, input }) => {
    const { limit, after, decidable, ...asked } = input
    const [lastId] = decodeCursor(after, idForm) ?? []
    const filter = { ...asked, ...(decidable && { decidableBy: deciderOf(principal) }) }
    const approvals = await runQuery(app.runtime, principal, (query) =>
      findApprovals({ ...query, withinOrders }, filter, { limit: limit + 1, after: lastId }),
    )
    const page = pageFrom(approvals, limit, ({ id }) => [id])
    return { status: 200, body: { ...page, items: page.items.map(approvalView) } }
  })
  serveQuery(app, contracts.getApprovalContract, async (query, { approvalId }) => {
    const approval = await findApproval({ ...query, withinOrders }, approvalId)
    if (approval === undefined) throw new DomainError('not_found', 'approval_not_found')
    return approvalView(approval)
  })
  serveCommand(app, contracts.approveContract, async (command, input) =>
    approvalView(await approve(command, input, doing)),
  )
  serveCommand(app, contracts.declineContract, async (command, input) =>
    approvalView(await decline(command, input, doing)),
  )
  serveCommand(app, contracts.withdrawApprovalContract, async (command, input) =>
    approvalView(await withdraw(command, input, doing)),
  )
  serveQuery(app, contracts.findApprovalSettingsContract, ({ tx }) => findApprovalSettings(tx))
  serveCommand(app, contracts.setApprovalSettingsContract, (command, settings) => {
    requireEverywhere(command.scope)
    return setApprovalSettings(command, settings)
  })
}
