-- No orphans: an edit has the rows it counts, each of an object of its kind in the same merchant, and what became of each exactly
-- when it was taken back.
with counted as (
  select merchant_id, edit_id, count(*) as rows, count(outcome) as outcomes from edit_rows group by merchant_id, edit_id
)
select e.merchant_id, 'edit differs from its rows' as fault, json_build_object('edit', e.id) as ids,
  coalesce(c.rows, 0) || ' rows, ' || coalesce(c.outcomes, 0) || ' with an outcome' as found,
  e.row_count || ' rows, ' || case when e.reverted_at is null then 0 else e.row_count end || ' with an outcome' as expected
from edits e
left join counted c on c.merchant_id = e.merchant_id and c.edit_id = e.id
where coalesce(c.rows, 0) <> e.row_count
  or coalesce(c.outcomes, 0) <> case when e.reverted_at is null then 0 else e.row_count end
union all
select r.merchant_id, 'row without its edit', json_build_object('edit', r.edit_id, 'row', r.row_number), r.edit_id::text,
  'an edit of the merchant'
from edit_rows r
left join edits e on e.merchant_id = r.merchant_id and e.id = r.edit_id
where e.id is null
union all
select r.merchant_id, 'row of no object', json_build_object('edit', r.edit_id, 'row', r.row_number), r.object_id::text,
  'a product or variant of the merchant'
from edit_rows r
join edits e on e.merchant_id = r.merchant_id and e.id = r.edit_id
left join products p on p.merchant_id = r.merchant_id and p.id = r.object_id and e.kind <> 'prices_set'
left join variants v on v.merchant_id = r.merchant_id and v.id = r.object_id and e.kind = 'prices_set'
where p.id is null and v.id is null
