import type { requestResetContract } from '../../../src/access/sign-in/contract.ts'
import { call } from '../page/call.ts'
import { make, makeButton } from '../page/element.ts'
import { makeField } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import type { Door } from './door.ts'
import { makeMerchantField, merchantOf } from './merchant-field.ts'

/** Asks who forgot their password, and says the same whether the name is known or not. */
export function showForgottenStep(door: Door, login: string): void {
  const name = makeField({
    ...{ name: 'login', label: 'email' },
    input: { type: 'email', autocomplete: 'username', value: login, spellcheck: 'false', autocapitalize: 'none' },
  })
  const back = (text: string) =>
    makeButton('back_to_sign_in', () => door.askPassword(door, undefined, text), { class: 'link' })
  const form = makeForm({
    ...{ fields: [...makeMerchantField(door), name], submit: 'send_link' },
    send: async (values) => {
      const given = (values.login ?? '').trim()
      await call<typeof requestResetContract>('POST', '/password-resets', { ...merchantOf(door, values), login: given })
      door.show('forgotten_sent_title', [
        make('p', { role: 'status', say: 'forgotten_sent', facts: { login: given } }),
        make('p', { class: 'hint', say: 'forgotten_no_mail' }),
        make('p', { class: 'links' }, back(given)),
      ])
    },
  })
  door.show('forgotten_title', [
    make('p', { class: 'hint', say: 'forgotten_hint' }),
    form,
    make('p', { class: 'links' }, back(login)),
  ])
}
