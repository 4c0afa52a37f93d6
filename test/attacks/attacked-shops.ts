import { builtInRoles } from '../../src/access/role.ts'
import { openTwoShops, type TwoShops } from '../bad-input/two-shops.ts'
import { type Browser, makeSomebody, openBrowser } from '../support/people.ts'

/** Two merchants with all that exists in their shops, and somebody of each role at work for the first. */
export type AttackedShops = TwoShops & { people: Map<string, Browser> }

export async function openAttackedShops(): Promise<AttackedShops> {
  const shops = await openTwoShops()
  return { ...shops, people: await openPeople(shops, shops.own.merchantId) }
}

/** A browser for each role, signed in at the merchant of the code `test`. */
export async function openPeople(
  { app, merchant: { runtime } }: Pick<TwoShops, 'app' | 'merchant'>,
  merchantId: string,
): Promise<Map<string, Browser>> {
  const people = new Map<string, Browser>()
  for (const role of builtInRoles) {
    const somebody = await makeSomebody(runtime, merchantId, { email: `${role}@attack.example`, roles: [role] })
    const browser = openBrowser(app)
    const { status } = await browser.signIn(somebody)
    if (status !== 200) throw new Error(`${role} cannot sign in: ${status}`)
    people.set(role, browser)
  }
  return people
}
