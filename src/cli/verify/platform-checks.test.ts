import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id, other) => {
  const check = '24-orphans-platform'
  return [
    ...[
      'orders',
      'products',
      'people',
      'locations',
      'channels',
      'order_settings',
      'order_counts',
      'tax_rates',
      'events',
      'idempotency_keys',
      'number_series',
      'reference_revisions',
      'drains',
      'import_runs',
      'merchant_keys',
      'api_keys',
    ].map((table) => ({
      ...{ check, fault: 'rows of a merchant that does not exist', ids: { table } },
      sql: `delete from merchants where id = '${id.merchant}'`,
    })),
    {
      ...{ check, fault: 'merchant without a key to seal with', ids: { code: 'shop-1' } },
      sql: `update merchant_keys set retired_at = created_at where merchant_id = '${id.merchant}'`,
    },
    ...Object.entries({
      order: ['orders', id.held],
      fulfillment_order: ['fulfillment_orders', id.pickingSouth],
      shipment: ['shipments', id.delivered],
      payment: ['payments', id.paid],
      product: ['products', id.tea],
      customer: ['customers', id.customer],
      location: ['locations', id.north],
      stock_transfer: ['stock_transfers', id.transfer],
      stock_document: ['stock_documents', id.damage],
      api_key: ['api_keys', id.apiKey],
      variant: ['variants', id.black],
      import_run: ['import_runs', id.import],
    }).map(([type, [table, objectId]]) => ({
      ...{ check, fault: 'event of no object', ids: { [type]: objectId, version: 1 } },
      sql: `delete from ${table} where id = '${objectId}'`,
    })),
    ...Object.entries({ channel: 'channels', tax_class: 'tax_rates', order_settings: 'order_settings' }).map(
      ([type, table]) => ({
        ...{ check, fault: 'event of no object', ids: { version: 1 }, found: `${type}.created` },
        sql: `delete from ${table} where merchant_id = '${id.merchant}'`,
      }),
    ),
    {
      ...{ check, fault: 'rows of a merchant that does not exist', ids: { table: 'audit_blocks' } },
      sql: `insert into audit_blocks
          select '${id.merchant}', 1, array[entry_id], entry_id, entry_id, '', '', '', at from events limit 1;
        delete from merchants where id = '${id.merchant}'`,
    },
    {
      ...{ check, fault: 'event of no object', ids: { order: other.picking, version: 1 } },
      sql: `update events set object_id = '${other.picking}' where object_id = '${id.picking}'`,
    },
    ...[id.picking, id.customer].map((objectId) => ({
      ...{ check, fault: 'search token of no object', ids: {} },
      sql: `update search_tokens set object_id = '${other.picking}' where object_id = '${objectId}'`,
    })),
    {
      ...{ check, fault: 'delivery of no event', ids: { subscriber: 'order_index', object: id.picking, version: 9 } },
      sql: `insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at)
        values ('${id.merchant}', 'order_index', '${id.picking}', 9, '2026-01-05T08:00:00Z')`,
    },
    {
      ...{ check, fault: 'imported line without its run', ids: { document: 'A-1', line: 1 }, found: other.import },
      sql: `update import_lines set run_id = '${other.import}' where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check, fault: 'person sealed under a key that does not exist', ids: {}, found: 'key 2' },
      sql: `update people set key_id = 2 where merchant_id = '${id.merchant}'`,
    },
  ]
})

testDamages((id) => {
  const isolation = { check: '25-isolation', ofAll: true } as const
  const nobodyDid = { check: '26-actors', fault: 'nobody did it' }
  const jobs = { check: '27-jobs', ofAll: true } as const
  const job = `select graphile_worker.add_job('expire_orders', max_attempts => 3)`
  return [
    ...[
      'alter table orders disable row level security',
      'drop policy merchant_isolation on orders',
      'create policy leak on orders for select to yidan_app using (true)',
      'create policy leak on orders for select to public using (true)',
      'alter policy merchant_isolation on orders using (true)',
      'alter policy merchant_isolation on orders with check (true)',
    ].map((sql) => ({ ...isolation, fault: 'table is not isolated', ids: { table: 'orders' }, sql })),
    {
      ...{ ...isolation, fault: 'table is not isolated', ids: { table: 'forgotten' } },
      sql: 'create table forgotten (merchant_id uuid not null)',
    },
    {
      ...{ ...isolation, fault: 'role sees past the policies', ids: { role: 'yidan_app' }, found: 'owns tables' },
      sql: 'alter table orders owner to yidan_app',
    },

    ...Object.entries({
      events: 'actor',
      stock_movements: 'actor',
      stock_documents: 'actor',
      payment_transactions: 'actor',
      import_runs: 'actor',
      order_notes: 'written_by',
      customer_notes: 'written_by',
      consents: 'recorded_by',
      disclosures: 'disclosed_by',
      legal_holds: 'placed_by',
      order_holds: 'placed_by',
      order_cancellations: 'requested_by',
    }).map(([table, column]) => ({
      ...{ ...nobodyDid, ids: {}, found: 'someone' },
      sql: `update ${table} set ${column} = 'someone' where merchant_id = '${id.merchant}'`,
    })),
    {
      ...{ ...nobodyDid, ids: { cancellationDecided: id.cancellation }, found: '' },
      sql: `update order_cancellations set decided_by = null where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ ...nobodyDid, ids: { holdReleased: id.manualHold }, found: '' },
      sql: `update order_holds set released_at = placed_at where id = '${id.manualHold}'`,
    },

    {
      ...{ ...jobs, fault: 'job was given up', ids: { task: 'expire_orders' } },
      sql: `${job}; update graphile_worker._private_jobs set attempts = 3`,
    },
    {
      ...{ ...jobs, fault: 'job runs past its lease', ids: { task: 'expire_orders' } },
      sql: `${job}; update graphile_worker._private_jobs set locked_by = 'w', locked_at = '2026-01-05T08:50:00Z'`,
    },
    ...['{"ids": {"to": "li@example.com"}}', '{"ids": {}, "to": "li@example.com"}'].map((payload) => ({
      ...{ ...jobs, fault: 'mail job carries more than ids', ids: { task: 'send_mail' } },
      sql: `select graphile_worker.add_job('send_mail', '${payload}')`,
    })),
  ]
})

