import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id, other) => {
  const orphans = '24-orphans-figures'
  const check = '31-order-figures'
  const ofShop = `where merchant_id = '${id.merchant}'`
  const slot = { check, fault: 'slot differs from the orders', ids: { slot: 96, channel: 'web' } }
  const stage = { check, fault: 'stage differs from the orders', ids: { stage: 'processed' } }
  const area = { check, fault: 'area differs from the orders', ids: { area: 'CN' } }
  return [
    ...['orders', 'amount', 'shipped', 'cancelled'].map((sum) => ({
      ...slot,
      sql: `update order_slots set ${sum} = ${sum} + 1 ${ofShop}`,
    })),
    { ...slot, sql: `delete from order_slots ${ofShop}` },
    { ...slot, sql: `update order_slots set slot = 95 ${ofShop}` },
    { ...slot, sql: `update orders set total = total + 1 where id = '${id.held}'` },
    { ...slot, sql: `update events set at = at - interval '1 hour' where object_id = '${id.held}' and version = 1` },
    { ...stage, sql: `update order_day_stages set orders = orders + 1 ${ofShop} and stage = 'processed'` },
    { ...stage, sql: `delete from order_day_stages ${ofShop}` },
    { ...area, sql: `update order_day_areas set orders = orders - 1 ${ofShop}` },
    { ...area, sql: `update order_day_areas set amount = amount - 1 ${ofShop}` },
    { ...area, sql: `update orders set destination_region = '440305' where id = '${id.held}'` },
    {
      ...{ check, fault: 'order noted as waiting does not', ids: { order: id.held, kind: 'manual' } },
      sql: `update order_holds set released_at = placed_at where order_id = '${id.held}'`,
    },
    {
      ...{ check, fault: 'order that waits is not noted so', ids: { order: id.requested, kind: 'cancellation' } },
      sql: `delete from waiting_orders ${ofShop}`,
    },
    {
      ...{ check, fault: 'order that waits is not noted so', ids: { order: id.partial, kind: 'backordered' } },
      sql: `update waiting_orders set since = since - interval '1 day' where order_id = '${id.partial}'`,
    },
    {
      ...{ check, fault: 'order that waits is not noted so', ids: { order: id.held, location: id.south } },
      sql: `delete from waiting_order_places ${ofShop}`,
    },
    {
      ...{ check, fault: 'order noted as waiting does not', ids: { order: id.held, location: id.north } },
      sql: `update waiting_order_places set location_id = '${id.north}' where order_id = '${id.held}'`,
    },
    {
      ...{ check: orphans, fault: 'waiting order at a place that is none', ids: { order: id.held } },
      sql: `update waiting_order_places set location_id = '${other.south}' where order_id = '${id.held}'`,
    },
    {
      ...{ check: orphans, fault: 'waiting order that is none', ids: { order: other.held, kind: 'manual' } },
      sql: `update waiting_orders set order_id = '${other.held}' where order_id = '${id.held}'`,
    },
    ...Object.entries({ slot: 'order_slots', stage: 'order_day_stages', area: 'order_day_areas' }).map(
      ([figure, table]) => ({
        ...{ check: orphans, fault: 'figures of a channel that is none', ids: { figure, channel: 'gone' } },
        sql: `update ${table} set channel = 'gone' ${ofShop}`,
      }),
    ),
  ]
})
