import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { readRole, readSchema } from '../../../test/schema/read-schema.ts'
import { breachesOfRole, breachesOfSchema, type TableKinds } from '../../../test/schema/schema-rules.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'

const kinds: TableKinds = {
  control: ['merchants', 'instance_keys', 'schema_migrations'],
  reference: [],
  appendOnly: [
    'customer_notes',
    ...['events', 'contacts', 'sourcing_decisions', 'stock_documents', 'stock_movements'],
    ...['payment_transactions', 'shipment_lines', 'consents', 'disclosures', 'order_places', 'audit_blocks'],
  ],
}

let test: TestDatabase
let client: pg.Client
before(async () => {
  test = await createTestDatabase()
  client = new pg.Client({ connectionString: test.ownerUrl })
  await client.connect()
})
after(async () => {
  await client.end()
  await test.drop()
})

describe('the migrated schema', () => {
  it('keeps the rules that let it run on one server and on a cluster', async () => {
    const schema = await readSchema(client)
    assert.ok(schema.relations.length > 40)
    assert.deepEqual(breachesOfSchema(schema, kinds), [])
  })

  it('gives the application and verify roles without any power', async () => {
    assert.deepEqual(breachesOfRole(await readRole(client, 'yidan_app')), [])
    assert.deepEqual(breachesOfRole(await readRole(client, 'yidan_verify')), [])
  })
})

/** What the rules say once `sql` has run, in a transaction that is then undone. */
async function breachesAfter(sql: string, otherKinds = kinds): Promise<string[]> {
  await client.query('begin')
  try {
    await client.query(sql)
    return breachesOfSchema(await readSchema(client), otherKinds)
  } finally {
    await client.query('rollback')
  }
}

const good = `create table bad (merchant_id uuid not null, id uuid not null, number bigint not null default 0,
    twice bigint generated always as (number * 2) stored, code text collate "C" not null default '', at timestamptz, primary key (merchant_id, id));
  alter table bad add constraint bad_code unique (merchant_id, code);
  alter table bad add constraint bad_order foreign key (merchant_id, id) references orders (merchant_id, id);
  create index bad_by_number on bad (merchant_id, number, id);
  select isolate('bad', true);`
const unsafe = 'on bad using (true)'
const mine = `merchant_id = nullif(current_setting('yidan.merchant_id', true), '')::uuid`
const isMine = `(merchant_id = (NULLIF(current_setting('yidan.merchant_id'::text, true), ''::text))::uuid)`
const policy = `permissive | ALL | yidan_app | ${isMine} | ${isMine}`

