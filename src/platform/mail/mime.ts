import assert from 'node:assert/strict'
import type { SendMailOptions } from 'nodemailer'
import { idTime, isId } from '../ids.ts'
import { isMailAddress, type Sender } from './address.ts'
import { type Mail, MailRefused } from './message.ts'
import { oneLine } from './template.ts'

/**
 * A mail as the library takes it. Its Message-ID is made of its id, and its date is the id's time: tried again, it is the
 * same mail, and a receiver that got it twice can tell.
 * @throws MailRefused for a receiver who is no single address
 */
export function mimeOf({ id, to, subject, text, html, language }: Mail, from: Sender): SendMailOptions {
  assert.ok(isId(id), 'a mail has an id')
  if (!isMailAddress(to)) throw new MailRefused('no address', 'the receiver is not one mail address')
  return {
    from,
    to: { name: '', address: to },
    envelope: { from: from.address, to: [to] },
    subject: oneLine(subject),
    ...{ text, html },
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    date: idTime(id),
    // RFC 3834: nobody's absence is to be told to us.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    textEncoding: 'B',
    xMailer: false,
    ...{ disableFileAccess: true, disableUrlAccess: true },
  }
}