testDamages((id) => {
  const sealed = '33-sealed-contacts'
  const contactOf = (orderId: string) => `(select contact_id from orders where id = '${orderId}')`
  const personOf = (orderId: string) => `(select person_id from contacts where id = ${contactOf(orderId)})`
  const tokens = { check: sealed, fault: 'search tokens do not match the contact' }
  return [
    ...[
      `set_byte(sealed, 20, 255 - get_byte(sealed, 20))`,
      `'\\x01'`,
      `(select sealed from contacts where id = ${contactOf(id.picking)})`,
    ].map((value) => ({
      ...{ check: sealed, fault: 'contact does not open', ids: { order: id.held }, found: 'SealedValueBroken' },
      sql: `update contacts set sealed = ${value} where id = ${contactOf(id.held)}`,
    })),
    {
      ...{ check: sealed, fault: 'contact does not open', ids: { order: id.held } },
      sql: `update people set wrapped_key = (select wrapped_key from people where id = ${personOf(id.picking)})
        where id = ${personOf(id.held)}`,
    },
    {
      ...{ check: sealed, fault: 'person who is not erased has no key', ids: { order: id.held } },
      sql: `update people set wrapped_key = null where id = ${personOf(id.held)}`,
    },
    {
      ...{ check: sealed, fault: 'erased person still has a key', ids: { order: id.held } },
      sql: `update people set erased_at = created_at where id = ${personOf(id.held)}`,
    },
    {
      ...{ check: sealed, fault: 'erased person is still found', ids: { order: id.completed }, found: '1 tokens' },
      sql: `insert into search_tokens values ('${id.merchant}', 'order', '\\x0102030405060708', '${id.completed}', 1)`,
    },
    {
      ...{ check: sealed, fault: 'erased person still holds a phone or e-mail', ids: { customer: id.customer } },
      sql: `update people set wrapped_key = null, erased_at = created_at
        where id = (select person_id from customers where id = '${id.customer}')`,
    },
    ...[id.held, id.picking].flatMap((orderId) => [
      {
        ...tokens,
        ids: { order: orderId },
        found: '0 tokens',
        sql: `delete from search_tokens where object_id = '${orderId}'`,
      },
      {
        ...{ ...tokens, ids: { order: orderId } },
        sql: `delete from search_tokens where object_id = '${orderId}' and token =
          (select token from search_tokens where object_id = '${orderId}' order by token limit 1)`,
      },
      {
        ...{ ...tokens, ids: { order: orderId } },
        sql: `insert into search_tokens values ('${id.merchant}', 'order', '\\x0102030405060708', '${orderId}', 1)`,
      },
    ]),
    { ...tokens, ids: { customer: id.customer }, sql: `delete from search_tokens where object_id = '${id.customer}'` },
    {
      ...{ ...tokens, ids: { order: id.held } },
      sql: `update orders set contact_id = ${contactOf(id.picking)} where id = '${id.held}'`,
    },
    {
      ...{ ...tokens, ids: { customer: id.customer } },
      sql: `update customers set platform_key = '\\x01' where id = '${id.customer}'`,
      fault: "customer's keys do not match the contact",
    },
    ...['phone_key', 'email_key'].map((key) => ({
      ...{ check: sealed, fault: "customer's keys do not match the contact", ids: { customer: id.customer } },
      sql: `update customers set ${key} = null where id = '${id.customer}'`,
    })),
  ]
})

