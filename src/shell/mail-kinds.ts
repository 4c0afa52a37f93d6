import {
  composeEmailNotice,
  composeFormerEmailNotice,
  composeStaffNotice,
} from '../access/staff-mail/compose-notice.ts'
import { emailNotice, formerEmailNotice, staffNotice } from '../access/staff-mail/staff-mail.ts'
import type { MailKinds } from '../platform/mail/mail-job.ts'

/** Every kind of mail: who puts one into the queue names it as it is named here. */
export const mailKinds: MailKinds = {
  [staffNotice]: composeStaffNotice,
  [emailNotice]: composeEmailNotice,
  [formerEmailNotice]: composeFormerEmailNotice,
}
