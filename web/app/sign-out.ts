import type { endOwnSessionContract } from '../../src/access/account/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'

/**
 * Ends somebody's session here, forgets what the device kept to show them, and leads to the door. What waits to be sent waits for
 * them.
 */
export async function signOut(sessionId: string): Promise<void> {
  await call<typeof endOwnSessionContract>('DELETE', `/account/sessions/${sessionId}`)
  // Read when it is needed: what the device keeps is no part of the first page.
  const { forgetAnswers } = await import('../platform/outbox/outbox-store.ts')
  await forgetAnswers().catch(() => undefined)
  location.assign(paths.signIn())
}
