import type {
  beginAuthenticatorContract,
  confirmAuthenticatorContract,
  removeAuthenticatorContract,
  renewRecoveryCodesContract,
} from '../../../src/access/account/contract.ts'
import { isConfirmed } from '../page/dialog.ts'
import { make, makeButton } from '../page/element.ts'
import { makeField } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { makeQrPicture } from '../page/qr-picture.ts'
import { say } from '../page/say.ts'
import { type AccountPage, ask, makeSection } from './page.ts'
import { showRecoveryCodes } from './recovery-codes.ts'

/** The authenticator and its recovery codes. */
export function makeAuthenticatorPart(page: AccountPage): Node[] {
  const content = make('div', {})
  const section = makeSection('authenticator', { title: 'authenticator', says: 'authenticator_says' }, content)
  if (page.account().hasAuthenticator) content.append(...makePresent(page))
  else content.append(...makeAbsent(page, content))
  return [section]
}

function makeAbsent(page: AccountPage, content: HTMLElement): Node[] {
  const begin = async () => {
    const made = await page.proven(() => ask<typeof beginAuthenticatorContract>('POST', '/account/authenticator'))
    content.replaceChildren(...makeSetUp(page, content, made))
    content.querySelector('input')?.focus()
  }
  return [
    make('p', { class: 'state', say: 'authenticator_off' }),
    make(
      'div',
      { class: 'actions' },
      makeButton('set_up', () => page.attempt(begin)),
    ),
  ]
}

/** The QR code, the same as text for who cannot scan it, and the first code. */
function makeSetUp(page: AccountPage, content: HTMLElement, { secret, uri }: { secret: string; uri: string }): Node[] {
  const picture = makeQrPicture(uri)
  picture.setAttribute('data-label', 'qr_label')
  picture.setAttribute('aria-label', say('qr_label'))
  const code = makeField({
    ...{ name: 'code', label: 'code', hint: 'first_code_hint' },
    input: { autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: 7, class: 'code' },
  })
  const giveUp = () => content.replaceChildren(...makeAbsent(page, content))
  const form = makeForm({
    ...{ fields: [code], submit: 'confirm', words: { invalid_input: 'problem_code_wrong' } },
    after: [makeButton('cancel', giveUp)],
    send: async ({ code: given = '' }) => {
      const body = { code: given.replace(/\s/g, '') }
      const { recoveryCodes } = await page.proven(() =>
        ask<typeof confirmAuthenticatorContract>('PUT', '/account/authenticator', body),
      )
      await showRecoveryCodes(recoveryCodes)
      await page.refresh()
    },
  })
  const spaced = secret.replace(/(.{4})(?=.)/g, '$1 ')
  return [
    make('p', { say: 'scan_this' }),
    make(
      'div',
      { class: 'scan' },
      picture,
      make('div', {}, make('p', { class: 'hint', say: 'type_this' }), make('code', { class: 'secret' }, spaced)),
    ),
    form,
  ]
}

function makePresent(page: AccountPage): Node[] {
  const { recoveryCodes } = page.account()
  const renew = async () => {
    if (!(await isConfirmed('renew_codes_title', { does: 'renew_codes' }))) return
    const made = await page.proven(() => ask<typeof renewRecoveryCodesContract>('POST', '/account/recovery-codes'))
    await showRecoveryCodes(made.recoveryCodes)
    await page.refresh()
  }
  const remove = async () => {
    if (!(await isConfirmed('remove_authenticator_title', { does: 'remove' }))) return
    await page.proven(() => ask<typeof removeAuthenticatorContract>('DELETE', '/account/authenticator'))
    await page.refresh()
    page.tell('authenticator_removed')
  }
  return [
    make('p', { class: 'state on', say: 'authenticator_on' }),
    make('p', { say: 'codes_left', facts: { count: recoveryCodes } }),
    make(
      'div',
      { class: 'actions' },
      makeButton('renew_codes', () => page.attempt(renew)),
      makeButton('remove_authenticator', () => page.attempt(remove), { class: 'danger' }),
    ),
  ]
}
