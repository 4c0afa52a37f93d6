import type pg from 'pg'
import { contactTokens } from '../../src/customers/contact-tokens.ts'
import { identityKeys, sealNewPerson } from '../../src/customers/sealed-contact.ts'
import type { SealingPerson } from '../../src/customers/sealed-text.ts'
import { createMerchantKeys, type MerchantKeys, openMerchantKeys } from '../../src/platform/crypto/key-ring.ts'
import { insertRows, type TableName } from '../../src/platform/db/bulk.ts'
import { figureRows } from './healthy-figures.ts'
import { shopEvents } from './healthy-histories.ts'
import { type ShopIds, type ShopRows, shopId, shopIds, shopTime } from './healthy-ids.ts'
import { approvalRows, fulfillmentRows, orderRows, paymentRows } from './healthy-orders.ts'
import { privacyEvents, privacyRows } from './healthy-privacy.ts'

/** A merchant whose rows break no invariant. */
export type HealthyShop = { merchantId: string; keys: MerchantKeys; id: ShopIds }

/** How shops differ; `pricePerMinor` is price units (ten-thousandths of the major unit) in one minor unit of the currency. */
export type ShopKind = { number: number; currency: string; pricePerMinor: number; instanceKey: Buffer }

/**
 * Inserts a merchant by plain statements, with orders in every state and everything attached to them: picked, short,
 * shipped in part, delivered, awaiting payment, cancelled, held, asked to be cut, a bundle, a service, a transfer on its way, an erased
 * person. `client` must be the owner's.
 */
export async function insertHealthyShop(client: pg.ClientBase, shop: ShopKind): Promise<HealthyShop> {
  const id = shopIds(shop.number)
  const keys = await insertMerchant(client, id, shop)
  const people = peopleRows(keys, id)
  const orders = orderRows(id, { ...shop, contactIds: people.contactIds })
  const tables: ShopRows[] = [
    referenceRows(id, shop),
    people.rows,
    stockRows(id),
    orders,
    figureRows(id, { currency: shop.currency, orders: orders.orders ?? [] }),
    fulfillmentRows(id),
    paymentRows(id, shop.currency),
    approvalRows(id, shop.currency),
    { events: [...shopEvents(id), ...privacyEvents(id, people.erasedId)] },
    privacyRows(id, keys, people.customer),
  ]
  for (const rows of tables) await insertTables(client, id.merchant, rows)
  await countStock(client, id.merchant)
  return { merchantId: id.merchant, keys, id }
}

async function insertMerchant(client: pg.ClientBase, id: ShopIds, shop: ShopKind): Promise<MerchantKeys> {
  const keys = createMerchantKeys(shop.instanceKey, id.merchant)
  await client.query(
    `insert into merchants (id, code, name, currency, country, time_zone, created_at)
     values ($1, $2, $2, $3, 'CN', 'Asia/Shanghai', $4)`,
    [id.merchant, `shop-${shop.number}`, shop.currency, shopTime],
  )
  for (const { kind, keyId, wrappedKey } of keys) {
    await client.query(
      `insert into merchant_keys (merchant_id, kind, key_id, wrapped_key, created_at) values ($1, $2, $3, $4, $5)`,
      [id.merchant, kind, keyId, wrappedKey, shopTime],
    )
  }
  await client.query(
    `insert into api_keys (id, merchant_id, name, prefix, secret_hash, scopes, created_by, created_at)
     values ($1, $2, 'till', 'yd', $3, '{orders.place}', 'system:test', $4)`,
    [id.apiKey, id.merchant, Buffer.from(id.apiKey), shopTime],
  )
  return openMerchantKeys(shop.instanceKey, keys)
}

