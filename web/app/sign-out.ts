import type { endOwnSessionContract } from '../../src/access/account/contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'

/** Ends somebody's session here, and leads to the door. */
export async function signOut(sessionId: string): Promise<void> {
  await call<typeof endOwnSessionContract>('DELETE', `/account/sessions/${sessionId}`)
  location.assign(paths.signIn())
}
