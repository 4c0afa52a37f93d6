import type { z } from 'zod'
import type { getAccountContract } from '../../../src/access/account/contract.ts'
import type { Contract } from '../../../src/platform/http/contract.ts'
import { call, Refusal } from '../page/call.ts'
import { make } from '../page/element.ts'
import { GivenUp } from '../page/form.ts'
import type { Facts, WordKey } from '../page/say.ts'

/** Who is signed in. */
export type Account = z.output<(typeof getAccountContract)['response']>

/** What the parts of the page have in common. */
export type AccountPage = {
  account: () => Account
  /** Asks who is signed in again and makes the parts anew that show something else now. */
  refresh: () => Promise<void>
  /** Does what may need a proof, asking for it. */
  proven: <T>(work: () => Promise<T>) => Promise<T>
  /** Tells what was done. */
  tell: (key: WordKey, facts?: Facts) => void
  /** Does something whose refusal has no field to stand beside. */
  attempt: (work: () => Promise<void>) => Promise<void>
}

/** A part of the page, and what of the account it shows. */
export type Part = { shows: (account: Account) => unknown; make: (page: AccountPage) => Node[] }

/** Who is signed in. @throws Refusal, GivenUp */
export function getAccount(): Promise<Account> {
  return ask<typeof getAccountContract>('GET', '/account')
}

/** Calls an operation; who is not signed in any more is led to the door. @throws Refusal, GivenUp */
export async function ask<C extends Contract>(
  ...request: Parameters<typeof call<C>>
): Promise<Awaited<ReturnType<typeof call<C>>>> {
  try {
    return await call<C>(...request)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unauthorized') throw error
    leave('ended')
    throw new GivenUp()
  }
}

/** Goes to the door. */
export function leave(why: 'ended' | 'signed_out'): void {
  location.replace(why === 'ended' ? '/sign-in#ended' : '/sign-in')
}

/** A section of the page: what it is on one side, what it holds on the other. */
export function makeSection(
  id: string,
  { title, says }: { title: WordKey; says: WordKey },
  ...content: Node[]
): HTMLElement {
  const head = make(
    'div',
    { class: 'about' },
    make('h2', { id: `${id}-title`, say: title, tabindex: -1 }),
    make('p', { class: 'hint', say: says }),
  )
  return make('section', { id, 'aria-labelledby': `${id}-title` }, head, make('div', { class: 'content' }, ...content))
}
