-- Every table with a merchant's rows stands under the one policy by which the application's role sees and writes only
-- the rows of the merchant it has set, and that role can neither own a table nor get past the policy.
with merchant_tables as (
  select c.oid, c.relname, c.relrowsecurity
  from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attname = 'merchant_id'
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
), policies as (
  select tablename, count(*) as policies,
    bool_and(cmd = 'ALL' and permissive = 'PERMISSIVE' and qual = with_check and qual =
      '(merchant_id = (NULLIF(current_setting(''yidan.merchant_id''::text, true), ''''::text))::uuid)') as strict
  from pg_policies
  where schemaname = 'public' and (roles && array['yidan_app', 'public']::name[])
  group by tablename
)
select null::uuid as merchant_id, 'table is not isolated' as fault, json_build_object('table', t.relname) as ids,
  concat_ws(', ', case when not t.relrowsecurity then 'no row-level security' end,
    coalesce(p.policies, 0) || ' policies', case when not p.strict then 'not the one policy' end) as found,
  'the one policy' as expected
from merchant_tables t
left join policies p on p.tablename = t.relname
where not t.relrowsecurity or p.policies is distinct from 1 or not p.strict
union all
select null, 'role sees past the policies', json_build_object('role', rolname),
  concat_ws(', ', case when rolsuper then 'superuser' end, case when rolbypassrls then 'bypasses row-level security' end,
    case when exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p')) then 'owns tables' end),
  'neither superuser nor owner'
from pg_roles r
where rolname = 'yidan_app' and (rolsuper or rolbypassrls
  or exists (select from pg_class where relowner = r.oid and relkind in ('r', 'p')))
