import type { signInContract } from '../../../src/access/sign-in/contract.ts'
import { call } from '../page/call.ts'
import { make, makeButton } from '../page/element.ts'
import { makeField, makePassword } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { hasPasskeys } from '../page/passkey-browser.ts'
import { setWords, type WordKey } from '../page/say.ts'
import { type Door, goOn } from './door.ts'
import { showForgottenStep } from './forgotten-step.ts'
import { makeMerchantField, merchantOf } from './merchant-field.ts'
import { offerPasskeyInField, signInWithPasskey } from './passkey-step.ts'

/** Asks for name and password, or a passkey; `news`: why somebody stands here again. */
export async function showPasswordStep(door: Door, news?: WordKey, login = ''): Promise<void> {
  const merchantFields = makeMerchantField(door)
  const name = makeField({
    ...{ name: 'login', label: 'email' },
    input: { type: 'email', autocomplete: 'username webauthn', value: login, ...plainText },
  })
  const password = makePassword({ name: 'password', label: 'password', use: 'current' })
  const form = makeForm({
    ...{ fields: [...merchantFields, name, password], submit: 'sign_in' },
    send: async (values) => {
      const body = { ...merchantOf(door, values), login: values.login ?? '', password: values.password ?? '' }
      await goOn(door, await call<typeof signInContract>('POST', '/sessions', body))
    },
  })
  const valuesNow = () => ({ merchant: merchantFields[0]?.input.value ?? '' })
  const forgotten = makeButton('forgotten', () => showForgottenStep(door, name.input.value), { class: 'link' })
  door.show('sign_in_title', [
    ...(news === undefined ? [] : [make('p', { class: 'notice', role: 'status', say: news })]),
    form,
    ...(hasPasskeys() ? [makePasskeyPart(door, valuesNow)] : []),
    make('p', { class: 'links' }, forgotten),
  ])
  if (merchantFields.length === 0) await offerPasskeyInField(door, form)
}

function makePasskeyPart(door: Door, valuesNow: () => { merchant: string }): HTMLElement {
  const alert = make('p', { class: 'alert', role: 'alert', hidden: true })
  const button = makeButton('sign_in_with_passkey', async () => {
    alert.hidden = true
    const said = await signInWithPasskey(door, merchantOf(door, valuesNow()))
    if (said === undefined) return
    alert.hidden = false
    setWords(alert, said.key, said.facts)
  })
  return make('div', { class: 'passkey' }, button, alert)
}

const plainText = { spellcheck: 'false', autocapitalize: 'none' }
