-- What the form for orders begins with: a preset for a person, for all who use a channel, or for a customer.

-- The subject is who it is for: `staff:<id>` or `key:<id>`, the channel's code, or the customer's id.
-- owner: orders
create table order_presets (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  subject text collate "C" not null,
  preset jsonb not null,
  version integer not null,
  set_by text collate "C" not null,
  set_at timestamptz not null,
  primary key (merchant_id, id),
  constraint order_presets_kind check (kind in ('person', 'channel', 'customer')),
  constraint order_presets_version check (version > 0)
);
alter table order_presets add constraint order_presets_subject unique (merchant_id, kind, subject);

select isolate(t, true) from unnest(array['order_presets']::regclass[]) t;
