-- No counter is negative, and no quantity that something is about is nothing.
select merchant_id, 'level counter is negative' as fault,
  json_build_object('item', item_id, 'location', location_id) as ids,
  concat_ws(', ', 'on hand ' || on_hand, 'allocated ' || allocated, 'reserved ' || reserved,
    'unavailable ' || unavailable, 'incoming ' || incoming, 'safety stock ' || safety_stock,
    'oversell limit ' || oversell_limit) as found,
  'all 0 or more' as expected
from inventory_levels
where least(on_hand, allocated, reserved, unavailable, incoming, safety_stock, oversell_limit) < 0
union all
select merchant_id, 'order line counter is negative', json_build_object('order', order_id, 'line', line_number),
  concat_ws(', ', 'quantity ' || quantity, 'cancelled ' || cancelled, 'unallocated ' || unallocated,
    'backordered ' || backordered, 'reserved ' || reserved, 'allocated ' || allocated, 'picked ' || picked,
    'shipped ' || shipped, 'delivered ' || delivered),
  'quantity 1 or more, the others 0 or more'
from order_lines
where least(quantity - 1, cancelled, unallocated, backordered, reserved, allocated, picked, shipped, delivered) < 0
union all
select merchant_id, 'order line amount is negative', json_build_object('order', order_id, 'line', line_number),
  concat_ws(', ', 'unit price ' || unit_price, 'line total ' || line_total, 'discount ' || discount,
    'shipping ' || shipping, 'tax ' || tax, 'tax rate ' || tax_rate_basis_points),
  'all 0 or more'
from order_lines
where least(unit_price, line_total, discount, shipping, tax, tax_rate_basis_points) < 0
union all
select merchant_id, 'order amount is negative', json_build_object('order', id),
  concat_ws(', ', 'lines ' || lines_total, 'discount ' || discount_total, 'shipping ' || shipping_total,
    'tax ' || tax_total, 'total ' || total,
    'cancelled ' || cancelled_total, 'authorized ' || authorized, 'captured ' || captured, 'refunded ' || refunded),
  'all 0 or more'
from orders
where least(lines_total, discount_total, shipping_total, tax_total, total, cancelled_total, authorized, captured,
  refunded) < 0
union all
select merchant_id, 'fulfillment line counter is negative',
  json_build_object('order', order_id, 'line', line_number, 'allocation', allocation_number),
  concat_ws(', ', 'quantity ' || quantity, 'picked ' || picked, 'short ' || short, 'packed ' || packed,
    'shipped ' || shipped, 'cancelled ' || cancelled),
  'quantity 1 or more, the others 0 or more'
from fulfillment_lines
where least(quantity - 1, picked, short, packed, shipped, cancelled) < 0
union all
select merchant_id, 'allocation of nothing',
  json_build_object('order', order_id, 'line', line_number, 'allocation', allocation_number),
  quantity::text, '1 or more'
from allocations where quantity < 1
union all
select merchant_id, 'reservation of nothing',
  json_build_object('order', order_id, 'line', line_number, 'reservation', reservation_number),
  quantity::text, '1 or more'
from reservations where quantity < 1
union all
select merchant_id, 'movement of nothing',
  json_build_object('item', item_id, 'location', location_id, 'movement', id), quantity::text, 'not 0'
from stock_movements where quantity = 0
union all
select merchant_id, 'shipment line of nothing', json_build_object('shipment', shipment_id, 'line', line_number),
  quantity::text, '1 or more'
from shipment_lines where quantity < 1
union all
select merchant_id, 'transfer line counter is negative',
  json_build_object('transfer', transfer_id, 'line', line_number),
  concat_ws(', ', 'quantity ' || quantity, 'sent ' || sent, 'received ' || received),
  'quantity 1 or more, the others 0 or more'
from stock_transfer_lines where least(quantity - 1, sent, received) < 0
union all
select merchant_id, 'bundle component of nothing', json_build_object('bundle', bundle_id, 'component', component_id),
  quantity::text, '1 or more'
from bundle_components where quantity < 1
union all
select merchant_id, 'oversell limit is negative', json_build_object('item', id), oversell_limit::text, '0 or more'
from inventory_items where oversell_limit < 0
union all
select merchant_id, 'payment amount is negative', json_build_object('payment', id),
  concat_ws(', ', 'amount ' || amount, 'captured ' || captured, 'refunded ' || refunded),
  'amount 1 or more, the others 0 or more'
from payments where least(amount - 1, captured, refunded) < 0
union all
select merchant_id, 'payment transaction of nothing', json_build_object('payment', payment_id, 'transaction', id),
  amount::text, '1 or more'
from payment_transactions where amount < 1
union all
select merchant_id, 'price is negative', json_build_object('variant', variant_id, 'currency', currency),
  price::text, '0 or more'
from list_prices where price < 0
union all
select merchant_id, 'tax rate is not between nothing and all', json_build_object('taxClass', tax_class),
  rate_basis_points::text, '0 to 10000'
from tax_rates where rate_basis_points not between 0 and 10000
union all
select merchant_id, 'count of orders is negative', json_build_object('stage', stage), orders::text, '0 or more'
from order_counts where orders < 0
