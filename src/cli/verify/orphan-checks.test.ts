import { testDamages } from '../../../test/support/damaged-shop.ts'

const nobody = '0198c000-0000-7000-8000-999999999999'

testDamages((id, other) => {
  const check = '24-orphans-catalog'
  const contact = `(select contact_id from orders where id = '${id.awaiting}')`
  return [
    ...[`'${nobody}'`, `'${other.tea}'`].map((product) => ({
      ...{ check, fault: 'variant without its product', ids: { variant: id.black } },
      sql: `update variants set product_id = ${product} where id = '${id.black}'`,
    })),
    {
      ...{ check, fault: 'bundle that is no bundle', ids: { bundle: id.set }, found: 'stocked' },
      sql: `update variants set kind = 'stocked' where id = '${id.set}'`,
    },
    {
      ...{ check, fault: 'bundle that is no bundle', ids: { bundle: other.set }, found: 'no variant' },
      sql: `update bundle_components set bundle_id = '${other.set}' where component_id = '${id.black}'`,
    },
    {
      ...{ check, fault: 'component that is no variant or a bundle', ids: { component: other.black } },
      sql: `update bundle_components set component_id = '${other.black}' where component_id = '${id.black}'`,
    },
    {
      ...{ check, fault: 'component that is no variant or a bundle', ids: { component: id.set } },
      sql: `update bundle_components set component_id = '${id.set}' where component_id = '${id.black}'`,
    },
    {
      ...{ check, fault: 'price without its variant', ids: { variant: other.black } },
      sql: `update list_prices set variant_id = '${other.black}' where variant_id = '${id.black}'`,
    },
    {
      ...{ check, fault: 'item that is no stocked variant', ids: { item: id.wrapping } },
      sql: `update inventory_items set id = '${id.wrapping}' where id = '${id.black}'`,
    },
    {
      ...{ check, fault: 'contact without its person', ids: {}, found: other.customer },
      sql: `update contacts set person_id = '${other.customer}' where id = ${contact}`,
    },
    {
      ...{ check, fault: 'customer without their person', ids: { customer: id.customer } },
      sql: `update customers set person_id = '${nobody}' where id = '${id.customer}'`,
    },
    {
      ...{ check, fault: 'customer without a contact of theirs', ids: { customer: id.customer } },
      sql: `update customers set contact_id = ${contact} where id = '${id.customer}'`,
    },
    {
      ...{ check, fault: 'note without its customer', ids: { note: id.customerNote } },
      sql: `update customer_notes set customer_id = '${other.customer}' where id = '${id.customerNote}'`,
    },
    ...[`'${nobody}'`, `'${other.tea}'`].map((product) => ({
      ...{ check, fault: 'picture without its product', ids: { picture: id.black } },
      sql: `insert into product_pictures
          (merchant_id, product_id, id, position, hash, media_type, width, height, size_bytes, added_at)
        values ('${id.merchant}', ${product}, '${id.black}', 1, 'a', 'image/png', 1, 1, 1, now())`,
    })),
  ]
})

testDamages((id) => {
  const check = '24-orphans-work'
  return [
    {
      ...{ check, fault: 'row of a job that is none', ids: { job: nobody, row: 1 } },
      sql: `insert into bulk_rows (merchant_id, job_id, row_number, object_id, status)
        values ('${id.merchant}', '${nobody}', 1, '${id.held}', 'waiting')`,
    },
    {
      ...{ check, fault: 'row of a file that is none', ids: { export: nobody, row: 1 } },
      sql: `insert into export_rows (merchant_id, export_id, row_number, object_id)
        values ('${id.merchant}', '${nobody}', 1, '${id.held}')`,
    },
  ]
})

