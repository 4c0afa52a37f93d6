import type { z } from 'zod'
import { type Command, runCommand } from '../platform/command.ts'
import type { App } from '../platform/http/app.ts'
import type { Contract, InputOf } from '../platform/http/contract.ts'
import { serveCall } from '../platform/http/serve.ts'
import { viewOfContact } from './contact.ts'
import type { Disclosed } from './disclose-contacts.ts'
import type { disclosureView } from './disclosure-contract.ts'

/**
 * Serves the disclosure of one contact. Its answer is kept nowhere, whatever key comes with it, and a refusal is given once
 * what tells of it is committed.
 */
export function serveDisclosure<C extends Contract>(
  app: App,
  contract: C,
  disclose: (command: Command, input: InputOf<C>) => Promise<Disclosed>,
): void {
  serveCall(app, contract, async ({ principal, input }) => {
    const disclosed = await runCommand(app.runtime, principal, (command) => disclose(command, input))
    return { status: contract.status ?? 200, body: viewDisclosed(disclosed) }
  })
}

function viewDisclosed({ id, at, outcomes: [outcome] }: Disclosed): z.input<typeof disclosureView> {
  if (outcome === undefined || 'refusal' in outcome) throw outcome?.refusal
  return { disclosureId: id, disclosedAt: at.toISOString(), contact: viewOfContact(outcome.value) }
}
