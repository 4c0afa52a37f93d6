import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const keys = '06-idempotency'
  const key = { key: 'K-1' }
  const totals = '08-order-totals'
  const shares = { check: '09-shares', fault: 'shares do not add up to the whole' }
  return [
    {
      ...{ check: keys, fault: 'several effects under one key', ids: key, found: '2' },
      sql: `insert into idempotency_keys select * from idempotency_keys where merchant_id = '${id.merchant}'`,
    },
    ...['status', 'answer'].map((column) => ({
      ...{ check: keys, fault: 'key without an answer', ids: key },
      sql: `update idempotency_keys set ${column} = null where merchant_id = '${id.merchant}'`,
    })),
    ...[400, 401, 412, 429, 500].map((status) => ({
      ...{ check: keys, fault: 'answer that may not be given again', ids: key, found: `${status}` },
      sql: `update idempotency_keys set status = ${status} where merchant_id = '${id.merchant}'`,
    })),
    {
      ...{ check: keys, fault: 'answered order does not exist', ids: { ...key, order: id.picking } },
      sql: `delete from orders where id = '${id.picking}'`,
    },
    {
      ...{ check: keys, fault: 'answered order does not exist', ids: { ...key, order: null } },
      sql: `update idempotency_keys set answer = '{}' where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check: keys, fault: 'order was placed under several keys', ids: { order: id.picking }, found: '2' },
      sql: `insert into idempotency_keys
        select merchant_id, 'K-2', operation, request_hash, status, answer, created_at from idempotency_keys
        where merchant_id = '${id.merchant}'`,
    },

    {
      ...{ check: '07-external-ids', fault: 'several orders have one external id' },
      ...{ ids: { channel: 'web', externalId: 'E-2' }, found: '2' },
      sql: `update orders set external_id = 'E-2' where id = '${id.picking}'`,
    },

    {
      ...{ check: totals, fault: 'total differs from its parts', ids: { order: id.picking }, found: '3825' },
      sql: `update orders set total = total + 1 where id = '${id.picking}'`,
    },
    ...['lines_total', 'discount_total', 'shipping_total', 'tax_total'].map((part) => ({
      ...{ check: totals, fault: 'total differs from its parts', ids: { order: id.bundled } },
      sql: `update orders set ${part} = ${part} + 1 where id = '${id.bundled}'`,
    })),
    {
      ...{ check: totals, fault: 'total differs from its parts', ids: { order: id.picking } },
      sql: `update orders set tax_included = false where id = '${id.picking}'`,
    },
    ...['line_total = line_total + 1', 'unit_price = unit_price + 17', 'quantity = 4', 'tax = tax - 1'].map(
      (change) => ({
        ...{ check: totals, fault: 'line total or tax is wrong', ids: { order: id.picking, line: 1 } },
        sql: `update order_lines set ${change} where order_id = '${id.picking}' and line_number = 1`,
      }),
    ),
    {
      ...{ check: totals, fault: 'line total or tax is wrong', ids: { order: id.picking, line: 1 } },
      sql: `update orders set currency = 'KWD' where id = '${id.picking}'`,
    },

    ...['line_total', 'discount', 'shipping', 'tax'].map((amount) => ({
      ...{ ...shares, ids: { order: id.picking } },
      sql: `update order_lines set ${amount} = ${amount} + 1 where order_id = '${id.picking}' and line_number = 2`,
    })),
    {
      ...shares,
      ids: { order: id.picking },
      sql: `delete from order_lines where order_id = '${id.picking}' and line_number = 3`,
    },

    {
      ...{ check: '23-numbers', fault: 'several orders have one number', ids: { number: 2 }, found: '2' },
      sql: `update orders set number = 2 where id = '${id.picking}'`,
    },
    {
      ...{ check: '23-numbers', fault: 'number will be given again', ids: { series: 'order' }, found: '7' },
      sql: `update number_series set next_number = 7 where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check: '23-numbers', fault: 'number will be given again', ids: { series: 'order' }, found: 'no series' },
      sql: `delete from number_series where merchant_id = '${id.merchant}'`,
    },
    ...['orders = orders + 1', `stage = 'draft'`].map((change) => ({
      ...{ check: '31-order-counts', fault: 'count differs from the orders', ids: { stage: 'processed' } },
      sql: `update order_counts set ${change} where merchant_id = '${id.merchant}' and stage = 'processed'`,
    })),
    {
      ...{ check: '31-order-counts', fault: 'count differs from the orders', ids: { stage: 'completed' } },
      sql: `delete from order_counts where merchant_id = '${id.merchant}'`,
    },
    {
      ...{
        check: '31-order-places',
        fault: 'place of the order not noted',
        ids: { order: id.picking, location: id.south },
      },
      sql: `delete from order_places where order_id = '${id.picking}' and location_id = '${id.south}'`,
    },
    {
      ...{ check: '31-timelines', fault: 'entry is not in the timeline of its customer', found: 'none' },
      ...{
        ids: { order: id.picking, version: 1 },
        sql: `update events set subject_id = null where object_id = '${id.picking}'`,
      },
    },
    {
      ...{ check: '31-timelines', fault: 'entry is not in the timeline of its customer', found: id.customer },
      ...{ ids: { order: id.held, version: 2 } },
      sql: `update events set subject_id = '${id.customer}' where object_id = '${id.held}' and version = 2`,
    },
    {
      ...{ check: '31-order-places', fault: 'place noted that the order never had', ids: { order: id.held } },
      sql: `insert into order_places values ('${id.merchant}', '${id.north}', '${id.held}')`,
    },
  ]
})

