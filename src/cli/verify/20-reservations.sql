-- No reservation is held for more than a quarter of an hour past its expiry: the sweep comes each minute.
select merchant_id,
  'reservation outlived its expiry' as fault,
  json_build_object('order', order_id, 'line', line_number, 'reservation', reservation_number) as ids,
  'held, expired at ' || expires_at as found,
  'expired or consumed' as expected
from reservations
where status = 'held' and expires_at < current_setting('yidan.now')::timestamptz - interval '15 minutes'
