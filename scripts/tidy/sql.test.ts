import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toSource } from './source.ts'
import { sqlRule, tableOwnerRule, tableWriterRule } from './sql.ts'

const forms = [
  'sql`select 1`',
  'sql<Row>`select 1`',
  'sql<{ a: string }>`select 1`',
  'client.query(text)',
  'client.query<{ a: string }>(text)',
  `db.selectFrom('orders')`,
  `insertRows(id, 'orders', columns, rows)`,
  `const text = 'insert into orders values (1)'`,
  'const text = `\n  update orders set a = 1`',
]

for (const form of forms) {
  test(`sql: ${JSON.stringify(form)} has its home`, () => {
    const found = (path: string) => sqlRule([toSource(path, form)]).length
    assert.equal(found('src/orders/cancel-order.ts'), 1)
    assert.equal(found('src/main.ts'), 1)
    for (const home of [
      'src/orders/order-store.ts',
      'src/orders/order-queries.ts',
      'src/platform/db/migrate.ts',
      'src/cli/verify/levels.ts',
      'src/orders/cancel-order.test.ts',
      'bench/orders.ts',
    ]) {
      assert.equal(found(home), 0, home)
    }
  })
}

test('sql: one finding for a file, at its first place', () => {
  const text = `\nclient.query('select a from b')\nsql\`select 1\``
  assert.deepEqual(
    sqlRule([toSource('src/orders/cancel-order.ts', text)]).map(
      ({ line, message }) => `${line} ${message.slice(0, 7)}`,
    ),
    ['2 SQL (3)'],
  )
})

test('sql: words that look like it', () => {
  const text = `request.query\nquery(db)\nfrom('x')\n'select a place'\n// sql\`x\`\nsql: 1`
  assert.deepEqual(sqlRule([toSource('src/orders/routes.ts', text)]), [])
})

const migration = toSource(
  'db/migrations/004-orders.sql',
  `-- owner: orders
create table orders (id uuid);
-- owner: catalog
create table if not exists public.items (id uuid);
create table lost (id uuid);
-- owner: nobody
create table "strange" (id uuid);
-- create table commented (id uuid);
create table orders_2026 partition of orders for values in (1);
`,
)

test('table-owner: each table names a module', () => {
  assert.deepEqual(
    tableOwnerRule([migration]).map(({ line, message }) => `${line} ${message}`),
    ['5 lost has no line `-- owner: <module>` above', "7 strange: there is no module 'nobody'"],
  )
})

const writes: { text: string; findings: number }[] = [
  { text: 'sql`insert into items (id) values (1)`', findings: 1 },
  { text: 'sql`delete from items where true`', findings: 1 },
  { text: 'sql`update items set id = 1`', findings: 1 },
  { text: 'sql`update public.items as i set id = 1`', findings: 1 },
  { text: 'sql`update items i\n set id = 1`', findings: 1 },
  { text: `db.updateTable('items').set({})`, findings: 1 },
  { text: `insertRows(tx.merchantId, 'items', columns, rows)`, findings: 1 },
  { text: 'sql`select * from items for update`', findings: 0 },
  { text: 'sql`insert into orders (id) values (1) on conflict (id) do update set id = 1`', findings: 0 },
  { text: 'sql`insert into elsewhere values (1)`', findings: 0 },
  { text: '// insert into items', findings: 0 },
]

for (const { text, findings } of writes) {
  test(`table-writer: ${JSON.stringify(text)}`, () => {
    const found = (path: string) => tableWriterRule([migration, toSource(path, text)]).length
    assert.equal(found('src/orders/order-store.ts'), findings)
    assert.equal(found('src/cli/import.ts'), text.includes('orders') ? 1 : findings)
    assert.equal(found('src/orders/order-store.test.ts'), 0)
    if (!text.includes('orders')) assert.equal(found('src/catalog/item-store.ts'), 0)
  })
}