testDamages((id) => {
  const payments = '10-payments'
  const paid = { payment: id.paid, order: id.completed }
  const back = { payment: id.refunded, order: id.partial }
  return [
    ...['captured = 2001', 'refunded = 2001', 'amount = 1999'].map((change) => ({
      ...{ check: payments, fault: 'more is captured or refunded than may be', ids: paid },
      sql: `update payments set ${change} where id = '${id.paid}'`,
    })),
    {
      ...{ check: payments, fault: 'more is refunded than captured', ids: { order: id.partial } },
      sql: `update orders set refunded = 501 where id = '${id.partial}'`,
    },
    {
      ...{ check: payments, fault: 'more is captured than was authorized', ids: paid },
      sql: `insert into payment_transactions
        select merchant_id, payment_id, '${id.note}', 'authorize', 1999, actor, at from payment_transactions
        where id = '${id.captured1}'`,
    },
    ...['captured = 400', 'refunded = 99'].map((change) => ({
      ...{ check: payments, fault: 'payment differs from its transactions', ids: back },
      sql: `update payments set ${change} where id = '${id.refunded}'`,
    })),
    ...[id.refund, id.captured2].map((transaction) => ({
      ...{ check: payments, fault: 'payment differs from its transactions', ids: back },
      sql: `delete from payment_transactions where id = '${transaction}'`,
    })),
    ...[`status = 'voided'`, 'captured = 0'].map((change) => ({
      ...{ check: payments, fault: 'payment is captured in name only, or not in name', ids: paid },
      sql: `update payments set ${change} where id = '${id.paid}'`,
    })),
    {
      ...{ check: payments, fault: 'order differs from its payments', ids: { order: id.picking } },
      sql: `update orders set captured = captured - 1 where id = '${id.picking}'`,
    },
    {
      ...{ check: payments, fault: 'order differs from its payments', ids: { order: id.awaiting } },
      sql: `update orders set authorized = 1 where id = '${id.awaiting}'`,
    },
    {
      ...{ check: payments, fault: 'order differs from its payments', ids: { order: id.partial } },
      sql: `update orders set refunded = 0 where id = '${id.partial}'`,
    },
    {
      ...{ check: payments, fault: 'order differs from its payments', ids: { order: id.completed } },
      sql: `delete from payments where id = '${id.paid}'`,
    },

    ...['orders:total', 'orders:number', 'payments:captured', 'order_counts:orders', 'number_series:next_number'].map(
      (name) => {
        const [table = '', column = ''] = name.split(':')
        return {
          ...{ check: '32-whole-amounts', fault: 'number is too large to be held exactly', ids: {} },
          ...{ found: '9007199254740992' },
          sql: `update ${table} set ${column} = 9007199254740992 where merchant_id = '${id.merchant}'`,
        }
      },
    ),
    ...['order_lines:tax', 'payment_transactions:amount', 'list_prices:price'].map((name) => {
      const [table = '', column = ''] = name.split(':')
      return {
        ...{ check: '32-whole-amounts', fault: 'number is too large to be held exactly', ids: {} },
        sql: `update ${table} set ${column} = -9007199254740992 where merchant_id = '${id.merchant}'`,
      }
    }),
    ...['orders', 'payments', 'list_prices'].map((table) => ({
      ...{ check: '32-whole-amounts', fault: 'currency does not exist', ids: {}, found: 'XXX' },
      sql: `update ${table} set currency = 'XXX' where merchant_id = '${id.merchant}'`,
    })),
    {
      ...{ check: '32-whole-amounts', fault: 'currency does not exist', ids: { merchant: id.merchant }, found: 'cny' },
      sql: `update merchants set currency = 'cny' where id = '${id.merchant}'`,
    },
  ]
})