describe('the rules find', () => {
  it('nothing wrong with a good table', async () => {
    assert.deepEqual(await breachesAfter(good), [])
  })

  const cases: Record<string, [sql: string, ...breaches: string[]]> = {
    'a table of no merchant that is not listed': [
      'create table bad (id uuid primary key)',
      'is neither control nor reference, and does not begin with merchant_id',
    ],
    'a merchant_id that is not the first column': [
      `create table bad (id uuid, merchant_id uuid, primary key (merchant_id, id)); select isolate('bad', true)`,
      'is neither control nor reference, and does not begin with merchant_id',
    ],
    'a merchant_id of another type': [
      `create table bad (merchant_id text collate "C" not null, id uuid, primary key (merchant_id, id));
       alter table bad enable row level security; create policy verify_reads on bad for select to yidan_verify using (true);
       grant select, insert, update, delete on bad to yidan_app; grant select on bad to yidan_verify`,
      'merchant_id is not uuid not null',
      `has no policy ${policy}`,
    ],
    'a primary key without the merchant, and one that begins with something else': [
      `${good} alter table bad drop constraint bad_pkey; alter table bad add primary key (id)`,
      'its primary key does not begin with merchant_id',
      'bad_pkey does not begin with merchant_id',
    ],
    'a table without a primary key': [
      `${good} alter table bad drop constraint bad_pkey`,
      'its primary key does not begin with merchant_id',
    ],
    'a merchant_id that may be null': [
      `${good} alter table bad drop constraint bad_pkey; alter table bad alter merchant_id drop not null`,
      'merchant_id is not uuid not null',
      'its primary key does not begin with merchant_id',
    ],
    'a unique constraint without the merchant': [
      `${good} alter table bad add constraint bad_number unique (number)`,
      'bad_number does not begin with merchant_id',
    ],
    'a unique index that has the merchant last': [
      `${good} create unique index bad_number on bad (number, merchant_id)`,
      'bad_number does not begin with merchant_id',
    ],
    'an exclusion constraint without the merchant': [
      `${good} alter table bad add constraint bad_number exclude (number with =)`,
      'bad_number does not begin with merchant_id',
    ],
    'an index without the merchant': [
      `${good} create index bad_at on bad (at)`,
      'bad_at does not begin with merchant_id',
    ],
    'an index that no leakproof operator uses': [
      `${good} alter table bad add column tags jsonb; create index bad_tags on bad using gin (tags)`,
      'bad_tags does not begin with merchant_id',
      'bad_tags is a gin index, which no leakproof operator uses',
      'bad_tags has tags of type jsonb, which is not leakproof',
    ],
    'an index on a number with decimals': [
      `${good} alter table bad add column rate numeric; create index bad_rate on bad (merchant_id, rate)`,
      'bad_rate has rate of type numeric, which is not leakproof',
    ],
    'an index on an expression': [
      `${good} create index bad_lower on bad (merchant_id, lower(code))`,
      'bad_lower has an expression of type text, which is not leakproof',
    ],
    'text in a key that is not sorted by bytes': [
      `${good} alter table bad add column name text; create index bad_name on bad (merchant_id, name)`,
      'name in bad_name is not collate "C"',
    ],
    'a foreign key without the merchant': [
      `${good} alter table orders add constraint orders_only unique (id);
       alter table bad add constraint bad_only foreign key (id) references orders (id)`,
      'bad_only does not begin with merchant_id',
      'the other side of bad_only does not begin with merchant_id',
      'orders: orders_only does not begin with merchant_id',
    ],
    'a foreign key that names the merchant at one side only': [
      `${good} alter table bad add column owner uuid; alter table bad add constraint bad_owner unique (merchant_id, owner);
       alter table bad add constraint bad_crossed foreign key (owner, id) references bad (merchant_id, owner)`,
      'bad_crossed does not begin with merchant_id',
    ],
    'a foreign key to a control table': [
      `${good} alter table bad add constraint bad_merchant foreign key (merchant_id) references merchants (id)`,
      'bad_merchant leads to merchants, a control table',
    ],
    'a foreign key that empties columns': [
      `${good} alter table bad drop constraint bad_order; alter table bad add constraint bad_order
         foreign key (merchant_id, id) references orders (merchant_id, id) on delete set null`,
      'bad_order is on delete set null',
    ],
    'constraints that were not given a name': [
      `${good} alter table bad add check (number > 0); alter table bad add unique (merchant_id, at)`,
      'check bad_number_check was not given a name',
      'unique bad_merchant_id_at_key was not given a name',
    ],
    'a trigger': [
      `${good} create function bad_trigger() returns trigger language plpgsql as 'begin return new; end';
       create trigger bad_counts before insert on bad for each row execute function bad_trigger()`,
      'has the trigger bad_counts',
    ],
    'an identity column': [
      `${good} alter table bad add column position bigint generated always as identity`,
      'position is an identity column',
      'bad_position_seq: is a sequence',
    ],
    'a serial column': [
      `${good} alter table bad add column position serial`,
      "position has a default that is computed, nextval('bad_position_seq'::regclass)",
      'bad_position_seq: is a sequence',
    ],
    'defaults that are computed': [
      `${good} alter table bad alter at set default now(), alter id set default gen_random_uuid()`,
      'id has a default that is computed, gen_random_uuid()',
      'at has a default that is computed, now()',
    ],
    'an enum type': [`create type bad_kind as enum ('a')`, 'bad_kind: is an enum type'],
    'a table without row-level security': [
      `${good} alter table bad disable row level security`,
      'row-level security is not enabled',
    ],
    'a table without policies': [
      `${good} drop policy merchant_isolation on bad; drop policy verify_reads on bad`,
      `has no policy ${policy}`,
      'has no policy permissive | SELECT | yidan_verify | true | ',
    ],
    'a policy that lets rows be written for another merchant': [
      `${good} drop policy merchant_isolation on bad; create policy merchant_isolation on bad for all to yidan_app using (${mine}) with check (true)`,
      `has no policy ${policy}`,
      `has another policy permissive | ALL | yidan_app | ${isMine} | true`,
    ],
    'one policy too many': [
      `${good} create policy everyone ${unsafe.replace('using', 'for select to yidan_app using')}`,
      'has another policy permissive | SELECT | yidan_app | true | ',
    ],
    'a grant to everybody': [`${good} grant select on bad to public`, 'is writable, and grants public: SELECT'],
    'a grant on a column': [
      `${good} grant update (code) on bad to yidan_verify`,
      'code has a grant of its own, yidan_verify: UPDATE',
    ],
    'a table that cannot be emptied of its rows': [
      `${good} revoke delete on bad from yidan_app; grant truncate on bad to yidan_app`,
      'is writable, and does not grant yidan_app: DELETE',
      'is writable, and grants yidan_app: TRUNCATE',
    ],
    'a rewritable table of what happened': [
      'grant update on events to yidan_app',
      'events: is append-only, and grants yidan_app: UPDATE',
    ],
    'a control table that leads to a merchant table': [
      `alter table merchants add constraint merchants_order foreign key (id, id) references orders (merchant_id, id)`,
      "merchants: merchants_order leads to orders, which is a merchant's",
    ],
    'a control table of which rows can be removed': [
      'grant delete on merchants to yidan_app',
      'merchants: grants yidan_app: DELETE',
    ],
    'a view that sees as its owner': ['create view bad as select id from orders', 'is a view that sees as its owner'],
    'a copy of rows': ['create materialized view bad as select id from orders', 'is a materialized view'],
    'a function that runs as its owner': [
      `create function bad() returns bigint language sql security definer as 'select count(*) from orders'`,
      'is a function that runs as its owner',
    ],
    'a key from another schema': [
      `create schema other; create table other.jobs (m uuid, id uuid);
       alter table other.jobs add constraint jobs_order foreign key (m, id) references orders (merchant_id, id)`,
      'other.jobs_order: is a foreign key from another schema',
    ],
  }
  for (const [name, [sql, ...breaches]] of Object.entries(cases)) {
    it(name, async () => {
      const expected = breaches.map((breach) => (/^[\w.]+: /.test(breach) ? breach : `bad: ${breach}`))
      assert.deepEqual((await breachesAfter(sql)).sort(), expected.sort())
    })
  }

  it('a table that is listed and is not there', async () => {
    const schema = await readSchema(client)
    assert.deepEqual(breachesOfSchema(schema, { ...kinds, reference: ['currencies'] }), [
      'currencies: is named in the test and is not there',
    ])
  })

  it('a reference table that has merchants, or leads to them, or is written', async () => {
    const otherKinds = { ...kinds, reference: ['bad'] }
    const sql = `create table bad (code text collate "C" primary key, merchant_id uuid, order_id uuid);
      alter table bad add constraint bad_order foreign key (merchant_id, order_id) references orders (merchant_id, id);
      grant select, insert on bad to yidan_app`
    assert.deepEqual(await breachesAfter(sql, otherKinds), [
      "bad: bad_order leads to orders, which is a merchant's",
      'bad: grants yidan_app: INSERT',
      'bad: is a reference table with a merchant_id',
    ])
    const good = `create table bad (code text collate "C" primary key); grant select on bad to yidan_app`
    assert.deepEqual(await breachesAfter(good, otherKinds), [])
  })

  it('a role that has powers, owns something or belongs to another role', async () => {
    await client.query('begin')
    try {
      await client.query(`
        create role yidan_bad nologin bypassrls createrole; grant pg_read_all_data to yidan_bad;
        grant create on schema public to yidan_bad; alter table channels owner to yidan_bad`)
      assert.deepEqual(breachesOfRole(await readRole(client, 'yidan_bad')), [
        'yidan_bad: has bypassrls',
        'yidan_bad: has createrole',
        'yidan_bad: owns channels',
        'yidan_bad: is a member of pg_read_all_data',
        'yidan_bad: may create in public',
      ])
    } finally {
      await client.query('rollback')
    }
  })
})
