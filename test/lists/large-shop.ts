import { hash } from 'node:crypto'
import type pg from 'pg'
import { contactTokens } from '../../src/customers/contact-tokens.ts'
import { sealNewPerson } from '../../src/customers/sealed-contact.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { samplePicture } from '../support/pictures.ts'
import { fillVariantTokens } from './large-entry.ts'
import { figureStatements } from './large-figures.ts'
import { fillStaff, staffStatements, veteran } from './large-staff.ts'
import { firstMs, kinds, type LargeShop, madeAt, madeId, stepMs } from './made-ids.ts'

/** What cases look for. */
export const places = { busy: 1, rare: 4, empty: 5 } as const
export const names = { common: '王伟', rare: '诸葛孔明' } as const
export const phones = { rare: '13912340001' } as const

/** A picture that two products have: the bytes and what names them. */
export const pictureBytes = samplePicture()
/** The hash of those bytes. */
export const pictureHash = hash('sha256', pictureBytes, 'hex')

/** Fills tables with whole histories by one statement each, without looking at foreign keys; `client` must be the owner's. */
export async function fillLargeShop(client: pg.ClientBase, shop: LargeShop): Promise<void> {
  await client.query(madeIdFunction)
  await client.query('set session_replication_role = replica')
  await sealPeople(client, shop)
  const statements = [...referenceStatements, ...stockStatements, ...orderStatements, ...workStatements]
  for (const statement of [...statements, ...figureStatements, ...staffStatements])
    await client.query(statementFor(shop, statement))
  await fillStaff(client, shop)
  await fillTokens(client, shop)
  await fillVariantTokens(client, shop)
  await client.query('set session_replication_role = origin')
}

