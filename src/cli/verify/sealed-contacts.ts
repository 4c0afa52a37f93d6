import type pg from 'pg'
import { contactTokens } from '../../customers/contact-tokens.ts'
import { everyIdentity, openContact } from '../../customers/sealed-contact.ts'
import { keysThatOpen, type MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { statementsOn } from '../../platform/db/database.ts'
import type { Break, BreakRow, Check } from './break.ts'

/** What this file proves. */
export const sealedContactsCheck: Check = {
  invariant: 33,
  check: '33-sealed-contacts',
  says: "Every sealed contact opens with its merchant's keys, and the search keys of what it belongs to match it.",
}

const pageSize = 2000

/** A contact beside one of the orders and customers it is of (none: nothing is), and what is kept to find that by. */
type Row = {
  merchantId: string
  id: string
  personId: string
  wrappedKey: Buffer | null
  sealed: Buffer
  isErased: boolean
  objectType: 'order' | 'customer' | null
  objectId: string | null
  phoneKey: Buffer | null
  emailKey: Buffer | null
  platformKey: Buffer | null
  /** Search tokens, sorted and joined, of each search key; those of an object stand beside the ids of their keys. */
  tokens: Buffer[] | null
  tokenKeyIds: number[] | null
  /** Its search keys are still being written. */
  isPending: boolean
}

/** Opens every contact, page by page, and makes its search keys anew. Nothing of what it opens is kept or told. */
export async function checkSealedContacts(
  client: pg.ClientBase,
  keysOf: (merchantId: string) => Promise<MerchantKeys>,
  limit: number,
): Promise<Break | undefined> {
  const rows: BreakRow[] = []
  let count = 0
  // The picture may be from before a key was renewed that is destroyed by now.
  const presentKeysOf = async (merchantId: string, wrappedKey: Buffer) =>
    keysThatOpen(await keysOf(merchantId), statementsOn(client), [wrappedKey])
  // All of it will be fetched: a plan that is quick to begin would look up each contact's tokens among all there are.
  await client.query('set local cursor_tuple_fraction = 1')
  await client.query(`declare contacts_to_open no scroll cursor for ${contactsWithKeys}`)
  for (;;) {
    const page = await client.query<Row>(`fetch ${pageSize} from contacts_to_open`)
    for (const row of page.rows) {
      const fault = await faultOf(row, presentKeysOf)
      if (fault === undefined) continue
      count++
      if (rows.length < limit) rows.push(breakRow(row, fault))
    }
    if (page.rows.length < pageSize) break
  }
  await client.query('close contacts_to_open')
  return count === 0 ? undefined : { ...sealedContactsCheck, count, rows }
}

const contactsWithKeys = `
  select c.merchant_id as "merchantId", c.id, c.person_id as "personId", p.wrapped_key as "wrappedKey", c.sealed,
    p.erased_at is not null as "isErased", o.object_type as "objectType", o.object_id as "objectId",
    o.phone_key as "phoneKey", o.email_key as "emailKey", o.platform_key as "platformKey", t.tokens,
    t.key_ids as "tokenKeyIds", d.object_id is not null as "isPending"
  from contacts c
  join people p on p.merchant_id = c.merchant_id and p.id = c.person_id
  left join (
    select merchant_id, contact_id, 'order' as object_type, id as object_id, null::bytea as phone_key,
      null::bytea as email_key, null::bytea as platform_key
    from orders
    union all
    select merchant_id, contact_id, 'customer', id, phone_key, email_key, platform_key from customers
  ) as o on o.merchant_id = c.merchant_id and o.contact_id = c.id
  left join (
    select merchant_id, object_type, object_id, array_agg(tokens) as tokens, array_agg(key_id) as key_ids
    from (
      select merchant_id, object_type, object_id, key_id::int4, string_agg(token, ''::bytea order by token) as tokens
      from search_tokens
      group by merchant_id, object_type, object_id, key_id
    ) as of_keys
    group by merchant_id, object_type, object_id
  ) as t on t.merchant_id = o.merchant_id and t.object_type = o.object_type and t.object_id = o.object_id
  left join (
    select distinct merchant_id, object_id from event_deliveries
    where subscriber in ('order_index', 'customer_index')
  ) as d on d.merchant_id = o.merchant_id and d.object_id = o.object_id`

type Fault = { fault: string; found: string; expected: string }

async function faultOf(
  row: Row,
  keysOf: (merchantId: string, wrappedKey: Buffer) => Promise<MerchantKeys>,
): Promise<Fault | undefined> {
  if (row.wrappedKey === null || row.isErased) return faultOfErased(row)
  let keys: MerchantKeys
  try {
    keys = await keysOf(row.merchantId, row.wrappedKey)
  } catch (error) {
    return { fault: "the merchant's keys do not open", found: nameOf(error), expected: 'keys' }
  }
  try {
    return faultOfKeys(row, keys, openContact(keys, { ...row, wrappedKey: row.wrappedKey }))
  } catch (error) {
    return { fault: 'contact does not open', found: nameOf(error), expected: 'a contact' }
  }
}

/** Who is erased has neither a key nor anything to be found by. */
function faultOfErased(row: Row): Fault | undefined {
  const { wrappedKey, isErased, phoneKey, emailKey, platformKey, tokens, isPending } = row
  if (wrappedKey !== null) return { fault: 'erased person still has a key', found: 'a key', expected: 'none' }
  if (!isErased) return { fault: 'person who is not erased has no key', found: 'none', expected: 'a key' }
  if (phoneKey !== null || emailKey !== null || platformKey !== null) {
    return { fault: 'erased person still holds a phone or e-mail', found: 'a key of it', expected: 'none' }
  }
  if (tokens === null || isPending) return undefined
  return { fault: 'erased person is still found', found: counted(Buffer.concat(tokens)), expected: 'no search tokens' }
}

function faultOfKeys(row: Row, keys: MerchantKeys, contact: ReturnType<typeof openContact>): Fault | undefined {
  if (row.objectType === null) return undefined
  const fault = row.isPending ? undefined : faultOfTokens(row, keys, contact)
  if (fault !== undefined || row.objectType === 'order') return fault
  const isKnown = everyIdentity(keys, contact).some(
    ({ phoneKey, emailKey, platformKey }) =>
      isSame(row.phoneKey, phoneKey) && isSame(row.emailKey, emailKey) && isSame(row.platformKey, platformKey),
  )
  if (isKnown) return undefined
  return {
    fault: "customer's keys do not match the contact",
    found: 'other keys',
    expected: 'those of phone and e-mail',
  }
}

/** While the search key is renewed, an object may have the tokens of either key or of both; of each it has all. */
function faultOfTokens(row: Row, keys: MerchantKeys, contact: ReturnType<typeof openContact>): Fault | undefined {
  const ofKeys = new Map((row.tokenKeyIds ?? []).map((keyId, index) => [keyId, row.tokens?.[index] as Buffer]))
  for (const keyId of ofKeys.size === 0 ? [keys.searchKeyId] : ofKeys.keys()) {
    const searchKey = keys.searchKeys.get(keyId)
    const found = ofKeys.get(keyId) ?? Buffer.alloc(0)
    if (searchKey === undefined) {
      return { fault: 'search tokens of a key that is gone', found: counted(found), expected: 'none of it' }
    }
    const expected = joined(contactTokens({ searchKey }, contact))
    if (!found.equals(expected)) {
      return { fault: 'search tokens do not match the contact', found: counted(found), expected: counted(expected) }
    }
  }
  return undefined
}

/** As the database joins them: each once, in order. */
function joined(tokens: readonly Buffer[]): Buffer {
  const sorted = [...tokens].sort(Buffer.compare)
  return Buffer.concat(sorted.filter((token, index) => index === 0 || !token.equals(sorted[index - 1] as Buffer)))
}

const tokenBytes = 8

function counted(tokens: Buffer): string {
  return `${tokens.length / tokenBytes} tokens`
}

function isSame(left: Buffer | null, right: Buffer | null): boolean {
  return left === null || right === null ? left === right : left.equals(right)
}

/** The kind of failure only: a message may quote what was sealed. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'failure'
}

function breakRow({ merchantId, id, objectType, objectId }: Row, fault: Fault): BreakRow {
  const of = objectType === null ? {} : { [objectType]: objectId }
  return { merchantId, ids: { contact: id, ...of }, ...fault }
}
