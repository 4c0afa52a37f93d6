-- The second part of what names an object that has two, such as the stock of an item at a place.
alter table export_rows add column part_id uuid;
