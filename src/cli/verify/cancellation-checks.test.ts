import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const check = '14-cancellations'
  const differs = { check, fault: 'cancelled differs from the cancellations' }
  const inName = { check, fault: 'order was cancelled in name only, or not in name' }
  const request = { order: id.requested, cancellation: id.request }
  const putLines = (lines: object, cancellation: string) =>
    `update order_cancellations set lines = '${JSON.stringify(lines)}' where id = '${cancellation}'`
  return [
    ...['cancelled = 0', 'cancelled = 2'].map((change) => ({
      ...{ ...differs, ids: { order: id.partial, line: 1 } },
      sql: `update order_lines set ${change} where order_id = '${id.partial}'`,
    })),
    ...[
      `status = 'declined'`,
      `status = 'replaced'`,
      `order_id = '${id.held}'`,
      `lines = '[{"lineNumber": 1, "quantity": 2}]'`,
    ].map((change) => ({
      ...{ ...differs, ids: { order: id.partial, line: 1 } },
      sql: `update order_cancellations set ${change} where id = '${id.lineCancellation}'`,
    })),
    {
      ...{ ...differs, ids: { order: id.cancelled, line: 1 }, found: '1' },
      sql: `update order_lines set cancelled = 1 where order_id = '${id.cancelled}'`,
    },
    ...[1, 2, 3].map((line) => ({
      ...{ ...differs, ids: { order: id.bundled, line } },
      sql: `update order_cancellations set order_id = '${id.bundled}' where id = '${id.lineCancellation}'`,
    })),
    {
      ...{ ...inName, ids: { order: id.cancelled }, found: 'cancelled' },
      sql: `delete from order_cancellations where id = '${id.cancellation}'`,
    },
    {
      ...{ ...inName, ids: { order: id.partial }, found: 'confirmed' },
      sql: `update order_cancellations set lines = null where id = '${id.lineCancellation}'`,
    },
    {
      ...{ check, fault: 'several cancellations wait', ids: { order: id.requested }, found: '2' },
      sql: `insert into order_cancellations select * from order_cancellations where id = '${id.request}'`,
    },
    {
      ...{ check, fault: 'more is to be cancelled than has not left', ids: { ...request, line: 1 }, found: '4' },
      sql: putLines([{ lineNumber: 1, quantity: 4 }], id.request),
    },
    {
      ...{ check, fault: 'more is to be cancelled than has not left', ids: { ...request, line: 1 }, found: '3' },
      sql: `update order_cancellations set lines = null where id = '${id.request}';
        update order_lines set shipped = 1 where order_id = '${id.requested}'`,
    },
    {
      ...{ check, fault: 'nobody can answer the cancellation', ids: request },
      sql: `update order_lines set picked = 0 where order_id = '${id.requested}'`,
    },
    {
      ...{ check: '24-orphans-orders', fault: 'cancellation of no line of its order', ids: { ...request, line: 2 } },
      sql: putLines([{ lineNumber: 2, quantity: 2 }], id.request),
    },
    {
      ...{ check: '24-orphans-orders', fault: 'cancellation of no line of its order' },
      ...{ ids: { order: id.bundled, cancellation: id.request, line: 2 } },
      sql: `${putLines([{ lineNumber: 2, quantity: 2 }], id.request)};
        update order_cancellations set order_id = '${id.bundled}' where id = '${id.request}'`,
    },
  ]
})
