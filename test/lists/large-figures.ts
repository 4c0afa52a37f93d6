/** The sums of two months, by every channel and province, and more waiting orders than are counted. */
export const figureStatements = [
  `insert into figure_builds values (:shop, 'Asia/Shanghai', null, :size, at(1), at(1))`,
  `insert into order_slots select :shop, current_date - d, s, code, 'CNY', 1, 2000, 0, 0
   from generate_series(-1, 60) d, generate_series(0, 143) s, unnest(array['web', 'phone', 'app']) code`,
  `insert into order_day_stages select :shop, current_date - d, code, stage, 40
   from generate_series(-1, 400) d, unnest(array['web', 'phone', 'app']) code,
     unnest(array['pending', 'processed', 'shipped', 'completed', 'cancelled']) stage`,
  `insert into order_day_areas select :shop, current_date - d, code, area || '0000', 'CNY', 6, 12000
   from generate_series(-1, 400) d, unnest(array['web', 'phone', 'app']) code, generate_series(11, 44) area`,
  `insert into waiting_orders select merchant_id, order_id, kind, 'web', placed_at from order_holds where merchant_id = :shop`,
  `insert into waiting_orders select merchant_id, order_id, 'cancellation', 'web', requested_at
   from order_cancellations where merchant_id = :shop`,
  `insert into waiting_orders select :shop, id(order, n), 'backordered', case when n % 1000 = 0 then 'fax' else 'web' end, at(n)
   from generate_series(1, :size, 4) n`,
  `insert into waiting_order_places select distinct w.merchant_id, a.location_id, w.order_id, w.kind, w.channel, w.since
   from waiting_orders w join allocations a using (merchant_id, order_id) where w.merchant_id = :shop`,
]
