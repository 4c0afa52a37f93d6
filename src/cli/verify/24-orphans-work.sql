-- No orphans: the rows of a job on many objects are of a job, and those of a file that is written are of its request.
select c.merchant_id, 'row of a job that is none' as fault, json_build_object('job', c.job_id, 'row', c.row_number) as ids,
  c.job_id::text as found, 'a job of the merchant' as expected
from bulk_rows c
left join bulk_jobs p on p.merchant_id = c.merchant_id and p.id = c.job_id
where p.id is null
union all
select c.merchant_id, 'row of a file that is none', json_build_object('export', c.export_id, 'row', c.row_number),
  c.export_id::text, 'a file of the merchant'
from export_rows c
left join exports p on p.merchant_id = c.merchant_id and p.id = c.export_id
where p.id is null
