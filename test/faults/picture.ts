import pg from 'pg'

/** What the database holds in the end, read behind the application. */
export type Picture = {
  orders: readonly FoundOrder[]
  shipments: readonly FoundShipment[]
  scans: readonly { shipmentId: string; occurredAt: Date; code: string }[]
  keys: readonly { key: string; status: number | null }[]
  /** Units on hand of each SKU, over all places. */
  onHand: ReadonlyMap<string, number>
}

/** An order, with its marker (its note) and the units of goods that left. */
export type FoundOrder = {
  id: string
  number: string
  marker: string | null
  /** Channel and external id. */
  externalKey: string | null
  status: string
  total: number
  captured: number
  terms: string
  shipped: number
}

/** A parcel with its units. */
export type FoundShipment = {
  id: string
  orderId: string
  trackingNumber: string
  status: string
  deliveredAt: Date | null
  units: number
}

/** Reads a merchant's rows as they are now. */
export async function takePicture(ownerUrl: string, merchantId: string): Promise<Picture> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const read = async <Row extends pg.QueryResultRow>(text: string) =>
      (await client.query<Row>(text, [merchantId])).rows
    return {
      orders: await read<FoundOrder>(`
        select o.id, o.number::text, n.text as marker, o.channel || ' ' || o.external_id as "externalKey", o.status, o.total::float8,
          o.captured::float8, o.payment_terms as terms, l.shipped
        from orders o
        left join order_notes n on n.merchant_id = o.merchant_id and n.order_id = o.id
        join (select merchant_id, order_id, sum(shipped) filter (where kind = 'stocked')::int as shipped
          from order_lines group by 1, 2) l
          on l.merchant_id = o.merchant_id and l.order_id = o.id
        where o.merchant_id = $1`),
      shipments: await read<FoundShipment>(`
        select s.id, s.order_id as "orderId", s.tracking_number as "trackingNumber", s.status,
          s.delivered_at as "deliveredAt", sum(l.quantity)::int as units
        from shipments s left join shipment_lines l on l.merchant_id = s.merchant_id and l.shipment_id = s.id
        where s.merchant_id = $1 group by 1, 2, 3, 4, 5`),
      scans: await read(`
        select shipment_id as "shipmentId", occurred_at as "occurredAt", code from tracking_events where merchant_id = $1`),
      keys: await read(`select key, status from idempotency_keys where merchant_id = $1`),
      onHand: new Map(
        (
          await read<{ sku: string; units: number }>(`
            select v.sku, sum(l.on_hand)::int as units from inventory_levels l
            join variants v on v.merchant_id = l.merchant_id and v.id = l.item_id
            where l.merchant_id = $1 group by v.sku`)
        ).map(({ sku, units }) => [sku, units]),
      ),
    }
  } finally {
    await client.end()
  }
}
