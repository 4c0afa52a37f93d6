import type { changeAccountContract } from '../../../src/access/account/contract.ts'
import { makeChoice, makeField } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { type Language, speakLanguage } from '../page/say.ts'
import { type AccountPage, ask, makeSection } from './page.ts'

/** Name, e-mail and language. */
export function makeProfilePart(page: AccountPage): Node[] {
  const { name, email, locale, version } = page.account()
  const fields = [
    makeField({ name: 'name', label: 'name', input: { autocomplete: 'name', maxlength: 100, value: name } }),
    makeField({
      ...{ name: 'email', label: 'email', hint: 'email_hint' },
      input: { type: 'email', autocomplete: 'email', maxlength: 254, value: email, spellcheck: 'false' },
    }),
    makeChoice(
      { name: 'locale', label: 'own_language' },
      [
        ['zh-CN', '中文'],
        ['en', 'English'],
      ],
      locale,
    ),
  ]
  const form = makeForm({
    ...{ fields, submit: 'save', words: { invalid_input: 'problem_email_invalid' } },
    send: async (values) => {
      const chosen = values.locale as Language
      const body = { name: (values.name ?? '').trim(), email: (values.email ?? '').trim(), locale: chosen }
      await page.proven(() => ask<typeof changeAccountContract>('PUT', '/account', body, version))
      if (chosen !== locale) speakLanguage(chosen)
      await page.refresh()
      page.tell('saved')
    },
  })
  return [makeSection('profile', { title: 'profile', says: 'profile_says' }, form)]
}