/** `:shop` and `:size` are the shop's; `id(kind, n)` is `made_id` of the shop, `at(n)` when it was made. */
function statementFor({ merchantId, number, size }: LargeShop, text: string): string {
  return text
    .replace(/\bid\((\w+), /g, (_, kind: keyof typeof kinds) => `pg_temp.made_id(${kinds[kind]}, ${number}, `)
    .replace(/\bat\(/g, `pg_temp.made_at(`)
    .replaceAll(':shop', `'${merchantId}'::uuid`)
    .replaceAll(':size', String(size))
}

const madeIdFunction = `
  create or replace function pg_temp.made_id(kind int, shop int, n int) returns uuid language sql immutable as $$
    select (lpad(to_hex(${firstMs} + n::bigint * ${stepMs}), 12, '0') || '7' || lpad(to_hex(kind), 3, '0')
      || '8' || lpad(to_hex(shop), 3, '0') || lpad(to_hex(n), 12, '0'))::uuid $$;
  create or replace function pg_temp.made_at(n int) returns timestamptz language sql immutable as $$
    select to_timestamp(${firstMs / 1000} + n * ${stepMs / 1000}) $$`

const referenceStatements = [
  `insert into channels select :shop, code, code, 'web' from unnest(array['web', 'phone', 'app', 'fax']) code`,
  `insert into locations select :shop, id(location, n), 'L' || n, 'Place ' || n,
     case when n % 5 = 3 then 'store' else 'warehouse' end, case when n = 6 then 'closed' else 'active' end, true, 1, 'CN',
     null, null, null, 'Asia/Shanghai', 1, at(n) from generate_series(1, 6) n`,
  `insert into products select :shop, id(product, n), 'Product ' || n, 'tea',
     case when n % 50 = 0 then 'archived' else 'active' end, 1, at(n) from generate_series(1, :size / 2) n`,
  `insert into variants select :shop, id(variant, n), id(product, (n + 1) / 2), 'SKU-' || n,
     case when n % 2 = 0 then '69' || lpad(n::text, 11, '0') end, 'Variant ' || n, '{}',
     case when n % 40 = 0 then 'bundle' else 'stocked' end, 'piece', 100, 'standard', 'active', n % 5000 <> 7
   from generate_series(1, :size) n`,
  `insert into bundle_components select :shop, id(variant, n), id(variant, n - k), k
   from generate_series(40, :size, 40) n, generate_series(1, 3) k`,
  `insert into product_pictures select :shop, id(product, n), id(variant, n), 1,
     case when n < 3 then '${pictureHash}' else encode(sha256(n::text::bytea), 'hex') end, 'image/png', 3, 2, 95, at(n)
   from generate_series(1, :size / 2) n`,
  `insert into list_prices select :shop, id(variant, n), 'CNY', 100000 from generate_series(1, :size) n where n % 5000 <> 7`,
  `insert into tax_rates values (:shop, 'standard', 1300, true)`,
  `insert into people select :shop, id(person, n), 1, '\\x01', at(n), null from generate_series(1, :size) n`,
  `insert into contacts select :shop, id(contact, n), id(person, n), '\\x00', at(n) from generate_series(1, :size) n`,
  `insert into customers select :shop, id(customer, n), 'C-' || n, id(person, n), (select id from pg_temp.sealed where position = (n + n / 100) % 100),
     case when n % 1000 = 0 then 'key' when n % 100 = 0 then 'vip' else 'standard' end, 'active',
     decode(md5('p' || n), 'hex'), decode(md5('e' || n), 'hex'), null, 1, at(n) from generate_series(1, :size) n`,
  `insert into api_keys select :shop, id(key, n), 'key', 'k' || n, decode(md5(:shop::text || n), 'hex'), '{orders.read}',
     null, null, 'system:test', at(n), null, null from generate_series(1, 2000) n`,
]

const stockStatements = [
  `insert into inventory_items select :shop, id(variant, n), 'refuse', 0 from generate_series(1, :size) n where n % 40 <> 0`,
  `insert into inventory_levels (merchant_id, item_id, location_id, on_hand, allocated)
   select :shop, id(variant, n), id(location, k), 100, 10 from generate_series(1, :size) n, generate_series(1, 2) k
   where n % 40 <> 0`,
  // One item is everywhere and has moved much; at its last place it has nearly run out.
  `insert into inventory_levels (merchant_id, item_id, location_id, on_hand)
   select :shop, id(variant, 1), id(location, k), case k when 4 then 1 else 2000 end from generate_series(3, 5) k`,
  `insert into stock_documents select :shop, id(document, n), 'receipt', id(location, 1), 'receipt', 'PO-' || n, 'key:x', at(n)
   from generate_series(1, :size / 10) n`,
  `insert into stock_movements select :shop, id(variant, n), id(location, k), id(movement, n * 4 + k), 100, 'receive',
     id(document, 1 + n % (:size / 10)), '', 'key:x', at(n)
   from generate_series(1, :size) n, generate_series(1, 2) k where n % 40 <> 0`,
  `insert into stock_movements select :shop, id(variant, 1), id(location, 1 + n % 4), id(movement, :size * 5 + n), -1, 'ship',
     id(shipment, n), '', 'key:x', at(n) from generate_series(1, :size / 4) n`,
  `insert into stock_transfers select :shop, id(transfer, n), id(location, case when n % 1000 = 0 then 4 else 1 end),
     id(location, case when n % 999 = 0 then 3 else 2 end), case when n % 1000 = 0 then 'in_transit' else 'received' end, 'T-' || n, 1,
     at(n) from generate_series(1, :size / 4) n`,
  `insert into stock_transfer_lines select :shop, id(transfer, n), k, id(variant, k), 5, 5, 5
   from generate_series(1, :size / 4) n, generate_series(1, 2) k`,
]

const orderStatements = [
  // Every tenth order is of one great customer; one channel takes nearly all; few orders are of the rare place.
  `insert into orders select :shop, id(order, n), 100000 + n, case when n % 500 = 0 then 'fax' when n % 50 = 0 then 'phone' else 'web' end,
     case when n % 500 = 0 then 'fax' when n % 50 = 0 then 'phone' else 'web' end,
     'EXT-' || n, decode(md5('c' || n), 'hex'), case when n > :size * 0.9 then 'confirmed' else 'completed' end,
     case when n % 700 = 0 then 'unpaid' else 'paid' end,
     case when n % 600 = 0 then 'picking' when n > :size * 0.9 then 'allocated' else 'delivered' end, case when n % 1000 = 0 then 'pending' when n > :size * 0.9 then 'processed' else 'completed' end, 1, 'CNY',
     n, 0, 0, 0, true, n, 0, 0, case when n % 700 = 0 then 0 else n end, 0, case when n % 10 = 0 then id(customer, 1) when n % 3 = 0 then null else id(customer, n) end,
     (select id from pg_temp.sealed where position = n % 100), case when n % 1000 = 0 then 'key' else 'standard' end, 'CN',
     case when n % 1500 = 0 then '540102' when n % 3 = 0 then '330106' else '310101' end, 'prepaid', null,
     case when n % 40 = 0 then at(n)::date + 3 end, at(n), at(n), case when n <= :size * 0.9 then at(n + 100) end,
     case when n % 300 = 0 then at(n + 50) end from generate_series(1, :size) n`,
  `insert into order_lines select :shop, id(order, n), k, null,
     case when k = 1 and n % 10 = 0 then id(variant, 1) else id(variant, 1 + (n * 7 + k) % :size) end,
     'SKU', 'Variant', 'stocked', 1, 100000, 1000, 0, 0, 0, 1300, 0, 0, (n % 90 = 0)::int, 0, 1 - (n % 90 = 0)::int, 0, 0, 0
   from generate_series(1, :size) n, generate_series(1, 2) k`,
  `insert into allocations select :shop, id(order, n), k, 1, id(variant, 1 + (n * 7 + k) % :size),
     id(location, case when n % 2000 = 0 then 4 when n % 3 = 0 then 2 else 1 end), 1, 'allocated'
   from generate_series(1, :size) n, generate_series(1, 2) k`,
  `insert into order_places select distinct :shop, location_id, order_id from allocations where merchant_id = :shop`,
  `insert into order_notes select :shop, id(order, n), id(note, n), 'Note', 'key:x', at(n) from generate_series(1, :size, 5) n`,
  `insert into order_holds select :shop, id(order, n), id(hold, n), 'manual', 'why', '', at(n), 'key:x', null, null
   from generate_series(1, :size, 20) n`,
  `insert into order_cancellations select :shop, id(order, n), id(cancellation, n), 'requested', 'why', null, 'key:x', at(n), null, null
   from generate_series(1, :size, 50) n`,
  `insert into sourcing_decisions select :shop, id(order, n), 1, at(n), '{}' from generate_series(1, :size / 2) n`,
  `insert into order_counts select :shop, stage, count(*) from orders where merchant_id = :shop group by stage`,
  // Most is done by one channel's key, and of one kind; one person did a little, from the one address that nobody else has.
  `insert into events select :shop, id(order, n), v, 'order',
     case when v = 1 then 'order.placed' when n % 1000 = 0 then 'order.held' else 'order.shipped' end,
     case when n % 1000 = 0 then 'staff:a' when v = 1 then 'key:x' else 'system:fulfillment' end, at(n), '{}', id(entry, n * 2 + v),
     case when n % 1000 = 0 then '192.0.2.7' when v = 1 then '192.0.2.1' end,
     case when n % 10 = 0 then id(customer, 1) when n % 3 = 0 then null else id(customer, n) end
   from generate_series(1, :size) n, generate_series(1, 2) v`,
]

const workStatements = [
  `insert into fulfillment_orders select :shop, id(work, n), id(order, n),
     id(location, case when n % 2000 = 0 then 4 when n % 3 = 0 then 2 else 1 end),
     case when n % 1000 = 0 then 'on_hold' when n > :size * 0.9 then 'released' else 'closed' end, 1, at(n), at(n)
   from generate_series(1, :size) n`,
  `insert into fulfillment_lines select :shop, id(order, n), k, 1, id(work, n), id(variant, 1 + (n * 7 + k) % :size), 1, 0, 0, 0, 0, 0
   from generate_series(1, :size) n, generate_series(1, 2) k`,
  `insert into fulfillment_holds select :shop, id(work, n), id(hold, n), 'why', at(n), 'key:x', null, null
   from generate_series(1, :size, 20) n`,
  `insert into shipments select :shop, id(shipment, n), id(work, n), id(order, n), id(location, 1), 'SF', 'SF' || n, 'shipped', 1,
     at(n), null, at(n) from generate_series(1, :size) n`,
  `insert into shipment_lines select :shop, id(shipment, n), id(order, n), k, 1, 1
   from generate_series(1, :size) n, generate_series(1, 2) k`,
  `insert into tracking_events select :shop, id(shipment, n), at(n), 'in_transit', '', '', at(n) from generate_series(1, :size / 2) n`,
  `insert into payments select :shop, id(payment, n), id(order, n), 'cash', '', 'CNY', 2000, 2000, 0, 'captured', 1, at(n)
   from generate_series(1, :size) n`,
  // Few wait, and few are refunds; nearly all edits are of prices.
  `insert into approvals (merchant_id, id, kind, status, input, reason, amount, currency, quantity, requested_by, requested_at,
     expires_at, decided_by, decided_at, note, version)
   select :shop, id(approval, n), case when n % 500 = 0 then 'refund' else 'write_off' end,
     case when n % 400 = 0 then 'requested' else 'declined' end, '{}', '', case when n % 500 = 0 then 1 end,
     case when n % 500 = 0 then 'CNY' end, case when n % 500 <> 0 then 1 end, 'staff:x', at(n), at(n),
     case when n % 400 <> 0 then 'staff:y' end, case when n % 400 <> 0 then at(n) end, '', 1 from generate_series(1, :size) n`,
  `insert into edits select :shop, id(edit, n), case when n % 500 = 0 then 'products_changed' else 'prices_set' end, 1, 'key:x', at(n),
     null, null, 1 from generate_series(1, :size) n`,
  // Most of the jobs and files are one key's; one of the jobs is long.
  `insert into bulk_jobs select :shop, id(job, n), 'orders', 'note', null, '{}', case when n % 100 = 0 then 'staff:a' else 'key:x' end,
     null, at(n), 'done', 1, 1, 0, null, null, at(n), 2 from generate_series(1, :size / 4) n`,
  `insert into bulk_rows select :shop, id(job, case when n % 2 = 0 then 41 else n / 4 + 1 end), n, id(order, n), n::text,
     case when n % 100 = 0 then 'failed' else 'done' end, case when n % 100 = 0 then 'not_found' end, null, null, null
   from generate_series(1, :size) n where n / 4 < :size / 4`,
  `insert into exports select :shop, id(export, n), 'orders', 'csv', '[]', '{}', 'UTC', '{}', null,
     case when n % 100 = 0 then 'staff:a' else 'key:x' end, null, at(n), 'cancelled', null, 1, 0, 0, 0, null, at(n), 2
   from generate_series(1, :size / 4) n`,
  `insert into export_rows select :shop, id(export, 1 + n % (:size / 4)), n, id(order, n) from generate_series(1, :size) n`,
  `insert into saved_views select :shop, id(view, n), case when n % 50 = 0 then 'orders' else 'products' end,
     id(staff, case when n % 5 = 0 then ${veteran} else n end), n % 20 = 0, 'View', '{}', 1, at(n), at(n),
     case when n % 3 = 0 then at(n) end from generate_series(1, :size / 4) n`,
  `insert into preferences select :shop, id(staff, n), id(preference, n), '{}', 1 from generate_series(1, :size / 2) n`,
  `insert into payment_transactions select :shop, id(payment, n), id(payment, n), 'capture', 2000, 'key:x', at(n)
   from generate_series(1, :size) n`,
]

/** A hundred contacts that can be opened; all customers and orders share them, since sealing each would take longer than all else. */
async function sealPeople(client: pg.ClientBase, { merchantId, keys }: LargeShop): Promise<void> {
  const sealed = Array.from({ length: 100 }, () =>
    sealNewPerson(keys, { name: names.common, country: 'CN' }, madeAt(0)),
  )
  const contacts = sealed.map(({ contact }) => contact)
  const people = sealed.map(({ person }) => person)
  for (const query of [
    insertRows(merchantId, 'people', ['id', 'keyId', 'wrappedKey', 'createdAt', 'erasedAt'], people),
    insertRows(merchantId, 'contacts', ['id', 'personId', 'sealed', 'createdAt'], contacts),
  ]) {
    if ('text' in query) await client.query(query.text, [...query.values])
  }
  await client.query('create temporary table if not exists sealed (position int primary key, id uuid)')
  await client.query('truncate pg_temp.sealed')
  await client.query('insert into pg_temp.sealed select n - 1, id from unnest($1::uuid[]) with ordinality u(id, n)', [
    contacts.map(({ id }) => id),
  ])
}

const surnames = [...'王李张刘陈杨赵黄周吴']
const givenNames = [...'伟芳娜敏静丽强磊军洋']

/** Every hundredth contact has the common name; one customer and order alone has the rare name and phone. */
async function fillTokens(client: pg.ClientBase, { merchantId, number, size, keys }: LargeShop): Promise<void> {
  const everyName = surnames.flatMap((surname) => givenNames.map((given) => surname + given))
  const rows = everyName.flatMap((name, index) =>
    contactTokens(keys, { name, country: 'CN' }).map((token) => ({ index, token })),
  )
  for (const kind of ['customer', 'order'] as const) {
    await client.query(
      `insert into search_tokens select distinct $1::uuid, $2, t.token, pg_temp.made_id(${kinds[kind]}, $3, n), 1
       from generate_series(1, $4::int) n
       join unnest($5::int[], $6::bytea[]) t(index, token) on t.index = n % ${everyName.length}`,
      [merchantId, kind, number, size, rows.map(({ index }) => index), rows.map(({ token }) => token)],
    )
    const rare = contactTokens(keys, { name: names.rare, phone: phones.rare, country: 'CN' })
    await client.query(
      `insert into search_tokens select $1::uuid, $2, token, $3::uuid, 1 from unnest($4::bytea[]) token on conflict do nothing`,
      [merchantId, kind, madeId(kind, { number }, 77), rare],
    )
  }
}