function referenceRows(id: ShopIds, { currency, pricePerMinor }: ShopKind): ShopRows {
  const variant = {
    productId: id.tea,
    options: {},
    unit: 'piece',
    weightGrams: 100,
    taxClass: 'standard',
    status: 'active',
  }
  const location = {
    ...{ status: 'active', fulfils: true, priority: 1, country: 'CN', timeZone: 'Asia/Shanghai', version: 1 },
    createdAt: shopTime,
  }
  return {
    reference_revisions: [{ revision: 3 }],
    number_series: [{ series: 'order', nextNumber: 501 }],
    drains: [{ subscriber: 'order_index', drainedAt: shopTime }],
    products: [{ id: id.tea, name: '茶', category: 'tea', status: 'active', version: 1, createdAt: shopTime }],
    variants: [
      { ...variant, id: id.black, sku: 'BLACK', name: '红茶', kind: 'stocked', isPriced: true },
      { ...variant, id: id.green, sku: 'GREEN', name: '绿茶', kind: 'stocked', isPriced: true },
      { ...variant, id: id.set, sku: 'SET', name: '礼盒', kind: 'bundle', isPriced: false },
      { ...variant, id: id.wrapping, sku: 'WRAP', name: '包装', kind: 'service', isPriced: false },
    ],
    bundle_components: [
      { bundleId: id.set, componentId: id.black, quantity: 1 },
      { bundleId: id.set, componentId: id.green, quantity: 2 },
    ],
    list_prices: [
      { variantId: id.black, currency, price: 1000 * pricePerMinor },
      { variantId: id.green, currency, price: 300 * pricePerMinor },
    ],
    tax_rates: [{ taxClass: 'standard', rateBasisPoints: 1300, included: true }],
    locations: [
      { ...location, id: id.north, code: 'NORTH', name: '北仓', kind: 'warehouse' },
      { ...location, id: id.south, code: 'SOUTH', name: '南店', kind: 'store' },
    ],
    import_runs: [{ id: id.import, source: 'old-shop', fileName: 'orders.csv', actor: 'staff:1', startedAt: shopTime }],
    import_lines: [
      {
        ...{ source: 'old-shop', document: 'A-1', lineNumber: 1, runId: id.import, fileLine: 2, reason: 'no_quantity' },
        ...{ detail: '', fields: {} },
      },
    ],
    channels: [{ code: 'web', name: '网店', source: 'web' }],
    order_settings: [{ settings: {} }],
  }
}

type PeopleRows = {
  rows: ShopRows
  contactIds: { known: string; guest: string; erased: string }
  customer: SealingPerson
  erasedId: string
}

/** A customer, a guest, and someone who was erased since. */
function peopleRows(keys: MerchantKeys, id: ShopIds): PeopleRows {
  const known = { name: '张三', phone: '13800138000', email: 'zhang@example.com', country: 'CN' }
  const guest = { name: 'Li Si', phone: '+44 20 7946 0000', country: 'GB' }
  const [customer, visitor, erased] = [known, guest, guest].map((contact) => sealNewPerson(keys, contact, shopTime))
  if (customer === undefined || visitor === undefined || erased === undefined) throw new Error('three people')
  const identity = identityKeys(keys, known)
  const found = (objectType: string, objectId: string, tokens: Buffer[]) =>
    tokens.map((token) => ({ objectType, objectId, token, keyId: keys.searchKeyId }))
  return {
    rows: {
      people: [customer.person, visitor.person, { ...erased.person, wrappedKey: null, erasedAt: shopTime }],
      contacts: [customer.contact, visitor.contact, erased.contact],
      customers: [
        {
          ...{ id: id.customer, code: 'C-1', personId: customer.person.id, contactId: customer.contact.id },
          ...{ tier: 'vip', status: 'active', ...identity, version: 1, createdAt: shopTime },
        },
      ],
      search_tokens: [
        ...found('customer', id.customer, contactTokens(keys, known)),
        ...found('order', id.picking, contactTokens(keys, known)),
        ...[id.awaiting, id.cancelled, id.bundled, id.partial, id.held, id.requested].flatMap((orderId) =>
          found('order', orderId, contactTokens(keys, guest)),
        ),
      ],
    },
    contactIds: { known: customer.contact.id, guest: visitor.contact.id, erased: erased.contact.id },
    customer: { id: customer.person.id, wrappedKey: customer.person.wrappedKey as Buffer },
    erasedId: erased.person.id,
  }
}

