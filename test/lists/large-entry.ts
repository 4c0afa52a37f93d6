import type pg from 'pg'
import { variantTokens } from '../../src/catalog/variant-tokens.ts'
import { sealNewPerson } from '../../src/customers/sealed-contact.ts'
import { sealText } from '../../src/customers/sealed-text.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { kinds, type LargeShop, madeAt, madeId } from './made-ids.ts'

const goods = [...'红绿蓝白黑'].flatMap((colour) => [...'杯碗盘壶盒'].map((thing) => `${colour}色货${thing}`))

/** What variants are found by: their SKUs, and one of a few names. */
export async function fillVariantTokens(
  client: pg.ClientBase,
  { merchantId, number, size, keys }: LargeShop,
): Promise<void> {
  const names = goods.map((name) =>
    variantTokens(keys, { sku: '', barcode: null, name, productName: name, options: {} }),
  )
  await client.query(
    'update variants set name = ($2::text[])[1 + right(sku, 2)::int % $3] where merchant_id = $1 and sku ~ $4',
    [...[merchantId, goods, goods.length, '[0-9][0-9]$']],
  )
  for (let first = 1; first <= size; first += 2000) {
    const rows = Array.from({ length: Math.min(2000, size - first + 1) }, (_, index) => first + index).flatMap((n) => {
      const sku = `SKU-${n}`
      const codes = variantTokens(keys, { sku, barcode: null, name: sku, productName: '', options: {} })
      return [...codes, ...(names[n % goods.length] ?? [])].map((token) => ({ n, token }))
    })
    await client.query(
      `insert into search_tokens select distinct $1::uuid, 'variant', token, pg_temp.made_id(${kinds.variant}, $2, n), 1
       from unnest($3::int[], $4::bytea[]) as t(n, token)`,
      [merchantId, number, rows.map(({ n }) => n), rows.map(({ token }) => token)],
    )
  }
}

/** Sixty drafts of one caller that can be opened, among those of everybody else. */
export async function fillDrafts(client: pg.ClientBase, shop: LargeShop, owner: string): Promise<void> {
  const { merchantId, size, keys } = shop
  const { person } = sealNewPerson(keys, { name: '草稿', country: 'CN' }, madeAt(0))
  const at = { createdAt: madeAt(1), savedAt: madeAt(1), expiresAt: madeAt(1_000_000) }
  const drafts = Array.from({ length: 60 }, (_, n) => {
    const id = madeId('draft', shop, n)
    const place = { table: 'order_drafts', column: 'sealed', rowId: id }
    const text = JSON.stringify({ contact: { name: '草稿' }, lines: [] })
    const sealed = sealText(keys, { id: person.id, wrappedKey: person.wrappedKey as Buffer }, text, place)
    const known = { customerId: null, channel: 'web', lines: 0, orderId: null }
    return { id, owner, status: 'open', version: 1, personId: person.id, sealed, ...known, ...at }
  })
  const columns = [
    ...([
      'id',
      'owner',
      'status',
      'version',
      'personId',
      'sealed',
      'customerId',
      'channel',
      'lines',
      'orderId',
    ] as const),
    ...(['createdAt', 'savedAt', 'expiresAt'] as const),
  ] as const
  const personColumns = ['id', 'keyId', 'wrappedKey', 'createdAt', 'erasedAt'] as const
  for (const { text, values } of [
    insertRows(merchantId, 'people', personColumns, [person]),
    insertRows(merchantId, 'order_drafts', columns, drafts),
  ]) {
    await client.query(text, [...values])
  }
  await client.query(
    `insert into order_drafts select merchant_id, gen_random_uuid(), 'staff:' || n % 100, 'open', 1, person_id, '\\x00', null, 'web', 0,
       null, created_at, saved_at, expires_at from order_drafts, generate_series(1, $2::int) n where id = $1`,
    [drafts[0]?.id, size],
  )
  await client.query(
    `insert into order_presets select $1::uuid, gen_random_uuid(), 'customer', pg_temp.made_id(${kinds.customer}, $2, n)::text,
       '{}', 1, 'key:x', now() from generate_series(1, $3::int) n`,
    [merchantId, shop.number, size],
  )
}
