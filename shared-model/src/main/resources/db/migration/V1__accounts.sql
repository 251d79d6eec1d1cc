-- Who may sign in, and what they prove it with. People edit these rows one at a time.

create table tenant (
  id uuid primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table app_user (
  id uuid primary key,
  tenant_id uuid not null references tenant,
  email text,
  username text,
  name text,
  password_hash text not null,
  role text not null default 'owner',
  admin boolean not null default false,
  active boolean not null default true,
  email_verified_at timestamptz,
  last_login_at timestamptz,
  created_at timestamptz not null default now(),
  constraint an_email_belongs_to_one_user unique (email),
  constraint an_email_is_lower_case check (email = lower(email)),
  constraint a_username_belongs_to_one_user unique (username),
  constraint a_username_is_lower_case check (username = lower(username)),
  constraint a_user_has_a_login check (email is not null or username is not null),
  constraint a_role_is_owner_member_or_viewer check (role in ('owner', 'member', 'viewer'))
);

create index app_user_of_tenant on app_user (tenant_id);

-- A link and a code of the same mail. Both are stored as hashes: the link is 256 random bits, so
-- SHA-256 is enough; the code has six digits, so it is an HMAC under a key of this installation.
create table challenge (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  kind text not null,
  link_hash bytea not null,
  code_hash bytea not null,
  tries smallint not null default 0,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint a_link_is_unique unique (link_hash),
  constraint a_challenge_is_tried_at_most_five_times check (tries between 0 and 5)
);

create index challenge_of_user on challenge (user_id, kind);

-- A family of refresh tokens: one sign-in on one device. Only the newest token of a family works.
create table session (
  id uuid primary key,
  user_id uuid not null references app_user on delete cascade,
  refresh_hash bytea not null,
  previous_hash bytea,
  device text,
  address text,
  created_at timestamptz not null default now(),
  rotated_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint a_refresh_token_is_unique unique (refresh_hash)
);

create index session_of_user on session (user_id);
create index session_by_previous on session (previous_hash) where previous_hash is not null;

-- What this installation keeps to itself: signing keys and HMAC keys, made on first start.
create table secret (
  name text primary key,
  value bytea not null,
  created_at timestamptz not null default now()
);
