-- What colleagues tell one another of a customer.

-- A note names the customer by its very place, so that its words are sealed under the person's key: they go with the person, and
-- none is changed.
-- owner: customers
create table customer_notes (
  merchant_id uuid not null,
  customer_id uuid not null,
  id uuid not null,
  words bytea not null,
  written_by text collate "C" not null,
  written_at timestamptz not null,
  primary key (merchant_id, customer_id, id)
);
alter table customer_notes add constraint customer_notes_customer
  foreign key (merchant_id, customer_id) references customers (merchant_id, id);

select isolate(t, false) from unnest(array['customer_notes']::regclass[]) t;
