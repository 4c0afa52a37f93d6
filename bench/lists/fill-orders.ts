import pg from 'pg'
import { contactTokens } from '../../src/customers/contact-tokens.ts'
import { sealNewPerson } from '../../src/customers/sealed-contact.ts'
import type { MerchantKeys } from '../../src/platform/crypto/key-ring.ts'
import { insertRows } from '../../src/platform/db/bulk.ts'
import { seededRandom } from '../../src/platform/random.ts'
import { continueFiguresOf } from '../../src/shell/continue-figures.ts'
import type { BenchShop } from '../shop.ts'
import { functions, madeOrders, statements } from './order-statements.ts'
import { type Person, personOf } from './people.ts'

/** Whom every so many orders are sent to, sealed once. */
const contactCount = 500

/** Tokens sent by one statement are those of so many orders. */
const atOnce = 5000

/** So many are searched for: a bench that held a million of them in its memory timed its own garbage collection. */
const knownOrders = 1000

/** The number of the first order. */
const firstNumber = 1_000_001

/** An order as searches know it. */
export type FilledOrder = Person & { number: number }

/**
 * Fills a shop with orders of a year, three lines each, with their goods, parcels, holds, notes, history, search tokens and Home's sums, by
 * statements of the database's owner that look at no foreign key; answers whom some of them are sent to, from all over the year.
 */
export async function fillOrders(shop: BenchShop, size: number): Promise<FilledOrder[]> {
  const owner = new pg.Client({ connectionString: shop.postgres.socketUrl })
  owner.on('error', () => {}) // told by the statement that fails
  await owner.connect()
  await owner.query(
    `set synchronous_commit = off; set session_replication_role = replica; set maintenance_work_mem = '512MB'`,
  )
  const keys = await shop.runtime.keysOf(shop.merchantId)
  await owner.query(functions)
  await sealContacts(owner, shop.merchantId, keys)
  await nameItems(owner, shop.items)
  const values = {
    ...{ shop: `'${shop.merchantId}'::uuid`, size: `${size}::bigint`, contacts: String(contactCount) },
    items: String(shop.items.length),
  }
  for (const statement of [madeOrders, 'analyze made', ...statements]) {
    await owner.query(
      statement.replace(/:(shop|size|contacts|items)\b/g, (_, name: keyof typeof values) => values[name]),
    )
  }
  const known = await fillTokens(owner, { merchantId: shop.merchantId, keys }, size)
  await owner.query('drop table made')
  await continueFiguresOf(shop.runtime, shop.merchantId)
  await owner.query('vacuum (analyze)')
  await owner.query('checkpoint')
  await owner.end()
  return known
}

async function sealContacts(owner: pg.Client, merchantId: string, keys: MerchantKeys): Promise<void> {
  const random = seededRandom('contacts')
  const sealed = Array.from({ length: contactCount }, () =>
    sealNewPerson(keys, { ...personOf(random), country: 'CN', province: '浙江省', city: '杭州市' }, new Date()),
  )
  const contacts = sealed.map(({ contact }) => contact)
  const people = sealed.map(({ person }) => person)
  for (const query of [
    insertRows(merchantId, 'people', ['id', 'keyId', 'wrappedKey', 'createdAt', 'erasedAt'], people),
    insertRows(merchantId, 'contacts', ['id', 'personId', 'sealed', 'createdAt'], contacts),
  ]) {
    if ('text' in query) await owner.query(query.text, [...query.values])
  }
  await owner.query(
    `create temporary table sealed as select (n - 1)::int as position, id as contact_id
     from unnest($1::uuid[]) with ordinality u(id, n)`.replace('$1', `'{${contacts.map(({ id }) => id).join()}}'`),
  )
  await owner.query('create index on pg_temp.sealed (position)')
}

async function nameItems(owner: pg.Client, items: BenchShop['items']): Promise<void> {
  await owner.query('create temporary table items (position int primary key, id uuid, sku text)')
  await owner.query(
    'insert into pg_temp.items select n - 1, id, sku from unnest($1::uuid[], $2::text[]) with ordinality u(id, sku, n)',
    [items.map(({ id }) => id), items.map(({ sku }) => sku)],
  )
}

/** Each order has a name and a phone of its own in the index, whose key is made when all rows are there; answers some of them. */
async function fillTokens(
  owner: pg.Client,
  { merchantId, keys }: { merchantId: string; keys: MerchantKeys },
  size: number,
): Promise<FilledOrder[]> {
  const random = seededRandom('receivers')
  const known: FilledOrder[] = []
  const every = Math.ceil(size / knownOrders)
  await owner.query('alter table search_tokens drop constraint search_tokens_pkey')
  for (let first = 0; first < size; first += atOnce) {
    const filled = Array.from({ length: Math.min(atOnce, size - first) }, (_, index) => ({
      ...personOf(random),
      number: firstNumber + first + index,
    }))
    const rows = filled.flatMap(({ number, ...person }) =>
      contactTokens(keys, { ...person, country: 'CN' }).map((token) => ({ number, token })),
    )
    await owner.query(
      `insert into search_tokens select $1, 'order', t.token, o.id, 1
       from unnest($2::bigint[], $3::bytea[]) t(number, token) join orders o on o.merchant_id = $1 and o.number = t.number`,
      [merchantId, rows.map(({ number }) => number), rows.map(({ token }) => token)],
    )
    known.push(...filled.filter(({ number }) => (number - firstNumber) % every === 0))
  }
  await owner.query('alter table search_tokens add primary key (merchant_id, token, object_type, object_id)')
  return known
}
