import { DomainError } from '../platform/errors.ts'
import type { App } from '../platform/http/app.ts'
import { decodeCursor, idForm, pageFrom } from '../platform/http/lists.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { findApproval, findApprovalSettings, findApprovals, isVisible } from './approval-queries.ts'
import { approvalView } from './approval-view.ts'
import * as contracts from './contract.ts'
import { type ApprovalDoing, approve, decline, withdraw } from './decide-approval.ts'
import { setApprovalSettings } from './set-approval-settings.ts'

/** Serves what needs two people. What is approved is done by the modules above, which `doing` names. */
export function serveApprovals(app: App, doing: ApprovalDoing): void {
  serveQuery(app, contracts.listApprovalsContract, async (query, { limit, after, ...filter }) => {
    const [lastId] = decodeCursor(after, idForm) ?? []
    const approvals = await findApprovals(query, filter, { limit: limit + 1, after: lastId, orders: doing.orders })
    const page = pageFrom(approvals, limit, ({ id }) => [id])
    return { ...page, items: page.items.map(approvalView) }
  })
  serveQuery(app, contracts.getApprovalContract, async ({ tx, scope }, { approvalId }) => {
    const approval = await findApproval(tx, approvalId)
    if (approval === undefined || !(await isVisible({ tx, scope }, approval, doing.orders))) {
      throw new DomainError('not_found', 'approval_not_found')
    }
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
  serveCommand(app, contracts.setApprovalSettingsContract, async (command, wanted) => {
    // They hold for all places and channels.
    requireEverywhere(command.scope)
    return setApprovalSettings(command, wanted)
  })
}