testDamages((id) => {
  const lines = '14-line-quantities'
  const line = `order_id = '${id.partial}' and line_number = 1`
  const ids = { order: id.partial, line: 1 }
  const waits = {
    check: '14-backorders',
    fault: 'order waits though goods are free',
    ids: { ...ids, location: id.south },
  }
  const rollUps = '18-order-rollups'
  const derived = { check: rollUps, fault: 'what is derived is wrong' }
  const ended = '19-ended-orders'
  return [
    {
      ...{ check: '14-backorders', fault: 'order is held for goods that it does not lack' },
      ids: { order: id.held, hold: id.manualHold },
      sql: `update order_holds set kind = 'stock', reason = 'short_of_stock' where id = '${id.manualHold}'`,
    },
    {
      ...{ check: ended, fault: 'cancelled order is still held', ids: { order: id.cancelled, hold: id.paymentHold } },
      sql: `update order_holds set order_id = '${id.cancelled}' where id = '${id.paymentHold}'`,
    },
    ...['quantity', 'cancelled', 'unallocated', 'backordered', 'reserved', 'allocated', 'shipped'].map((counter) => ({
      ...{ check: lines, fault: 'quantities do not add up to what was ordered', ids },
      sql: `update order_lines set ${counter} = ${counter} + 1 where ${line}`,
    })),
    ...['picked = 3', 'delivered = 2'].map((change) => ({
      ...{ check: lines, fault: 'more was picked or delivered than can be', ids },
      sql: `update order_lines set ${change} where ${line}`,
    })),
    ...['allocated = 0, backordered = 8', 'shipped = 2, backordered = 6', 'reserved = 1, backordered = 6'].map(
      (change) => ({
        ...{ check: lines, fault: 'allocated, shipped or reserved is not what the records say', ids },
        sql: `update order_lines set ${change} where ${line}`,
      }),
    ),
    ...['quantity = 2', `status = 'released'`].map((change) => ({
      ...{ check: lines, fault: 'allocated, shipped or reserved is not what the records say', ids },
      sql: `update allocations set ${change} where order_id = '${id.partial}'`,
    })),
    ...['line_total', 'discount', 'shipping', 'tax'].map((amount) => ({
      ...{
        check: lines,
        fault: 'components do not share the amounts of their bundle',
        ids: { order: id.bundled, line: 1 },
      },
      sql: `update order_lines set ${amount} = ${amount} + 1 where order_id = '${id.bundled}' and line_number = 3`,
    })),
    {
      ...{
        check: lines,
        fault: 'components do not share the amounts of their bundle',
        ids: { order: id.bundled, line: 1 },
      },
      ...{
        sql: `delete from order_lines where order_id = '${id.bundled}' and line_number > 1`,
        found: 'no components',
      },
    },
    ...['quantity = 3', 'parent_line_number = 2'].map((change) => ({
      ...{
        check: lines,
        fault: 'component is not a whole number for each bundle',
        ids: { order: id.bundled, line: 3 },
      },
      sql: `update order_lines set ${change} where order_id = '${id.bundled}' and line_number = 3`,
    })),

    ...[
      { line: 1, change: 'cancelled = 2', of: 2 },
      { line: 3, change: 'cancelled = 1, allocated = allocated - 1', of: 3 },
    ].map(({ line, change, of }) => ({
      ...{ check: lines, fault: 'component is not cancelled as its bundle is', ids: { order: id.bundled, line: of } },
      sql: `update order_lines set ${change} where order_id = '${id.bundled}' and line_number = ${line}`,
    })),

    {
      ...{ ...waits, found: '7 lacking, 1 free' },
      sql: `update inventory_levels set safety_stock = 23 where item_id = '${id.green}' and location_id = '${id.south}'`,
    },
    {
      ...{ ...waits, ids: { ...ids, location: id.north } },
      sql: `delete from allocations where order_id = '${id.partial}'`,
    },

    ...[
      'cancelled_total = 299',
      `payment_status = 'paid'`,
      `fulfillment_status = 'shipped'`,
      `stage = 'processed'`,
    ].map((change) => ({
      ...{ ...derived, ids: { order: id.partial } },
      sql: `update orders set ${change} where id = '${id.partial}'`,
    })),
    ...['captured = 3823', 'captured = 3825', 'captured = 0', 'refunded = 1', 'refunded = captured'].map((change) => ({
      ...{ ...derived, ids: { order: id.picking } },
      sql: `update orders set ${change} where id = '${id.picking}'`,
    })),
    ...['delivered = 1', 'shipped = 0', 'cancelled = 2', 'shipped = 9'].map((change) => ({
      ...{ ...derived, ids: { order: id.partial } },
      sql: `update order_lines set ${change} where ${line}`,
    })),
    ...['picked = 0', 'backordered = 1, picked = 0', 'unallocated = 1, picked = 0'].map((change) => ({
      ...{ ...derived, ids: { order: id.picking } },
      sql: `update order_lines set ${change} where order_id = '${id.picking}' and line_number = 1`,
    })),
    ...['draft', 'submitted', 'completed', 'cancelled', 'expired'].map((status) => ({
      ...{ ...derived, ids: { order: id.bundled } },
      sql: `update orders set status = '${status}' where id = '${id.bundled}'`,
    })),
    {
      ...{ check: rollUps, fault: 'order is done and goes on', ids: { order: id.completed } },
      sql: `update orders set status = 'confirmed' where id = '${id.completed}'`,
    },
    {
      ...{ check: rollUps, fault: 'order completed before it was done', ids: { order: id.bundled } },
      sql: `update orders set status = 'completed' where id = '${id.bundled}'`,
    },
    {
      ...{ check: rollUps, fault: 'order completed before it was done', ids: { order: id.completed } },
      sql: `update orders set captured = 1999 where id = '${id.completed}'`,
    },
    {
      ...{ check: rollUps, fault: 'order waits for a payment that it does not need' },
      ids: { order: id.awaiting, hold: id.paymentHold },
      sql: `update orders set authorized = total where id = '${id.awaiting}'`,
    },
    {
      ...{ check: rollUps, fault: 'nothing holds the order and it is not confirmed', ids: { order: id.awaiting } },
      sql: `update order_holds set released_at = placed_at where order_id = '${id.awaiting}'`,
    },

    ...['completed', 'cancelled', 'expired'].map((status) => ({
      ...{ check: ended, fault: 'ended order has an open allocation', ids: { order: id.held, line: 1 } },
      sql: `update orders set status = '${status}' where id = '${id.held}'`,
    })),
    {
      ...{ check: ended, fault: 'ended order has a held reservation', ids: { order: id.awaiting, line: 1 } },
      sql: `update orders set status = 'cancelled' where id = '${id.awaiting}'`,
    },
    ...['allocated', 'reserved', 'unallocated', 'backordered'].map((counter) => ({
      ...{ check: ended, fault: 'line of an ended order holds or awaits stock', ids: { order: id.cancelled, line: 1 } },
      sql: `update order_lines set ${counter} = 1 where order_id = '${id.cancelled}'`,
    })),
    {
      ...{ check: ended, fault: 'ended order waits for the answer to a cancellation' },
      ...{ ids: { order: id.requested, cancellation: id.request } },
      sql: `update orders set status = 'completed' where id = '${id.requested}'`,
    },
    {
      ...{ check: ended, fault: 'ended order is still worked on' },
      ...{ ids: { order: id.cancelled, fulfillmentOrder: id.cancelledWork } },
      sql: `update fulfillment_orders set status = 'on_hold' where id = '${id.cancelledWork}'`,
    },
  ]
})
