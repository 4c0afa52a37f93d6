import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const status = { check: '18-fulfillment-status', fault: 'status does not fit the lines' }
  const goods = '28-goods'
  const ofPicking = { fulfillmentOrder: id.pickingNorth, order: id.picking }
  const first = `order_id = '${id.picking}' and line_number = 1`
  const partial = { order: id.partial, line: 1 }
  const shipped = { check: goods, fault: 'shipped differs from the shipments', ids: { ...partial, allocation: 1 } }
  const differs = { check: goods, fault: 'order line differs from what the places did' }
  const left = { check: goods, fault: 'left to ship differs from the open allocation' }
  const labels = { check: '28-labels', fault: 'open labels hold more than is left to ship' }
  const ofLabel = { order: id.picking, line: 1, allocation: 1 }
  const moments = { check: '18-shipment-moments', fault: 'moment does not fit the status' }
  const moved = { check: goods, fault: 'shipment and stock movements differ' }
  return [
    ...['open', 'released', 'on_hold', 'packed', 'closed', 'cancelled'].map((state) => ({
      ...{ ...status, ids: ofPicking },
      sql: `update fulfillment_orders set status = '${state}' where id = '${id.pickingNorth}'`,
    })),
    ...['packed', 'closed', 'cancelled'].map((state) => ({
      ...{ ...status, ids: { fulfillmentOrder: id.pickingSouth } },
      sql: `update fulfillment_orders set status = '${state}' where id = '${id.pickingSouth}'`,
    })),
    ...[
      [id.completedWork, 'cancelled'],
      [id.completedWork, 'packed'],
      [id.cancelledWork, 'closed'],
      [id.cancelledWork, 'released'],
    ].map(([work, state]) => ({
      ...{ ...status, ids: { fulfillmentOrder: work } },
      sql: `update fulfillment_orders set status = '${state}' where id = '${work}'`,
    })),
    {
      ...{ ...status, ids: ofPicking },
      sql: `update fulfillment_lines set picked = quantity - short, packed = quantity - short where order_id = '${id.picking}'`,
    },
    {
      ...{ ...status, ids: ofPicking },
      sql: `delete from fulfillment_lines where fulfillment_order_id = '${id.pickingNorth}'`,
    },

    ...['shipped_at = null', 'delivered_at = null', `status = 'returned_to_sender'`].map((change) => ({
      ...{ check: '18-shipment-moments', fault: 'moment does not fit the status' },
      ids: { shipment: id.delivered, order: id.completed },
      sql: `update shipments set ${change} where id = '${id.delivered}'`,
    })),

    ...['picked = 4', 'cancelled = 3', 'short = 3', 'packed = 2', 'shipped = 1'].map((change) => ({
      ...{ check: goods, fault: 'place did more than it was to', ids: { order: id.picking, line: 1, allocation: 1 } },
      sql: `update fulfillment_lines set ${change} where ${first}`,
    })),
    { ...shipped, sql: `update fulfillment_lines set shipped = 0 where order_id = '${id.partial}'` },
    { ...shipped, sql: `update shipment_lines set quantity = 2 where shipment_id = '${id.onItsWay}'` },
    { ...shipped, sql: `update shipments set status = 'voided' where id = '${id.onItsWay}'` },
    { ...shipped, sql: `delete from shipment_lines where shipment_id = '${id.onItsWay}'` },

    ...['picked = 2', 'shipped = 0', 'delivered = 1'].map((change) => ({
      ...{ ...differs, ids: partial },
      sql: `update order_lines set ${change} where order_id = '${id.partial}'`,
    })),
    {
      ...{ ...differs, ids: partial },
      sql: `update shipments set status = 'delivered' where id = '${id.onItsWay}'`,
    },
    { ...differs, ids: { order: id.picking, line: 1 }, sql: `update fulfillment_lines set picked = 2 where ${first}` },
    { ...differs, ids: { order: id.picking, line: 1 }, sql: `delete from fulfillment_lines where ${first}` },

    ...['quantity = 4', 'short = 1', 'cancelled = 1'].map((change) => ({
      ...{ ...left, ids: { order: id.picking, line: 1, allocation: 1 } },
      sql: `update fulfillment_lines set ${change} where ${first}`,
    })),
    ...['quantity = 2', `status = 'released'`].map((change) => ({
      ...{ ...left, ids: { order: id.picking, line: 1, allocation: 1 } },
      sql: `update allocations set ${change} where ${first}`,
    })),

    {
      ...{ ...moved, ids: { shipment: id.delivered, item: id.black, location: id.north }, found: '0 left the stock' },
      sql: `delete from stock_movements where cause_id = '${id.delivered}'`,
    },
    {
      ...{ ...moved, ids: { shipment: id.delivered, item: id.black, location: id.north }, found: '4 left the stock' },
      sql: `insert into stock_movements select * from stock_movements where cause_id = '${id.delivered}'`,
    },
    {
      ...{ ...moved, ids: { shipment: id.onItsWay, item: id.green, location: id.north } },
      sql: `update stock_movements set location_id = '${id.north}' where cause_id = '${id.onItsWay}'`,
    },
    {
      ...{ ...moved, ids: { shipment: id.delivered } },
      sql: `update shipments set status = 'label_created' where id = '${id.delivered}'`,
    },

    ...[
      `update shipment_lines set quantity = 4 where shipment_id = '${id.labelled}'`,
      `update shipments set status = 'label_created' where id = '${id.spoiled}'`,
      `update fulfillment_lines set cancelled = 2 where ${first}`,
      `update fulfillment_lines set quantity = 1 where ${first}`,
      `delete from fulfillment_lines where ${first}`,
    ].map((sql) => ({ ...labels, ids: ofLabel, sql })),
    {
      ...{ ...labels, ids: { order: id.partial, line: 1, allocation: 2 }, found: '1' },
      sql: `insert into shipment_lines select merchant_id, shipment_id, '${id.partial}', 1, 2, 1
        from shipment_lines where shipment_id = '${id.labelled}'`,
    },
    ...[
      [id.labelled, 'shipped_at = created_at'],
      [id.labelled, `status = 'shipped'`],
      [id.spoiled, 'shipped_at = created_at'],
      [id.onItsWay, 'shipped_at = null'],
      [id.onItsWay, `status = 'label_created'`],
      [id.onItsWay, 'delivered_at = created_at'],
      [id.onItsWay, `status = 'delivered'`],
      [id.delivered, 'delivered_at = null'],
      [id.delivered, `status = 'lost'`],
    ].map(([shipment, change]) => ({
      ...{ ...moments, ids: { shipment } },
      sql: `update shipments set ${change} where id = '${shipment}'`,
    })),
    {
      ...{ ...moved, ids: { shipment: id.labelled, item: id.black, location: id.north }, found: '0 left the stock' },
      sql: `update shipments set status = 'shipped', shipped_at = created_at where id = '${id.labelled}'`,
    },
    {
      ...{ ...moved, ids: { shipment: id.labelled, item: id.black, location: id.north }, found: '2 left the stock' },
      sql: `update stock_movements set cause_id = '${id.labelled}' where cause_id = '${id.delivered}'`,
    },

    {
      ...{ check: '21-reached-fulfillment', fault: 'open allocation has no fulfillment line' },
      ...{ ids: { order: id.picking, line: 1, allocation: 1 } },
      sql: `delete from fulfillment_lines where ${first}`,
    },
    {
      ...{ check: '21-reached-fulfillment', fault: 'open allocation has no fulfillment line' },
      ...{ ids: { order: id.held, line: 1, allocation: 1 } },
      sql: `update order_holds set released_at = placed_at where order_id = '${id.held}'`,
    },
  ]
})
