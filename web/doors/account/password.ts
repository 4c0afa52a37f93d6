import type { changePasswordContract } from '../../../src/access/account/contract.ts'
import { makeNameForKeeper, makePassword } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { makeNewPassword } from '../page/new-password.ts'
import { type AccountPage, ask, makeSection } from './page.ts'

/** The password: set for the first time, or changed with the present one. */
export function makePasswordPart(page: AccountPage): Node[] {
  const { hasPassword, email, name } = page.account()
  const fields = [
    ...(hasPassword ? [makePassword({ name: 'current', label: 'current_password', use: 'current' })] : []),
    makeNewPassword('new_password', [name, ...email.split(/[@.]/)]),
  ]
  const form = makeForm({
    ...{ fields, before: [makeNameForKeeper(email)], submit: hasPassword ? 'change_password' : 'set_password' },
    words: { proof_failed: 'current_password_wrong' },
    send: async ({ current, password = '' }) => {
      const body = { password, ...(current !== undefined && { current }) }
      await page.proven(() => ask<typeof changePasswordContract>('PUT', '/account/password', body))
      form.reset()
      await page.refresh()
      page.tell('password_set')
    },
  })
  return [
    makeSection('password', { title: 'password', says: hasPassword ? 'password_says' : 'no_password_says' }, form),
  ]
}
