import type { endOwnSessionContract } from '../../../src/access/account/contract.ts'
import { ask, leave } from './page.ts'

/** Ends this session and leads to the door. */
export async function signOut(): Promise<void> {
  await ask<typeof endOwnSessionContract>('DELETE', '/account/sessions/current')
  leave('signed_out')
}