testDamages((id) => {
  const keys = '33-keys'
  const personOf = `(select person_id from customers where id = '${id.customer}')`
  const rotation = (kind: string, startedAt: string) =>
    `insert into key_rotations select merchant_id, '${id.held}', '${kind}', 1, 2, 'people', null, 0, null, 0, 'x', ${startedAt}
     from merchant_keys where merchant_id = '${id.merchant}' limit 1`
  const secondKey = (kind: string, retiredAt = 'null') =>
    `insert into merchant_keys select merchant_id, kind, 2, wrapped_key, created_at, ${retiredAt} from merchant_keys
     where merchant_id = '${id.merchant}' and kind = '${kind}'`
  return [
    ...['wrapping', 'search'].flatMap((kind) => [
      { ...{ check: keys, fault: 'several present keys of a kind', ids: { kind } }, sql: secondKey(kind) },
      {
        ...{ check: keys, fault: 'retired key that is not being renewed', ids: { kind, key: 2 } },
        sql: secondKey(kind, 'created_at'),
      },
    ]),
    {
      ...{ check: keys, fault: 'renewal that does not end', ids: { key_rotation: id.held, kind: 'search' } },
      sql: `${secondKey('search')}; update merchant_keys set retired_at = created_at
        where merchant_id = '${id.merchant}' and kind = 'search' and key_id = 1;
        ${rotation('search', "'2020-01-01'")}`,
    },
    {
      ...{ check: keys, fault: 'renewal without its keys', ids: { key_rotation: id.held, kind: 'wrapping' } },
      sql: rotation('wrapping', 'now()'),
    },
    {
      ...{
        check: keys,
        fault: 'person wrapped by another key than is named',
        ids: {},
        found: 'key 1',
        expected: 'key 2',
      },
      sql: `update people set key_id = 2 where id = ${personOf}`,
    },
    {
      ...{ check: keys, fault: 'search tokens of a key that is gone', ids: { key: 2 }, found: '1 tokens' },
      sql: `update search_tokens set key_id = 2 where (token, object_id) =
        (select token, object_id from search_tokens where object_id = '${id.held}' order by token limit 1)`,
    },
    {
      ...{ check: keys, fault: 'events differ from the version', ids: { key_rotation: id.held }, found: '0 events' },
      sql: `${rotation('search', 'now()')}; update key_rotations set version = 1`,
    },
  ]
})
