import type pg from 'pg'
import { openSealedText } from '../../customers/sealed-text.ts'
import { keysThatOpen, type MerchantKeys } from '../../platform/crypto/key-ring.ts'
import { statementsOn } from '../../platform/db/database.ts'
import type { Break, BreakRow, Check } from './break.ts'

/** What this file proves. */
export const sealedTextsCheck: Check = {
  invariant: 33,
  check: '33-sealed-texts',
  says: 'Every text that is sealed under the key of a person who is not erased opens: evidence of consent, reasons of disclosures, notes on customers, drafts of orders.',
}

const pageSize = 2000

type Row = {
  merchantId: string
  table: 'consents' | 'disclosures' | 'customer_notes' | 'order_drafts'
  column: string
  id: string
  personId: string
  wrappedKey: Buffer
  sealed: Buffer
}

/** Opens every sealed text, page by page. Nothing of what it opens is kept or told. */
export async function checkSealedTexts(
  client: pg.ClientBase,
  keysOf: (merchantId: string) => Promise<MerchantKeys>,
  limit: number,
): Promise<Break | undefined> {
  const rows: BreakRow[] = []
  let count = 0
  // The picture may be from before a key was renewed that is destroyed by now.
  const presentKeysOf = async ({ merchantId, wrappedKey }: Row) =>
    keysThatOpen(await keysOf(merchantId), statementsOn(client), [wrappedKey])
  await client.query(`declare texts_to_open no scroll cursor for ${sealedTexts}`)
  for (;;) {
    const page = await client.query<Row>(`fetch ${pageSize} from texts_to_open`)
    for (const row of page.rows) {
      if (await opens(row, presentKeysOf)) continue
      count++
      if (rows.length < limit) rows.push(breakRow(row))
    }
    if (page.rows.length < pageSize) break
  }
  await client.query('close texts_to_open')
  return count === 0 ? undefined : { ...sealedTextsCheck, count, rows }
}

const sealedTexts = `
  select t.merchant_id as "merchantId", t.name as "table", t.field as "column", t.id, p.id as "personId",
    p.wrapped_key as "wrappedKey", t.sealed
  from (
    select s.merchant_id, 'consents' as name, 'evidence' as field, s.id, c.person_id, s.evidence as sealed
    from consents s join customers c on c.merchant_id = s.merchant_id and c.id = s.customer_id
    where s.evidence is not null
    union all
    select merchant_id, 'disclosures', 'reason', id, person_id, reason from disclosures where reason is not null
    union all
    select n.merchant_id, 'customer_notes', 'words', n.id, c.person_id, n.words
    from customer_notes n join customers c on c.merchant_id = n.merchant_id and c.id = n.customer_id
    union all
    select merchant_id, 'order_drafts', 'sealed', id, person_id, sealed from order_drafts where sealed is not null
  ) as t
  join people p on p.merchant_id = t.merchant_id and p.id = t.person_id
  where p.wrapped_key is not null`

/** A merchant whose own keys do not open is reported with its contacts. */
async function opens(row: Row, keysOf: (row: Row) => Promise<MerchantKeys>): Promise<boolean> {
  const { table, column, id, personId, wrappedKey, sealed } = row
  const keys = await keysOf(row).catch(() => undefined)
  if (keys === undefined) return true
  try {
    openSealedText(keys, { id: personId, wrappedKey }, sealed, { table, column, rowId: id })
    return true
  } catch {
    return false
  }
}

function breakRow({ merchantId, table, id, personId }: Row): BreakRow {
  const ids = { [table]: id, person: personId }
  return { merchantId, fault: 'sealed text does not open', ids, found: 'broken', expected: 'a text' }
}
