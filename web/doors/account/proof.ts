import type { proveContract } from '../../../src/access/account/contract.ts'
import { showDialog } from '../page/dialog.ts'
import { make, makeButton } from '../page/element.ts'
import { makeField, makeNameForKeeper, makePassword } from '../page/field.ts'
import { makeForm } from '../page/form.ts'
import { type Account, ask } from './page.ts'
import { signOut } from './sign-out.ts'

/** Asks for the password, and for a code where there is an authenticator; whether the proof was given. */
export async function askForProof(account: Account): Promise<boolean> {
  const answer = await showDialog('proof_title', (close) =>
    account.hasPassword ? makeProofForm(account, close) : makeWithoutPassword(close),
  )
  return answer === 'proven'
}

function makeProofForm({ email, hasAuthenticator }: Account, close: (result?: string) => void): Node[] {
  const password = makePassword({ name: 'proof', label: 'password', use: 'current' })
  const code = makeField({
    ...{ name: 'code', label: 'code', hint: 'proof_code_hint' },
    input: { autocomplete: 'one-time-code', maxlength: 30, class: 'code', id: 'field-proof-code' },
  })
  const form = makeForm({
    fields: hasAuthenticator ? [password, code] : [password],
    ...{ before: [makeNameForKeeper(email)], submit: 'continue', after: [makeButton('cancel', () => close())] },
    words: { proof_failed: hasAuthenticator ? 'proof_with_code_failed' : 'problem_proof_failed' },
    send: async (values) => {
      const given = values.code?.trim()
      const body = { password: values.proof ?? '', ...(given !== undefined && { code: given }) }
      await ask<typeof proveContract>('POST', '/account/proofs', body)
      close('proven')
    },
  })
  return [make('p', { class: 'hint', say: 'proof_says' }), form]
}

/** Who has no password proves it by coming in anew. */
function makeWithoutPassword(close: (result?: string) => void): Node[] {
  return [
    make('p', { say: 'proof_without_password' }),
    make(
      'div',
      { class: 'actions' },
      makeButton('sign_in_again', () => signOut(), { class: 'main' }),
      makeButton('cancel', () => close()),
    ),
  ]
}
