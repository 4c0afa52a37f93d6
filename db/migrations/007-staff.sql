-- Who works for a merchant, how they come in, and how long they stay.

-- A person who works for the merchant. Name and e-mail are sealed under a key of their own; the e-mail is found by its keyed hash.
-- No places or channels named: all of them.
-- owner: access
create table staff (
  merchant_id uuid not null,
  id uuid not null,
  key_id smallint not null,
  wrapped_key bytea,
  sealed bytea not null,
  login_key bytea,
  roles text[] not null,
  location_ids uuid[],
  channels text[],
  status text collate "C" not null,
  locale text collate "C" not null,
  password_hash text,
  password_set_at timestamptz,
  sealed_totp bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  version integer not null,
  created_at timestamptz not null,
  primary key (merchant_id, id),
  constraint staff_status check (status in ('invited', 'active', 'disabled')),
  constraint staff_locale check (locale in ('zh-CN', 'en'))
);
alter table staff add constraint staff_login_unique unique (merchant_id, login_key);
create index staff_by_status on staff (merchant_id, status, id);

-- A merchant's own role: a name for permissions.
-- owner: access
create table roles (
  merchant_id uuid not null,
  id uuid not null,
  code text collate "C" not null,
  name text not null,
  permissions text[] not null,
  version integer not null,
  created_at timestamptz not null,
  archived_at timestamptz,
  primary key (merchant_id, id)
);
alter table roles add constraint roles_code_unique unique (merchant_id, code);

-- How long sessions last, and whether a second factor is needed.
-- owner: access
create table security_settings (
  merchant_id uuid not null,
  id uuid not null,
  second_factor text collate "C" not null,
  idle_minutes integer not null,
  session_hours integer not null,
  version integer not null,
  primary key (merchant_id),
  constraint security_settings_second_factor check (second_factor in ('optional', 'required')),
  constraint security_settings_idle check (idle_minutes between 5 and 1440),
  constraint security_settings_session check (session_hours between 1 and 720)
);

-- One sign-in of one person on one device, until it ends. Of its secret only the hash is kept.
-- owner: access
create table sessions (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  secret_hash bytea not null,
  method text collate "C" not null,
  origin text collate "C" not null,
  user_agent text not null,
  created_at timestamptz not null,
  proven_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  version integer not null,
  primary key (merchant_id, id),
  constraint sessions_method check (method in ('password', 'password_totp', 'password_recovery', 'passkey', 'link'))
);
alter table sessions add constraint sessions_secret_unique unique (merchant_id, secret_hash);
alter table sessions add constraint sessions_staff foreign key (merchant_id, staff_id) references staff (merchant_id, id);
create index sessions_by_staff on sessions (merchant_id, staff_id, id);
create index sessions_by_seen on sessions (merchant_id, staff_id, seen_at);
create index sessions_by_expiry on sessions (merchant_id, expires_at);

-- owner: access
create table passkeys (
  merchant_id uuid not null,
  id uuid not null,
  staff_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  sign_count bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  removed_at timestamptz,
  primary key (merchant_id, id)
);
alter table passkeys add constraint passkeys_credential_unique unique (merchant_id, credential_id);
alter table passkeys add constraint passkeys_staff foreign key (merchant_id, staff_id) references staff (merchant_id, id);
create index passkeys_by_staff on passkeys (merchant_id, staff_id);

-- Each code opens once, in place of the second factor.
-- owner: access
create table recovery_codes (
  merchant_id uuid not null,
  staff_id uuid not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz,
  primary key (merchant_id, staff_id, code_hash)
);

-- What was asked of somebody on their way in, to be answered once and soon.
-- owner: access
create table sign_in_challenges (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  staff_id uuid,
  challenge bytea not null,
  attempts smallint not null,
  expires_at timestamptz not null,
  primary key (merchant_id, id),
  constraint sign_in_challenges_kind check (kind in ('second_factor', 'passkey_sign_in', 'passkey_registration'))
);
create index sign_in_challenges_by_expiry on sign_in_challenges (merchant_id, expires_at);

-- How often it failed: for a name and an address, for a name on strange devices, for a known device. Names are hashes.
-- owner: access
create table sign_in_failures (
  merchant_id uuid not null,
  bucket bytea not null,
  failures integer not null,
  last_failed_at timestamptz not null,
  primary key (merchant_id, bucket)
);
create index sign_in_failures_by_age on sign_in_failures (merchant_id, last_failed_at);

-- A link that lets somebody in once: the first sign-in, an invitation, a forgotten password. Its secret is made from the
-- merchant's keys and stands nowhere.
-- owner: access
create table access_links (
  merchant_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  staff_id uuid not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (merchant_id, id),
  constraint access_links_kind check (kind in ('sign_in', 'invitation', 'password_reset'))
);
alter table access_links add constraint access_links_staff foreign key (merchant_id, staff_id) references staff (merchant_id, id);
create index access_links_by_staff on access_links (merchant_id, staff_id);

select isolate(t, true) from unnest(array[
  'staff', 'roles', 'security_settings', 'sessions', 'passkeys', 'recovery_codes', 'sign_in_challenges', 'sign_in_failures',
  'access_links'
]::regclass[]) t;
