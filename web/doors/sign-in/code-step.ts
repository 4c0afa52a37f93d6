import type { answerSecondFactorContract } from '../../../src/access/sign-in/contract.ts'
import { call, Refusal } from '../page/call.ts'
import { make, makeButton } from '../page/element.ts'
import { makeField } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { type Door, goOn } from './door.ts'

/** Wrong codes that a challenge bears; then the password has to be given again. */
const mostAttempts = 5

/** Asks for the authenticator's code; or for a recovery code, from who has no authenticator at hand. */
export function showCodeStep(door: Door, challenge: string, kind: 'digits' | 'recovery' = 'digits'): void {
  const isDigits = kind === 'digits'
  const code = makeField({
    name: 'code',
    label: isDigits ? 'code' : 'recovery_code',
    hint: isDigits ? 'code_hint' : 'recovery_code_hint',
    input: {
      ...{ autocomplete: isDigits ? 'one-time-code' : 'off', inputmode: isDigits ? 'numeric' : 'text' },
      ...{ maxlength: 30, class: 'code', spellcheck: 'false', autocapitalize: 'none' },
    },
  })
  let failures = 0
  const send = async (values: Record<string, string>) => {
    const given = isDigits ? (values.code ?? '').replace(/\s/g, '') : (values.code ?? '')
    try {
      const body = { challenge, code: given }
      await goOn(door, await call<typeof answerSecondFactorContract>('POST', '/sessions/second-factor', body))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'sign_in_failed') throw error
      failures += 1
      if (failures >= mostAttempts) return door.askPassword(door, 'challenge_over')
      throw new Refusal(error.status, { code: 'code_wrong', field: 'code' })
    }
  }
  const form = makeForm({
    ...{ fields: [code], submit: 'sign_in', send },
    words: { code_wrong: isDigits ? 'problem_code_wrong' : 'recovery_code_wrong' },
  })
  const other = () => showCodeStep(door, challenge, isDigits ? 'recovery' : 'digits')
  const links = make(
    'p',
    { class: 'links' },
    makeButton(isDigits ? 'use_recovery_code' : 'use_authenticator', other, { class: 'link' }),
    makeButton('start_again', () => door.askPassword(door), { class: 'link' }),
  )
  door.show('code_title', [form, links])
}