function stockRows(id: ShopIds): ShopRows {
  const document = { reason: 'received', reference: 'R-1', actor: 'staff:1', at: shopTime }
  const move = (number: number, itemId: string, locationId: string, quantity: number) => ({
    ...{
      id: shopId(id.number, 100 + number),
      itemId,
      locationId,
      quantity,
      reason: 'test',
      actor: 'staff:1',
      at: shopTime,
    },
  })
  return {
    inventory_items: [{ id: id.black, shortagePolicy: 'backorder', oversellLimit: 5 }],
    inventory_levels: [
      { itemId: id.black, locationId: id.north, oversellLimit: 5 },
      { itemId: id.black, locationId: id.south, oversellLimit: 5 },
      { itemId: id.green, locationId: id.north, oversellLimit: 0 },
      // All that is left of it is a buffer: an order waits for more.
      { itemId: id.green, locationId: id.south, oversellLimit: 0, safetyStock: 24 },
    ],
    stock_documents: [
      { ...document, id: id.receiptNorth, kind: 'receipt', locationId: id.north },
      { ...document, id: id.receiptSouth, kind: 'receipt', locationId: id.south },
      { ...document, id: id.damage, kind: 'adjustment', locationId: id.north, reason: 'damage' },
    ],
    stock_transfers: [
      {
        ...{ id: id.transfer, fromLocationId: id.north, toLocationId: id.south, status: 'partially_received' },
        ...{ reference: 'T-1', version: 4, createdAt: shopTime },
      },
    ],
    stock_transfer_lines: [
      { transferId: id.transfer, lineNumber: 1, itemId: id.green, quantity: 5, sent: 4, received: 1 },
    ],
    stock_movements: [
      { ...move(1, id.black, id.north, 100), kind: 'receive', causeId: id.receiptNorth },
      { ...move(2, id.green, id.north, 50), kind: 'receive', causeId: id.receiptNorth },
      { ...move(3, id.black, id.south, 20), kind: 'receive', causeId: id.receiptSouth },
      { ...move(4, id.green, id.south, 30), kind: 'receive', causeId: id.receiptSouth },
      { ...move(5, id.green, id.north, -2), kind: 'adjust', causeId: id.damage },
      { ...move(6, id.green, id.north, -4), kind: 'transfer_out', causeId: id.transfer },
      { ...move(7, id.green, id.south, 1), kind: 'transfer_in', causeId: id.transfer },
      { ...move(8, id.green, id.north, -1), kind: 'short_pick', causeId: id.pickingNorth },
      { ...move(9, id.black, id.north, -2), kind: 'ship', causeId: id.delivered },
      { ...move(10, id.green, id.south, -1), kind: 'ship', causeId: id.onItsWay },
    ],
  }
}

async function insertTables(client: pg.ClientBase, merchantId: string, tables: ShopRows): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    // Rows of one table may name different columns: what one leaves out has its default.
    for (const row of rows) {
      const columns = Object.keys(row) as never[]
      const { text, values } = insertRows(merchantId, table as TableName, columns, [row as never]) as {
        text: string
        values: unknown[]
      }
      await client.query(text, values)
    }
  }
}

/** The fixture names goods once, where they are kept; the counters of the levels follow. */
async function countStock(client: pg.ClientBase, merchantId: string): Promise<void> {
  const sumOf = (what: string) => `coalesce((select sum(quantity) from ${what}
    where r.merchant_id = l.merchant_id and r.item_id = l.item_id and r.location_id = l.location_id), 0)`
  await client.query(
    `update inventory_levels l set on_hand = ${sumOf('stock_movements r')},
       allocated = ${sumOf("(select * from allocations where status = 'allocated') r")},
       reserved = ${sumOf("(select * from reservations where status = 'held') r")},
       incoming = ${sumOf(`(select t.merchant_id, i.item_id, t.to_location_id as location_id, i.sent - i.received as quantity
         from stock_transfers t join stock_transfer_lines i on i.merchant_id = t.merchant_id and i.transfer_id = t.id) r`)}
     where merchant_id = $1`,
    [merchantId],
  )
}
