import type { PlainContact } from '../../../customers/contact.ts'
import type { SeededRandom } from '../../../platform/random.ts'
import { type SampleCustomer, samplePerson } from './sample-people.ts'
import type { StoryOrder } from './story.ts'

/** Who buys, where the goods go, through which channel, and how it is to be paid. */
export type Buyer = {
  isCompany: boolean
  customer: { code: string } | { contact: PlainContact } | undefined
  shipTo: PlainContact
  channel: string
  terms: NonNullable<StoryOrder['terms']>
}

/** Draws a buyer as the story wants one, else anybody. */
export function drawBuyer(customers: readonly SampleCustomer[], wants: StoryOrder, random: SeededRandom): Buyer {
  const kind = wants.buyer ?? random.weighted(kinds)
  const { customer, home } = whoIs(kind, customers, random)
  const isCompany = kind === 'company'
  const terms = wants.terms ?? random.weighted(isCompany ? companyTerms : othersTerms)
  const channel = wants.channel ?? random.weighted(isCompany ? companyChannels : channelsFor(terms))
  return { isCompany, customer, terms, channel, shipTo: addressed(home, wants.address) }
}

const kinds = [
  ['known', 62],
  ['new', 18],
  ['guest', 12],
  ['company', 8],
] as const

const companyTerms = [
  ['on_account', 80],
  ['prepaid', 20],
] as const

const othersTerms = [
  ['prepaid', 88],
  ['cash_on_delivery', 12],
] as const

const companyChannels = [
  ['phone', 35],
  ['email', 30],
  ['web', 25],
  ['fax', 10],
] as const

/** A marketplace takes the money itself; who pays later has ordered from the shop. */
function channelsFor(terms: Buyer['terms']): readonly (readonly [string, number])[] {
  if (terms === 'prepaid') return Object.entries({ marketplace: 42, web: 26, app: 24, store: 8 })
  return Object.entries({ web: 52, app: 33, phone: 15 })
}

function whoIs(
  kind: 'known' | 'new' | 'guest' | 'company' | 'blocked',
  customers: readonly SampleCustomer[],
  random: SeededRandom,
): Pick<Buyer, 'customer'> & { home: PlainContact } {
  if (kind === 'guest') return { customer: undefined, home: samplePerson(random) }
  if (kind === 'new') {
    const contact = samplePerson(random)
    return { customer: { contact }, home: contact }
  }
  const candidates = customers.filter(({ tier, blocked }) =>
    kind === 'blocked' ? blocked : !blocked && (tier === 'key') === (kind === 'company'),
  )
  const { code, contact } = random.pick(candidates)
  // Now and then a present.
  const goesElsewhere = kind === 'known' && random.next() < 0.12
  return { customer: { code }, home: goesElsewhere ? samplePerson(random) : contact }
}

/** What people write into address forms. */
function addressed(home: PlainContact, fault: StoryOrder['address']): PlainContact {
  const { name, phone, country, street } = home
  if (fault === 'region_unknown' && phone !== undefined && street !== undefined) {
    return { name, phone, country, province: '江浙沪', street }
  }
  if (fault !== 'phone_missing') return home
  const { phone: _, ...unreachable } = home
  return unreachable
}
