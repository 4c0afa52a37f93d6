import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const histories = '17-histories'
  const states = { check: '17-present-states', fault: 'the last step led elsewhere' }
  const counts = { check: '21-events', fault: 'events differ from the version' }
  const event = (objectId: string, version: number) => `object_id = '${objectId}' and version = ${version}`
  const put = (objectId: string, version: number, data: object) =>
    `update events set data = data || '${JSON.stringify(data)}' where ${event(objectId, version)}`
  return [
    ...Object.entries({ order: id.picking, fulfillment_order: id.pickingNorth, stock_transfer: id.transfer }).map(
      ([type, objectId]) => ({
        ...{ check: histories, fault: 'a version is missing', ids: { [type]: objectId, version: 3 } },
        sql: `delete from events where ${event(objectId, 2)}`,
      }),
    ),
    {
      ...{ check: histories, fault: 'a version is missing', ids: { product: id.tea, version: 2 } },
      sql: `update events set version = 2 where ${event(id.tea, 1)}`,
    },
    {
      ...{ check: histories, fault: 'a version is missing', ids: { order: id.picking, version: 2 } },
      sql: `insert into events select * from events where ${event(id.picking, 2)}`,
    },
    {
      ...{ check: histories, fault: 'one id is of two kinds of object', ids: { payment: id.picking, version: 3 } },
      sql: `update events set object_type = 'payment' where ${event(id.picking, 3)}`,
    },
    {
      ...{ check: histories, fault: 'an order begins by being placed', ids: { order: id.awaiting, version: 1 } },
      sql: `update events set type = 'order.held' where ${event(id.awaiting, 1)}`,
    },
    {
      ...{ check: histories, fault: 'an order begins by being placed', ids: { order: id.picking, version: 3 } },
      sql: `update events set type = 'order.placed' where ${event(id.picking, 3)}`,
    },
    ...Object.entries({ order: id.completed, fulfillment_order: id.completedWork, payment: id.refunded }).map(
      ([type, objectId]) => ({
        ...{ check: histories, fault: 'the step does not begin where the one before it ended' },
        ...{ ids: { [type]: objectId, version: 2 }, sql: put(objectId, 2, { from: 'cancelled' }) },
      }),
    ),
    {
      ...{ check: histories, fault: 'the step does not begin where the one before it ended' },
      ...{ ids: { order: id.awaiting, version: 1 }, sql: put(id.awaiting, 1, { from: 'draft' }) },
    },
    {
      ...{ check: histories, fault: 'the step does not begin where the one before it ended' },
      ...{ ids: { stock_transfer: id.transfer, version: 3 }, sql: put(id.transfer, 3, { statusFrom: 'draft' }) },
    },
    {
      ...{ check: histories, fault: 'the stage does not begin where the step before it ended' },
      ...{ ids: { order: id.completed, version: 4 }, sql: put(id.completed, 4, { stageFrom: 'processed' }) },
    },
    ...[
      { type: 'order', objectId: id.awaiting, version: 1, data: { to: 'completed' } },
      { type: 'order', objectId: id.completed, version: 5, data: { to: 'submitted' } },
      { type: 'order', objectId: id.cancelled, version: 2, data: { to: 'expired' } },
      { type: 'fulfillment_order', objectId: id.completedWork, version: 1, data: { to: 'picking' } },
      { type: 'fulfillment_order', objectId: id.completedWork, version: 4, data: { to: 'released' } },
      { type: 'shipment', objectId: id.delivered, version: 2, data: { to: 'voided' } },
      { type: 'shipment', objectId: id.onItsWay, version: 1, data: { to: null } },
      { type: 'shipment', objectId: id.labelled, version: 1, data: { to: 'delivered' } },
      { type: 'shipment', objectId: id.spoiled, version: 2, data: { to: 'delivered' } },
      { type: 'payment', objectId: id.refunded, version: 2, data: { to: 'pending' } },
      { type: 'stock_transfer', objectId: id.transfer, version: 4, data: { statusTo: 'ready' } },
    ].map(({ type, objectId, version, data }) => ({
      ...{ check: histories, fault: 'the machine does not allow the step', ids: { [type]: objectId, version } },
      sql: put(objectId, version, data),
    })),

    ...[
      { type: 'order', table: 'orders', objectId: id.bundled, status: 'submitted' },
      { type: 'fulfillment_order', table: 'fulfillment_orders', objectId: id.pickingSouth, status: 'open' },
      { type: 'shipment', table: 'shipments', objectId: id.onItsWay, status: 'lost' },
      { type: 'shipment', table: 'shipments', objectId: id.labelled, status: 'shipped' },
      { type: 'payment', table: 'payments', objectId: id.paid, status: 'voided' },
      { type: 'stock_transfer', table: 'stock_transfers', objectId: id.transfer, status: 'received' },
    ].map(({ type, table, objectId, status }) => ({
      ...{ ...states, ids: { [type]: objectId } },
      sql: `update ${table} set status = '${status}' where id = '${objectId}'`,
    })),
    { ...states, ids: { order: id.bundled }, sql: `update orders set stage = 'shipped' where id = '${id.bundled}'` },

    ...[
      { type: 'order', table: 'orders', objectId: id.picking },
      { type: 'fulfillment_order', table: 'fulfillment_orders', objectId: id.pickingNorth },
      { type: 'shipment', table: 'shipments', objectId: id.delivered },
      { type: 'payment', table: 'payments', objectId: id.refunded },
      { type: 'stock_transfer', table: 'stock_transfers', objectId: id.transfer },
    ].flatMap(({ type, table, objectId }) => [
      {
        ...counts,
        ids: { [type]: objectId },
        sql: `update ${table} set version = version + 1 where id = '${objectId}'`,
      },
      {
        ...counts,
        ids: { [type]: objectId },
        sql: `update ${table} set version = version - 1 where id = '${objectId}'`,
      },
      { ...counts, ids: { [type]: objectId }, sql: `delete from events where ${event(objectId, 1)}` },
      { ...counts, ids: { [type]: objectId }, sql: `delete from events where object_id = '${objectId}'` },
    ]),

    ...[id.picking, id.tea].map((objectId) => ({
      ...{ check: '21-deliveries', fault: 'event was not handled' },
      ...{ ids: { subscriber: 'order_index', object: objectId, version: 1 } },
      sql: `insert into event_deliveries (merchant_id, subscriber, object_id, version, due_at)
        values ('${id.merchant}', 'order_index', '${objectId}', 1, '2026-01-05T20:00:00Z')`,
    })),
    {
      ...{ check: '21-dead-letters', fault: 'event was given up' },
      ...{ ids: { subscriber: 'fulfillment', object: id.picking, version: 1 } },
      sql: `insert into event_deliveries (merchant_id, subscriber, object_id, version, attempts, due_at, dead_at, failure)
        values ('${id.merchant}', 'fulfillment', '${id.picking}', 1, 12, '2026-01-05T08:00:00Z', '2026-01-05T08:20:00Z', 'x')`,
    },
  ]
})
