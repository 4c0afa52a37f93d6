-- What has left says when, and what has arrived says when; nothing else does.
select merchant_id, 'moment does not fit the status' as fault,
  json_build_object('shipment', id, 'order', order_id) as ids,
  concat_ws(', ', status, 'shipped at ' || shipped_at, 'delivered at ' || delivered_at) as found,
  'shipped once it left, delivered once it arrived' as expected
from shipments
where (shipped_at is not null) <> (status in ('shipped', 'delivered', 'returned_to_sender', 'lost'))
  or (delivered_at is not null) <> (status = 'delivered')
