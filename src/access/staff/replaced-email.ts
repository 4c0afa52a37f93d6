import type { Command } from '../../platform/command.ts'
import { keepFormerEmail } from './former-email-store.ts'
import { sealFormerEmail } from './sealed-staff.ts'
import type { LockedStaff } from './staff-store.ts'

/** Keeps the address that somebody is losing, for the mail that tells it so; who had none is not told. */
export async function keepReplacedEmail(
  { tx, now, keys }: Pick<Command, 'tx' | 'now' | 'keys'>,
  before: LockedStaff,
  email: string,
): Promise<void> {
  if (email === '') return
  const version = before.version + 1
  await keepFormerEmail(tx, { staffId: before.id, version, sealed: sealFormerEmail(keys, before, email), at: now })
}
