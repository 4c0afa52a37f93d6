import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const level = `item_id = '${id.black}' and location_id = '${id.north}'`
  const ids = { item: id.black, location: id.north }
  const green = { item: id.green, location: id.south }
  const onHand = { check: '01-on-hand', fault: 'on hand differs from the movements', ids }
  const kept = { check: '02-kept-stock', ids }
  const allocated = { ...kept, fault: 'allocated differs from the open allocations' }
  const reserved = { ...kept, fault: 'reserved differs from the held reservations' }
  const oversold = { check: '03-oversold', fault: 'more is allocated, reserved and unavailable than may be', ids }
  const counters = '04-counters'
  const transfers = '29-transfers'
  const transfer = { transfer: id.transfer }
  return [
    { ...onHand, sql: `update inventory_levels set on_hand = on_hand + 1 where ${level}`, found: '99' },
    { ...onHand, sql: `delete from stock_movements where cause_id = '${id.receiptNorth}' and item_id = '${id.black}'` },
    { ...onHand, sql: `update stock_movements set quantity = quantity - 1 where cause_id = '${id.delivered}'` },
    { ...onHand, sql: `delete from inventory_levels where ${level}`, found: '0' },

    { ...allocated, sql: `update inventory_levels set allocated = allocated - 1 where ${level}` },
    { ...allocated, sql: `delete from allocations where order_id = '${id.picking}' and line_number = 1` },
    { ...allocated, sql: `update allocations set status = 'allocated' where order_id = '${id.cancelled}'` },
    { ...reserved, sql: `update inventory_levels set reserved = 0 where ${level}` },
    { ...reserved, sql: `update reservations set status = 'expired' where order_id = '${id.awaiting}'` },

    { ...oversold, sql: `update inventory_levels set on_hand = 0 where ${level}` },
    { ...oversold, sql: `update inventory_levels set unavailable = 98 where ${level}` },
    {
      ...{ check: '03-oversold', fault: "oversell limit differs from the item's", ids },
      sql: `update inventory_items set oversell_limit = 1 where id = '${id.black}'`,
    },
    {
      ...{ check: '03-oversold', fault: "oversell limit differs from the item's", ids: green },
      sql: `update inventory_levels set oversell_limit = 2 where item_id = '${id.green}' and location_id = '${id.south}'`,
    },

    ...['on_hand', 'allocated', 'reserved', 'unavailable', 'incoming', 'safety_stock', 'oversell_limit'].map(
      (counter) => ({
        ...{ check: counters, fault: 'level counter is negative', ids },
        sql: `update inventory_levels set ${counter} = -1 where ${level}`,
      }),
    ),
    ...['cancelled', 'unallocated', 'backordered', 'reserved', 'allocated', 'picked', 'shipped', 'delivered'].map(
      (counter) => ({
        ...{ check: counters, fault: 'order line counter is negative', ids: { order: id.picking, line: 2 } },
        sql: `update order_lines set ${counter} = -1 where order_id = '${id.picking}' and line_number = 2`,
      }),
    ),
    {
      ...{ check: counters, fault: 'order line counter is negative', ids: { order: id.picking, line: 3 } },
      sql: `update order_lines set quantity = 0 where order_id = '${id.picking}' and line_number = 3`,
    },
    ...['unit_price', 'line_total', 'discount', 'shipping', 'tax', 'tax_rate_basis_points'].map((amount) => ({
      ...{ check: counters, fault: 'order line amount is negative', ids: { order: id.picking, line: 1 } },
      sql: `update order_lines set ${amount} = -1 where order_id = '${id.picking}' and line_number = 1`,
    })),
    ...['lines', 'discount', 'shipping', 'tax', 'cancelled'].map((amount) => ({
      ...{ check: counters, fault: 'order amount is negative', ids: { order: id.picking } },
      sql: `update orders set ${amount}_total = -1 where id = '${id.picking}'`,
    })),
    ...['total', 'captured', 'refunded'].map((amount) => ({
      ...{ check: counters, fault: 'order amount is negative', ids: { order: id.picking } },
      sql: `update orders set ${amount} = -1 where id = '${id.picking}'`,
    })),
    ...['picked', 'short', 'packed', 'shipped', 'cancelled'].map((counter) => ({
      ...{ check: counters, fault: 'fulfillment line counter is negative', ids: { order: id.partial, allocation: 1 } },
      sql: `update fulfillment_lines set ${counter} = -1 where order_id = '${id.partial}'`,
    })),
    {
      ...{ check: counters, fault: 'allocation of nothing', ids: { order: id.held, line: 1, allocation: 1 } },
      sql: `update allocations set quantity = 0 where order_id = '${id.held}'`,
    },
    {
      ...{ check: counters, fault: 'reservation of nothing', ids: { order: id.awaiting, line: 1, reservation: 1 } },
      sql: `update reservations set quantity = 0 where order_id = '${id.awaiting}'`,
    },
    {
      ...{ check: counters, fault: 'movement of nothing', ids },
      sql: `update stock_movements set quantity = 0 where cause_id = '${id.delivered}'`,
    },
    {
      ...{ check: counters, fault: 'shipment line of nothing', ids: { shipment: id.onItsWay, line: 1 } },
      sql: `update shipment_lines set quantity = 0 where shipment_id = '${id.onItsWay}'`,
    },
    ...['quantity = 0', 'sent = -1', 'received = -1'].map((change) => ({
      ...{ check: counters, fault: 'transfer line counter is negative', ids: { ...transfer, line: 1 } },
      sql: `update stock_transfer_lines set ${change} where transfer_id = '${id.transfer}'`,
    })),
    {
      ...{ check: counters, fault: 'bundle component of nothing', ids: { bundle: id.set, component: id.green } },
      sql: `update bundle_components set quantity = 0 where component_id = '${id.green}'`,
    },
    {
      ...{ check: counters, fault: 'oversell limit is negative', ids: { item: id.black } },
      sql: `update inventory_items set oversell_limit = -1 where id = '${id.black}'`,
    },
    ...['amount = 0', 'captured = -1', 'refunded = -1'].map((change) => ({
      ...{ check: counters, fault: 'payment amount is negative', ids: { payment: id.paid } },
      sql: `update payments set ${change} where id = '${id.paid}'`,
    })),
    {
      ...{
        check: counters,
        fault: 'payment transaction of nothing',
        ids: { payment: id.refunded, transaction: id.refund },
      },
      sql: `update payment_transactions set amount = 0 where id = '${id.refund}'`,
    },
    {
      ...{ check: counters, fault: 'price is negative', ids: { variant: id.black, currency: 'CNY' } },
      sql: `update list_prices set price = -1 where variant_id = '${id.black}'`,
    },
    {
      ...{ check: '28-priced-goods', fault: 'says wrongly whether it has a price', ids: { variant: id.set } },
      sql: `update variants set is_priced = true where id = '${id.set}'`,
    },
    {
      ...{ check: counters, fault: 'tax rate is not between nothing and all', ids: { taxClass: 'standard' } },
      sql: `update tax_rates set rate_basis_points = 10001 where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check: counters, fault: 'count of orders is negative', ids: { stage: 'shipped' } },
      sql: `update order_counts set orders = -1 where merchant_id = '${id.merchant}' and stage = 'shipped'`,
    },

    {
      ...{ check: '20-reservations', fault: 'reservation outlived its expiry', ids: { order: id.awaiting, line: 1 } },
      sql: `update reservations set expires_at = '2026-01-05T08:44:00Z' where order_id = '${id.awaiting}'`,
    },

    {
      ...{ check: transfers, fault: 'incoming differs from what is in transit', ids: green, found: '2' },
      sql: `update inventory_levels set incoming = 2 where item_id = '${id.green}' and location_id = '${id.south}'`,
    },
    {
      ...{ check: transfers, fault: 'incoming differs from what is in transit', ids: green, found: '3' },
      sql: `update stock_transfers set status = 'cancelled' where id = '${id.transfer}'`,
    },
    {
      ...{ check: transfers, fault: 'movements differ from what the transfer sent and received' },
      ...{ ids: { ...transfer, item: id.green, location: id.north } },
      sql: `update stock_movements set quantity = -3 where cause_id = '${id.transfer}' and kind = 'transfer_out'`,
    },
    {
      ...{ check: transfers, fault: 'movements differ from what the transfer sent and received' },
      ...{ ids: { ...transfer, ...green } },
      sql: `delete from stock_movements where cause_id = '${id.transfer}' and kind = 'transfer_in'`,
    },
    {
      ...{ check: transfers, fault: 'more was received than sent', ids: { ...transfer, line: 1 } },
      sql: `update stock_transfer_lines set received = 5 where transfer_id = '${id.transfer}'`,
    },
    ...['draft', 'ready', 'in_transit', 'received', 'cancelled'].map((status) => ({
      ...{ check: transfers, fault: 'transfer status does not fit what was sent and received', ids: transfer },
      sql: `update stock_transfers set status = '${status}' where id = '${id.transfer}'`,
    })),
    {
      ...{ check: transfers, fault: 'transfer status does not fit what was sent and received', ids: transfer },
      sql: `update stock_transfer_lines set received = 4 where transfer_id = '${id.transfer}'`,
    },
  ]
})
