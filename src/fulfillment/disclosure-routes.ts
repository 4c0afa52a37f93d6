import { viewOfContact } from '../customers/contact.ts'
import { serveDisclosure } from '../customers/serve-disclosure.ts'
import { runCommand } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import { serveCall } from '../platform/http/serve.ts'
import { discloseReceiver, discloseReceivers } from './disclose-receivers.ts'
import { discloseReceiverContract, discloseReceiversContract } from './disclosure-contract.ts'
import { viewRow } from './fulfillment-view.ts'

/** Serves whom goods go to, for those who label them. Neither answer is kept under a key. */
export function serveReceivers(app: App): void {
  serveDisclosure(app, discloseReceiverContract, discloseReceiver)
  serveCall(app, discloseReceiversContract, async ({ principal, input }) => {
    const { id, at, outcomes } = await runCommand(app.runtime, principal, (command) =>
      discloseReceivers(command, input),
    )
    const results = outcomes.map((outcome, index) => ({
      fulfillmentOrderId: input.fulfillmentOrderIds[index],
      ...viewRow(outcome, (contact) => ({ contact: viewOfContact(contact) })),
    }))
    return {
      status: discloseReceiversContract.status,
      body: { disclosureId: id, disclosedAt: at.toISOString(), results },
    }
  })
}