testDamages((id, other) => {
  const check = '24-orphans-stock'
  const level = { item: id.green, location: id.south }
  const held = { order: id.held, line: 1, allocation: 1 }
  const awaiting = { order: id.awaiting, line: 1, reservation: 1 }
  return [
    {
      ...{ check, fault: 'level of what is no stocked variant', ids: level, found: 'service' },
      sql: `update variants set kind = 'service' where id = '${id.green}'`,
    },
    {
      ...{ check, fault: 'level of what is no stocked variant', ids: { item: other.green }, found: 'no variant' },
      sql: `update inventory_levels set item_id = '${other.green}' where item_id = '${id.green}'`,
    },
    {
      ...{ check, fault: 'level without its location', ids: { item: id.green, location: other.south } },
      sql: `update inventory_levels set location_id = '${other.south}' where location_id = '${id.south}'`,
    },
    {
      ...{ check, fault: 'movement without its level', ids: level },
      sql: `delete from inventory_levels where item_id = '${id.green}' and location_id = '${id.south}'`,
    },
    ...[id.receiptNorth, id.damage, id.transfer, id.pickingNorth, id.delivered].map((cause) => ({
      ...{ check, fault: 'movement without its cause', ids: { cause: nobody } },
      sql: `update stock_movements set cause_id = '${nobody}' where cause_id = '${cause}'`,
    })),
    ...['receive', 'transfer_in', 'ship', 'short_pick'].map((kind) => ({
      ...{ check, fault: 'movement without its cause', ids: { cause: id.damage }, found: kind },
      sql: `update stock_movements set kind = '${kind}' where cause_id = '${id.damage}'`,
    })),
    {
      ...{ check, fault: 'stock document without its location', ids: { document: id.damage }, found: other.north },
      sql: `update stock_documents set location_id = '${other.north}' where id = '${id.damage}'`,
    },
    {
      ...{ check, fault: 'stock document that moved nothing', ids: { document: id.damage } },
      sql: `delete from stock_movements where cause_id = '${id.damage}'`,
    },
    ...['from', 'to'].map((end) => ({
      ...{ check, fault: 'transfer without one of its locations', ids: { transfer: id.transfer } },
      sql: `update stock_transfers set ${end}_location_id = '${other.north}' where id = '${id.transfer}'`,
    })),
    {
      ...{ check, fault: 'transfer line without its transfer', ids: { transfer: id.transfer, line: 1 } },
      sql: `delete from stock_transfers where id = '${id.transfer}'`,
    },
    {
      ...{ check, fault: 'transfer line of what is no stocked variant', ids: { transfer: id.transfer, line: 1 } },
      sql: `update stock_transfer_lines set item_id = '${id.set}' where transfer_id = '${id.transfer}'`,
    },
    {
      ...{ check, fault: 'allocation without its order line', ids: held },
      sql: `delete from order_lines where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'allocation without its order line', ids: held },
      sql: `update order_lines set variant_id = '${id.green}' where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'allocation without its level', ids: held },
      sql: `update allocations set location_id = '${other.south}' where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'reservation without its order line', ids: awaiting },
      sql: `update reservations set item_id = '${id.green}' where order_id = '${id.awaiting}'`,
    },
    {
      ...{ check, fault: 'reservation without its level', ids: awaiting },
      sql: `update reservations set location_id = '${other.north}' where order_id = '${id.awaiting}'`,
    },
  ]
})

testDamages((id, other) => {
  const check = '24-orphans-orders'
  const moveAway = (table: string, orderId: string) =>
    `update ${table} set order_id = '${other.picking}' where order_id = '${orderId}'`
  return [
    {
      ...{ check, fault: 'order without its contact', ids: { order: id.picking } },
      sql: `update orders set contact_id = (select contact_id from orders where id = '${other.picking}') where id = '${id.picking}'`,
    },
    {
      ...{ check, fault: 'order without its customer', ids: { order: id.picking }, found: other.customer },
      sql: `update orders set customer_id = '${other.customer}' where id = '${id.picking}'`,
    },
    {
      ...{ check, fault: 'order without its channel', ids: { order: id.picking }, found: 'web' },
      sql: `delete from channels where merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check, fault: 'noted place without its order', ids: { order: other.picking, location: id.south } },
      sql: moveAway('order_places', id.held),
    },
    {
      ...{ check, fault: 'noted place that is none', ids: { order: id.held, location: other.south } },
      sql: `update order_places set location_id = '${other.south}' where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'order that nobody sourced', ids: { order: id.held } },
      sql: `delete from sourcing_decisions where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'order without lines', ids: { order: id.held } },
      sql: `delete from order_lines where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'order line without its order', ids: { order: id.held, line: 1 } },
      sql: `delete from orders where id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'order line without its order', ids: { order: other.picking, line: 1 } },
      sql: moveAway('order_lines', id.held),
    },
    {
      ...{ check, fault: 'order line without its variant', ids: { order: id.held, line: 1 }, found: other.black },
      sql: `update order_lines set variant_id = '${other.black}' where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'component without its bundle', ids: { order: id.bundled, line: 2 }, found: 'line 1' },
      sql: `delete from order_lines where order_id = '${id.bundled}' and line_number = 1`,
    },
    {
      ...{ check, fault: 'hold without its order', ids: { hold: id.manualHold } },
      sql: moveAway('order_holds', id.held),
    },
    { ...{ check, fault: 'note without its order', ids: { note: id.note } }, sql: moveAway('order_notes', id.picking) },
    {
      ...{ check, fault: 'cancellation without its order', ids: { cancellation: id.cancellation } },
      sql: moveAway('order_cancellations', id.cancelled),
    },
    {
      ...{ check, fault: 'sourcingDecision without its order', ids: { sourcingDecision: '1' } },
      sql: moveAway('sourcing_decisions', id.picking),
    },
    {
      ...{ check, fault: 'payment without its order', ids: { payment: id.paid } },
      sql: moveAway('payments', id.completed),
    },
    {
      ...{ check, fault: 'payment in another currency than its order', ids: { payment: id.paid }, found: 'JPY' },
      sql: `update payments set currency = 'JPY' where id = '${id.paid}'`,
    },
    {
      ...{ check, fault: 'transaction without its payment', ids: { transaction: id.refund } },
      sql: `update payment_transactions set payment_id = '${other.paid}' where id = '${id.refund}'`,
    },
  ]
})

testDamages((id, other) => {
  const check = '24-orphans-fulfillment'
  const work = { fulfillmentOrder: id.pickingSouth }
  const line = { order: id.picking, line: 2, allocation: 3 }
  return [
    {
      ...{ check, fault: 'fulfillment order without its order', ids: work },
      sql: `delete from orders where id = '${id.picking}'`,
    },
    {
      ...{ check, fault: 'fulfillment order without its location', ids: work },
      sql: `update fulfillment_orders set location_id = '${other.south}' where id = '${id.pickingSouth}'`,
    },
    {
      ...{ check, fault: 'fulfillment line without its fulfillment order', ids: line },
      sql: `delete from fulfillment_orders where id = '${id.pickingSouth}'`,
    },
    {
      ...{ check, fault: 'fulfillment line without its fulfillment order', ids: line },
      sql: `update fulfillment_orders set order_id = '${id.held}' where id = '${id.pickingSouth}'`,
    },
    ...[`item_id = '${id.black}'`, `location_id = '${id.north}'`, 'allocation_number = 4'].map((change) => ({
      ...{ check, fault: 'fulfillment line without its allocation', ids: line },
      sql: `update allocations set ${change} where order_id = '${id.picking}' and allocation_number = 3`,
    })),
    {
      ...{ check, fault: 'hold without its fulfillment order', ids: { hold: id.placeHold } },
      sql: `update fulfillment_holds set fulfillment_order_id = '${other.bundledSouth}' where id = '${id.placeHold}'`,
    },
    ...[`fulfillment_order_id = '${id.partialWork}'`, `order_id = '${id.held}'`, `location_id = '${id.south}'`].map(
      (change) => ({
        ...{ check, fault: 'shipment without its fulfillment order', ids: { shipment: id.delivered } },
        sql: `update shipments set ${change} where id = '${id.delivered}'`,
      }),
    ),
    {
      ...{ check, fault: 'shipment line without its shipment', ids: { shipment: id.delivered, line: 1 } },
      sql: `delete from shipments where id = '${id.delivered}'`,
    },
    ...['line_number = 2', 'allocation_number = 2'].map((change) => ({
      ...{ check, fault: 'shipment line without its fulfillment line', ids: { shipment: id.delivered } },
      sql: `update shipment_lines set ${change} where shipment_id = '${id.delivered}'`,
    })),
    {
      ...{ check, fault: 'shipment without lines', ids: { shipment: id.delivered } },
      sql: `delete from shipment_lines where shipment_id = '${id.delivered}'`,
    },
    {
      ...{ check, fault: 'tracking event without its shipment', ids: { shipment: other.delivered, code: 'delivered' } },
      sql: `update tracking_events set shipment_id = '${other.delivered}' where shipment_id = '${id.delivered}'`,
    },
  ]
})
