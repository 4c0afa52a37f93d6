-- An event that a subscriber could not handle, and that somebody decided it need not: who, when and why. The later events of
-- its object no longer wait for it; put back, it is a dead letter again.
alter table event_deliveries
  add column set_aside_at timestamptz,
  add column set_aside_by text collate "C",
  add column set_aside_reason text collate "C",
  add constraint event_deliveries_set_aside check (
    (set_aside_at is null) = (set_aside_by is null) and (set_aside_at is null) = (set_aside_reason is null)
    and (set_aside_at is null or dead_at is not null));
