import type { MailKinds } from '../platform/mail/mail-job.ts'

/** Every kind of mail: who puts one into the queue names it as it is named here. */
export const mailKinds: MailKinds = {}
