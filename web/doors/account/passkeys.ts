import type {
  addPasskeyContract,
  beginPasskeyContract,
  removePasskeyContract,
} from '../../../src/access/account/contract.ts'
import { Refusal } from '../page/call.ts'
import { deviceName } from '../page/device-name.ts'
import { isConfirmed } from '../page/dialog.ts'
import { make, makeButton, makeTime } from '../page/element.ts'
import { makeField } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { createPasskey, hasPasskeys } from '../page/passkey-browser.ts'
import { type Account, type AccountPage, ask, makeSection } from './page.ts'

type Passkey = Account['passkeys'][number]

/** Passkeys: those there are, and a new one. */
export function makePasskeysPart(page: AccountPage): Node[] {
  const { passkeys } = page.account()
  const list =
    passkeys.length === 0
      ? make('p', { class: 'state', say: 'no_passkeys' })
      : make('ul', { class: 'rows' }, ...passkeys.map((passkey) => makeRow(page, passkey)))
  const more = hasPasskeys() ? makeAddForm(page) : make('p', { class: 'hint', say: 'passkeys_not_here' })
  return [makeSection('passkeys', { title: 'passkeys', says: 'passkeys_says' }, list, more)]
}

function makeRow(page: AccountPage, { id, name, createdAt, lastUsedAt }: Passkey): HTMLElement {
  const remove = async () => {
    if (!(await isConfirmed('remove_passkey_title', { facts: { name }, does: 'remove' }))) return
    await page.proven(() => ask<typeof removePasskeyContract>('DELETE', `/account/passkeys/${id}`))
    await page.refresh()
    page.tell('passkey_removed', { name })
  }
  const used =
    lastUsedAt === null
      ? make('span', { say: 'never_used' })
      : make('span', {}, make('span', { say: 'last_used' }), ' ', makeTime(lastUsedAt))
  return make(
    'li',
    {},
    make(
      'div',
      { class: 'what' },
      make('strong', {}, name),
      make('p', { class: 'hint' }, make('span', { say: 'added' }), ' ', makeTime(createdAt), ' · ', used),
    ),
    makeButton('remove', () => page.attempt(remove), { class: 'danger' }),
  )
}

function makeAddForm(page: AccountPage): HTMLElement {
  const field = makeField({
    ...{ name: 'name', label: 'passkey_name' },
    input: { maxlength: 60, value: deviceName(navigator.userAgent), id: 'field-passkey-name', autocomplete: 'off' },
  })
  return makeForm({
    ...{ fields: [field], submit: 'add_passkey', words: { not_made: 'passkey_not_made' } },
    send: async ({ name = '' }) => {
      const { challenge, options } = await page.proven(() =>
        ask<typeof beginPasskeyContract>('POST', '/account/passkey-challenges'),
      )
      const response = await createPasskey(options)
      if (response === undefined) throw new Refusal(0, { code: 'not_made' })
      await page.proven(() =>
        ask<typeof addPasskeyContract>('POST', '/account/passkeys', { challenge, response, name }),
      )
      await page.refresh()
      page.tell('passkey_added', { name })
    },
  })
}
