import type { getAccountContract } from '../../../src/access/account/contract.ts'
import type { readLinkContract, useLinkContract } from '../../../src/access/sign-in/contract.ts'
import { lacksFactor } from '../account/lacks-factor.ts'
import { call, Refusal } from '../page/call.ts'
import { make } from '../page/element.ts'
import { makeNameForKeeper } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { makeNewPassword } from '../page/new-password.ts'
import { type Door, type FirstPlace, goOn } from './door.ts'
import { keepNextPlace, takeNextPlace } from './next-place.ts'

type Purpose = Awaited<ReturnType<typeof call<typeof readLinkContract>>>

/** Shows what a link is for; it is used by a button only, since mail programs follow links too. */
export async function showLink(door: Door, token: string): Promise<void> {
  try {
    const purpose = await call<typeof readLinkContract>('POST', '/access-links/lookup', { token })
    const known = { ...door, merchant: door.needsMerchant ? purpose.merchantCode : undefined }
    if (purpose.kind === 'sign_in') showSignIn(known, token, purpose)
    else showNewPassword(known, token, purpose)
  } catch (error) {
    if (!(error instanceof Refusal) || !isSpent(error)) throw error
    await door.askPassword(door, 'problem_link_invalid')
  }
}

/** What is no token at all is refused by its form. */
function isSpent({ code }: Refusal): boolean {
  return code === 'link_invalid' || code === 'invalid_input'
}

function showSignIn(door: Door, token: string, { name, merchantName }: Purpose): void {
  const form = makeForm({ fields: [], submit: 'sign_in', send: () => follow(door, { token }) })
  door.show('link_title', [make('p', { say: 'link_sign_in', facts: { name, merchantName } }), form])
}

function showNewPassword(door: Door, token: string, { kind, name, email, merchantName }: Purpose): void {
  const isInvitation = kind === 'invitation'
  const form = makeForm({
    fields: [makeNewPassword('new_password', [name, merchantName, ...email.split(/[@.]/)])],
    before: [makeNameForKeeper(email)],
    submit: isInvitation ? 'accept_invitation' : 'set_password',
    send: ({ password }) =>
      follow(door, { token, ...(password !== undefined && { password }) }, isInvitation ? placeOfInvited : undefined),
  })
  const facts = { name, email, merchantName }
  door.show(isInvitation ? 'invitation_title' : 'reset_title', [
    make('p', { say: isInvitation ? 'link_invitation' : 'link_reset', facts }),
    form,
  ])
}

async function follow(door: Door, body: { token: string; password?: string }, firstPlace?: FirstPlace): Promise<void> {
  // Who came by a link has to set up how they come in the next time.
  keepNextPlace('/account')
  await goOn(door, await call<typeof useLinkContract>('POST', '/access-links/use', body), firstPlace)
}

/** Who was invited is shown around, unless there is something that they have to set up before. */
async function placeOfInvited(): Promise<string> {
  const place = takeNextPlace()
  return lacksFactor(await call<typeof getAccountContract>('GET', '/account')) ? place : '/?welcome=1'
}
